// Surprise checks of units at night, drawn anew each week (夜间抽查): a week is summed up, a month has its bulletin.
import { label } from '../../contract/label.ts'
import { defineRound } from '../../contract/round.ts'
import { ending, section, shall, should } from './items.fields.ts'

// 国令421 art 3: the police guide and inspect. An order with a warning comes first; a penalty only where it is not kept.
// Which article an item stands on, a county writes into its own version of the checklist.
const rule = '《企业事业单位内部治安保卫条例》'

export const nightCheck = defineRound({
  kind: 'inspections.night',
  label: label('单位夜间抽查', 'Night checks of units'),
  over: { register: 'inspections.unit' },
  cadence: 'weekly',
  days: 'everyDay',
  by: [
    { post: 'stationChief', level: 'township' },
    { post: 'commandCentre', level: 'county' },
  ],
  leads: ['countyCentre'],
  approves: ['countyCentre'],
  checked: ['unitGuard'],
  draw: { count: 3 },
  whenOver: 'missed',
  checklist: {
    title: label('单位夜间抽查表', 'Checklist of the night check'),
    items: [
      section('duty', label('值守', 'On duty'), [
        shall('gate', label('门卫室有人值守', 'Somebody is in the gate room'), 5, rule),
        shall('money', label('财务室、金库有人值守', 'Somebody guards the money'), 7, rule),
        shall('rounds', label('夜间巡查有记录', 'The rounds of the night are recorded'), 7, rule),
      ]),
      section('means', label('设施', 'Means'), [
        shall('alarm', label('报警装置有效', 'The alarm works'), 7, rule),
        should('light', label('夜间照明完好', 'The lights work')),
        should('video', label('监控画面清楚', 'The video is clear')),
      ]),
      ...ending,
    ],
  },
  finding: {
    label: label('夜查问题', 'Finding of a night check'),
    orderWithin: '1wd',
    usualDays: 7,
    most: '20d',
    recheckWithin: '3wd',
    measures: {
      yellow: label('黄牌警示', 'Yellow card'),
      penalty: label('移送公安机关依法处罚', 'To the police for a penalty'),
    },
  },
})
