// Units with a duty to guard themselves, the key ones first: filed with the police, with a body and posts that answer (order 421).
import {
  choice,
  date,
  files,
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

export const keyUnit = defineRegister({
  kind: 'inspections.unit',
  label: label('重点单位', 'Key units'),
  fields: {
    name: text({ label: label('单位名称', 'Name'), max: 60 }),
    what: choice(
      {
        finance: label('金融', 'Banking'),
        supply: label('供水供电供气', 'Water, power and gas'),
        telecom: label('电信、邮政、广播电视', 'Telecom, post and broadcasting'),
        reserve: label('粮油等物资储备', 'Grain and other reserves'),
        health: label('医疗', 'Hospitals'),
        transport: label('交通枢纽', 'Stations and hubs'),
        industry: label('生产企业', 'Industry'),
        market: label('大型商场、市场', 'Large shops and markets'),
        other: label('其他', 'Others'),
      },
      { label: label('行业', 'Line of work'), indexed: true },
    ),
    isKey: yes({ label: label('治安保卫重点单位', 'Key unit'), indexed: true }),
    place: optional(point({ label: label('位置', 'Place') })),
    address: optional(text({ label: label('地址', 'Address'), max: 120 })),
    unit: optional(
      unitRef({
        label: label('系统内的单位', 'Unit in this system'),
        hint: label('选定后，该单位的保卫岗位能看到自己的检查', 'Its security lead then sees its own checks'),
      }),
    ),
    // Art 5: the head of the unit answers for it; art 6: a key unit sets up a body and files it. A post, never a name.
    answers: optional(postRef({ label: label('负责岗位', 'Post that answers'), of: ['unitGuard', 'department'] })),
    office: optional(officePhone({ label: label('值班电话', 'Telephone of the duty room') })),
    hasBody: optional(
      yes({
        label: label('已设治安保卫机构', 'Has a security body'),
        hint: label('421 号令第六条', 'Order 421, art 6'),
      }),
    ),
    guards: optional(integer({ label: label('专职保卫人数', 'Full-time guards'), min: 0, max: 5000 })),
    filedOn: optional(
      date({
        label: label('向公安机关备案日期', 'Filed with the police on'),
        hint: label('421 号令第六条', 'Order 421, art 6'),
      }),
    ),
    papers: optional(files({ label: label('备案材料', 'Papers filed'), max: 6 })),
  },
  headline: 'name',
  placeField: 'place',
  unitField: 'unit',
  level: 'village',
  unique: ['name'],
  complete: ['place', 'answers', 'office', 'hasBody', 'filedOn'],
  freshFor: '365d',
  sums: ['guards'],
  reads: {
    residentOfficer: 'subtree',
    stationChief: 'subtree',
    townshipCentre: 'subtree',
    department: 'subtree',
    commandCentre: 'subtree',
    countyCentre: 'subtree',
    unitGuard: 'unit',
  },
  keeps: { stationChief: 'subtree', townshipCentre: 'subtree', countyCentre: 'subtree', unitGuard: 'unit' },
  exports: ['stationChief', 'countyCentre'],
  imports: ['stationChief', 'countyCentre'],
  opens: [],
  retention: [],
})
