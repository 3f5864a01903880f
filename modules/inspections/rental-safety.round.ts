// Each quarter somebody looks at a let house: fire, gas, structure. Nobody asks who lives there, and no item can say it.
import { label } from '../../contract/label.ts'
import { defineRound } from '../../contract/round.ts'
import { ending, section, shall, should } from './items.fields.ts'

const fire = '《消防法》'
const letting = '《商品房屋租赁管理办法》'
const gas = '《城镇燃气管理条例》'

export const rentalSafety = defineRound({
  kind: 'inspections.housing',
  label: label('出租房屋安全检查', 'Safety of rental housing'),
  over: { register: 'inspections.rental' },
  cadence: 'quarterly',
  days: 'everyDay',
  by: [
    { post: 'gridWorker', level: 'village' },
    { post: 'residentOfficer', level: 'township' },
  ],
  leads: ['townshipCentre', 'countyCentre'],
  approves: ['countyCentre'],
  whenOver: 'missed',
  checklist: {
    title: label('出租房屋安全检查表', 'Checklist of rental housing'),
    items: [
      section('fire', label('消防', 'Fire'), [
        shall('exits', label('疏散通道、安全出口畅通', 'Ways out are clear'), 3, fire),
        shall(
          'bicycles',
          label('电动车不在楼道停放充电', 'No electric bicycle is parked or charged on the stairs'),
          1,
          fire,
        ),
        should('alarm', label('房间有独立烟感', 'Rooms have smoke alarms')),
      ]),
      section('gas', label('燃气', 'Gas'), [
        shall('pipes', label('管线、阀门无私改、无泄漏', 'Pipes and valves are unchanged and tight'), 3, gas),
        shall('vent', label('热水器有外排烟道', 'The water heater vents outside'), 3, gas),
      ]),
      section('structure', label('房屋结构', 'Structure'), [
        shall(
          'cracks',
          label('承重墙柱无拆改、无明显裂缝', 'Bearing walls are unchanged and without cracks'),
          15,
          letting,
        ),
        shall('use', label('厨房、阳台、地下储藏室不住人', 'Nobody lives in kitchen, balcony or cellar'), 7, letting),
      ]),
      ...ending,
    ],
  },
  finding: {
    label: label('出租房屋问题', 'Finding in rental housing'),
    atOnce: true,
    orderWithin: '1wd',
    usualDays: 7,
    most: '60d',
    recheckWithin: '5wd',
    measures: {
      notice: label('督办通知', 'Written reminder'),
      raised: label('提请住建、消防依法处理', 'Put before housing and fire authorities'),
    },
  },
})
