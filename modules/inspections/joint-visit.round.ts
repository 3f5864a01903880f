// One visit of several departments to a hazardous-goods site, each with its own section, instead of one visit each (联合检查).
import { type Label, label } from '../../contract/label.ts'
import { defineRound } from '../../contract/round.ts'
import { ending, section, shall, should } from './items.fields.ts'

const departments: Record<string, Label> = {
  emergency: label('应急管理', 'Emergency management'),
  police: label('公安', 'Police'),
  fire: label('消防救援', 'Fire and rescue'),
  market: label('市场监管', 'Market supervision'),
}

/** A section is asked when its department came along. */
const of = (department: string, items: Parameters<typeof section>[2]) =>
  section(department, departments[department] as Label, items, `selected(\${present}, '${department}')`)

export const jointVisit = defineRound({
  kind: 'inspections.joint',
  label: label('危险物品联合检查', 'Joint visits to hazardous sites'),
  over: { register: 'inspections.hazard' },
  cadence: 'quarterly',
  days: 'workingDays',
  by: [
    { post: 'townshipCentre', level: 'township' },
    { post: 'countyCentre', level: 'county' },
  ],
  leads: ['countyCentre'],
  approves: ['countyCentre'],
  checked: ['unitGuard'],
  whenOver: 'missed',
  checklist: {
    title: label('危险物品场所联合检查表', 'Checklist of the joint visit'),
    items: [
      {
        type: 'select_multiple',
        name: 'present',
        label: label('本次同来的部门', 'Departments that came along'),
        hint: label('只填岗位，不写人名', 'Departments only, no names'),
        required: true,
        choices: Object.entries(departments).map(([name, words]) => ({ name, label: words })),
      },
      of('emergency', [
        shall('licence', label('许可证在有效期内', 'The licence is in force'), 0, '《烟花爆竹安全管理条例》第三条'),
        shall('amount', label('储量不超过核定', 'No more is stored than licensed'), 1, '《危险化学品安全管理条例》'),
        should('drill', label('半年内有应急演练', 'There was a drill within half a year')),
      ]),
      of('police', [
        shall(
          'transport',
          label('运输有公安机关许可', 'Transport is permitted by the police'),
          0,
          '《烟花爆竹安全管理条例》第二十二条',
        ),
        shall(
          'guard',
          label('仓库昼夜看守，出入有登记', 'The store is guarded and movements are recorded'),
          3,
          '《民用爆炸物品安全管理条例》',
        ),
      ]),
      of('fire', [
        shall('extinguishers', label('消防器材有效', 'Extinguishers work'), 3, '《消防法》'),
        shall('distance', label('周边安全距离未被占用', 'The safe distance around it is kept'), 7, '《消防法》'),
      ]),
      of('market', [should('labels', label('产品标识、流向登记完整', 'Goods are marked and can be traced'))]),
      ...ending,
    ],
  },
  finding: {
    label: label('联合检查问题', 'Finding of a joint visit'),
    atOnce: true,
    orderWithin: '1wd',
    usualDays: 7,
    most: '30d',
    recheckWithin: '3wd',
    measures: {
      stop: label('提请许可机关暂停经营', 'Ask the licensing authority to suspend trade'),
      penalty: label('移送许可机关依法处罚', 'To the licensing authority for a penalty'),
    },
  },
})
