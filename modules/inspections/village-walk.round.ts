// Once a month somebody walks each village and looks at what can hurt people: fire, roads, water, power.
import { label } from '../../contract/label.ts'
import { defineRound } from '../../contract/round.ts'
import { ending, section, shall, should } from './items.fields.ts'

export const villageWalk = defineRound({
  kind: 'inspections.walk',
  label: label('村（社区）安全巡查', 'Village safety walk'),
  over: { level: 'village' },
  cadence: 'monthly',
  days: 'everyDay',
  by: [
    { post: 'gridWorker', level: 'village' },
    { post: 'townshipCentre', level: 'township' },
  ],
  leads: ['townshipCentre', 'countyCentre'],
  approves: ['countyCentre'],
  whenOver: 'missed',
  checklist: {
    title: label('村（社区）安全巡查表', 'Checklist of the village safety walk'),
    items: [
      section('fire', label('消防', 'Fire'), [
        shall('escape', label('疏散通道、消防车通道畅通', 'Escape ways and fire lanes are clear'), 3, '《消防法》'),
        shall(
          'extinguishers',
          label('公共场所灭火器在有效期内', 'Extinguishers in public places are in date'),
          7,
          '《消防法》',
        ),
      ]),
      section('outside', label('道路和水边', 'Roads and water'), [
        should('lights', label('路灯、反光标识完好', 'Street lamps and reflectors work')),
        shall('water', label('水塘、水渠有警示和护栏', 'Ponds and canals have warnings and rails'), 15),
      ]),
      ...ending,
    ],
  },
  finding: {
    label: label('巡查问题', 'Finding of a walk'),
    atOnce: true,
    orderWithin: '1wd',
    usualDays: 7,
    most: '30d',
    recheckWithin: '3wd',
    measures: {
      notice: label('督办通知', 'Written reminder'),
      raised: label('提请上级研究', 'Put before the level above'),
    },
  },
})
