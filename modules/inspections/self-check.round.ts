// Once a month a unit looks after its own door, people and things (单位自查). Order 421, art 5: the head of the unit answers for it.
import { label } from '../../contract/label.ts'
import { defineRound } from '../../contract/round.ts'
import { ending, section, shall, should } from './items.fields.ts'

const rule = '《企业事业单位内部治安保卫条例》'

export const selfCheck = defineRound({
  kind: 'inspections.self',
  label: label('单位自查', 'Self-check of units'),
  over: { register: 'inspections.unit' },
  cadence: 'monthly',
  days: 'everyDay',
  by: [{ post: 'unitGuard', level: 'village' }],
  leads: ['stationChief', 'countyCentre'],
  approves: ['countyCentre'],
  checked: ['unitGuard'],
  whenOver: 'missed',
  checklist: {
    title: label(
      '单位自查表：看好自己的门，管好自己的物和人',
      'Self-check of a unit: its door, its things, its people',
    ),
    items: [
      section('door', label('门', 'The door'), [
        shall('gate', label('门卫室昼夜有人值守', 'The gate room is manned day and night'), 3, rule),
        shall('visits', label('来访、出入制度落实', 'The rules for visits are kept'), 7, rule),
        should('fence', label('围墙、门窗完好', 'Walls, doors and windows are whole')),
      ]),
      section('things', label('物', 'The things'), [
        shall('money', label('财务室、金库有人值守，防范设施有效', 'Money is guarded and its alarms work'), 3, rule),
        shall('secrets', label('机要、档案室防范设施有效', 'Archives are guarded and their alarms work'), 7, rule),
        shall('goods', label('危险物品专人保管、账物相符', 'Dangerous goods are kept and counted'), 3, rule),
        should('video', label('监控、报警装置试过，有效', 'Video and alarms were tried and work')),
      ]),
      section('people', label('人', 'The people'), [
        shall('patrol', label('值班、巡查有记录', 'Duty and rounds are recorded'), 7, rule),
        should('training', label('本月有治安培训或演练', 'There was a training or a drill this month')),
      ]),
      ...ending,
    ],
  },
  finding: {
    label: label('自查问题', 'Finding of a self-check'),
    atOnce: true,
    orderWithin: '1wd',
    usualDays: 7,
    most: '30d',
    recheckWithin: '5wd',
    measures: { notice: label('督办通知', 'Written reminder') },
  },
})
