// The key places of a unit: what must be guarded first, and with what (order 421). Where exactly is sealed.
import { choice, entryRef, optional, text, yes } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'

export const keyPlace = defineRegister({
  kind: 'inspections.place',
  label: label('要害部位', 'Key places'),
  fields: {
    name: text({ label: label('部位名称', 'Name'), max: 60 }),
    keyUnit: entryRef('inspections.unit', { label: label('所属单位', 'Unit'), indexed: true }),
    what: choice(
      {
        money: label('财务室、金库', 'Money'),
        secrets: label('机要、档案', 'Secrets and archives'),
        control: label('控制室、机房', 'Control and server rooms'),
        goods: label('危险物品存放处', 'Dangerous goods'),
        stock: label('重要物资库', 'Stocks'),
        gate: label('门卫室', 'Gate room'),
      },
      { label: label('种类', 'Sort'), indexed: true },
    ),
    where: optional(text({ label: label('所在位置', 'Where it is'), max: 120, privacy: 'sealed' })),
    isManned: optional(yes({ label: label('昼夜有人值守', 'Manned day and night'), indexed: true })),
    hasAlarm: optional(yes({ label: label('有报警装置', 'Has an alarm'), indexed: true })),
    hasVideo: optional(yes({ label: label('有视频监控', 'Has video') })),
    hasDoor: optional(yes({ label: label('有防盗安全门', 'Has a security door') })),
  },
  headline: 'name',
  level: 'village',
  unique: ['keyUnit', 'name'],
  complete: ['where', 'isManned', 'hasAlarm', 'hasVideo', 'hasDoor'],
  freshFor: '365d',
  sums: [],
  reads: {
    residentOfficer: 'subtree',
    stationChief: 'subtree',
    townshipCentre: 'subtree',
    countyCentre: 'subtree',
  },
  keeps: { stationChief: 'subtree', townshipCentre: 'subtree', countyCentre: 'subtree' },
  exports: ['countyCentre'],
  imports: ['stationChief', 'countyCentre'],
  opens: ['stationChief', 'residentOfficer'],
  retention: [{ fields: ['where'], after: '30d' }],
})
