// Once a month somebody walks each village and looks at what can hurt people: fire, roads, water, power.
import type { Question, Rule } from '../../contract/checklist/form.ts'
import { type Label, label } from '../../contract/label.ts'
import { defineRound } from '../../contract/round.ts'

const states = [
  { name: 'yes', label: label('是', 'Yes') },
  { name: 'no', label: label('否', 'No') },
  { name: 'none', label: label('没有这一项', 'Not here') },
]

const item = (name: string, words: Label, rule: Omit<Rule, 'finding'>): Question => ({
  type: 'select_one',
  name,
  label: words,
  required: true,
  choices: states,
  rule: { ...rule, finding: ". = 'no'" },
})

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
      {
        type: 'group',
        name: 'fire',
        label: label('消防', 'Fire'),
        items: [
          // 消防法 art 28: nobody blocks an escape way or a passage for fire engines.
          item('escape', label('疏散通道、消防车通道畅通', 'Escape ways and fire lanes are clear'), {
            weight: 'shall',
            basis: '《消防法》第二十八条',
            days: 3,
          }),
          item('extinguishers', label('公共场所灭火器在有效期内', 'Extinguishers in public places are in date'), {
            weight: 'shall',
            basis: '《消防法》第十六条',
            days: 7,
          }),
        ],
      },
      {
        type: 'group',
        name: 'outside',
        label: label('道路和水边', 'Roads and water'),
        items: [
          item('lights', label('路灯、反光标识完好', 'Street lamps and reflectors work'), { weight: 'should' }),
          item('water', label('水塘、水渠有警示和护栏', 'Ponds and canals have warnings and rails'), {
            weight: 'shall',
            days: 15,
          }),
        ],
      },
      { type: 'image', name: 'photos', label: label('照片', 'Photos') },
      { type: 'text', name: 'words', label: label('其他情况', 'Anything else') },
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
