// Houses that are let, by address: fire, gas and structure. Who lives there is nobody's business here: no field for it exists.
import { choice, integer, optional, point, postRef, text, yes } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'

export const rentalHouse = defineRegister({
  kind: 'inspections.rental',
  label: label('出租房屋', 'Rental housing'),
  fields: {
    address: text({
      label: label('地址', 'Address'),
      max: 120,
      hint: label('只登记房屋，不登记租客和房东', 'The house only; neither tenants nor landlord'),
    }),
    what: choice(
      {
        flat: label('楼房套间', 'Flat'),
        selfBuilt: label('自建房', 'Self-built house'),
        shared: label('合租房', 'Shared flat'),
        dormitory: label('集体宿舍', 'Dormitory'),
        aboveShop: label('店铺楼上', 'Above a shop'),
      },
      { label: label('种类', 'Sort'), indexed: true },
    ),
    place: optional(point({ label: label('位置', 'Place') })),
    storeys: optional(integer({ label: label('层数', 'Storeys'), min: 1, max: 60 })),
    rooms: integer({ label: label('出租间数', 'Rooms let'), min: 1, max: 500 }),
    gas: choice(
      { piped: label('管道气', 'Piped'), bottled: label('瓶装气', 'Bottled'), none: label('不用气', 'None') },
      { label: label('燃气', 'Gas'), indexed: true },
    ),
    exits: optional(integer({ label: label('安全出口数', 'Ways out'), min: 0, max: 20 })),
    hasAlarm: optional(yes({ label: label('有独立烟感', 'Has smoke alarms'), indexed: true })),
    answers: optional(
      postRef({ label: label('联系岗位', 'Post that looks after it'), of: ['gridWorker', 'residentOfficer'] }),
    ),
  },
  headline: 'address',
  placeField: 'place',
  level: 'village',
  unique: ['address'],
  complete: ['place', 'storeys', 'exits', 'hasAlarm', 'answers'],
  freshFor: '180d',
  sums: ['rooms'],
  reads: {
    gridWorker: 'subtree',
    residentOfficer: 'subtree',
    stationChief: 'subtree',
    townshipCentre: 'subtree',
    countyCentre: 'subtree',
  },
  keeps: { gridWorker: 'subtree', residentOfficer: 'subtree', townshipCentre: 'subtree', countyCentre: 'subtree' },
  exports: ['townshipCentre', 'countyCentre'],
  imports: ['townshipCentre', 'countyCentre'],
  opens: [],
  retention: [],
})
