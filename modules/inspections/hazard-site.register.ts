// Sites with dangerous goods, their licences and the authority that gave them (licences.fields.ts).
import {
  choice,
  date,
  integer,
  officePhone,
  optional,
  point,
  postRef,
  text,
  unitRef,
  yes,
} from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'
import { licenceChoices } from './licences.fields.ts'

export const hazardSite = defineRegister({
  kind: 'inspections.hazard',
  label: label('危险物品场所', 'Hazardous-goods sites'),
  fields: {
    name: text({ label: label('场所名称', 'Name'), max: 60 }),
    licence: choice(licenceChoices, { label: label('许可种类', 'Sort of licence'), indexed: true }),
    authority: optional(
      text({
        label: label('发证机关', 'Authority that gave it'),
        hint: label('按许可证填写', 'As the licence says'),
        max: 60,
      }),
    ),
    licenceNo: optional(text({ label: label('许可证号', 'Number of the licence'), max: 40 })),
    validUntil: optional(date({ label: label('有效期至', 'Valid until') })),
    place: optional(point({ label: label('位置', 'Place') })),
    address: text({ label: label('地址', 'Address'), max: 120 }),
    unit: optional(unitRef({ label: label('系统内的单位', 'Unit in this system') })),
    answers: optional(postRef({ label: label('负责岗位', 'Post that answers'), of: ['unitGuard', 'stationChief'] })),
    office: optional(officePhone({ label: label('值班电话', 'Telephone of the duty room') })),
    hasStore: optional(yes({ label: label('有储存仓库', 'Has a store'), indexed: true })),
    mostKg: optional(integer({ label: label('核定储量（千克）', 'Licensed store (kg)'), min: 0, max: 10_000_000 })),
  },
  headline: 'name',
  placeField: 'place',
  unitField: 'unit',
  level: 'village',
  unique: ['name', 'address'],
  complete: ['place', 'authority', 'licenceNo', 'validUntil', 'answers', 'office'],
  freshFor: '180d',
  sums: [],
  reads: {
    residentOfficer: 'subtree',
    stationChief: 'subtree',
    townshipCentre: 'subtree',
    department: 'subtree',
    commandCentre: 'subtree',
    countyCentre: 'subtree',
    unitGuard: 'unit',
  },
  keeps: { stationChief: 'subtree', department: 'subtree', countyCentre: 'subtree' },
  exports: ['countyCentre'],
  imports: ['countyCentre'],
  opens: [],
  retention: [],
})
