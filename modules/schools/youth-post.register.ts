// Youth-rights posts (青少年维权岗): offices where a young person finds help. A directory of offices, never of persons.
import { officePhone, optional, point, text, unitRef } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'
import { readers } from './school.register.ts'

export const youthPost = defineRegister({
  kind: 'schools.youth-post',
  label: label('青少年维权岗', 'Youth-rights post'),
  fields: {
    name: text({ label: label('名称', 'Name'), hint: label('写处室，不写人名', 'The office, no names'), max: 60 }),
    unit: optional(unitRef({ label: label('所在单位', 'Unit') })),
    phone: officePhone({ label: label('值班电话', 'Telephone of the office') }),
    helps: text({
      label: label('能帮什么', 'What it helps with'),
      hint: label('例如：法律援助、心理疏导', 'Such as legal aid or counselling'),
      max: 200,
    }),
    address: optional(text({ label: label('地址', 'Address'), max: 120 })),
    place: optional(point({ label: label('位置', 'Place') })),
  },
  headline: 'name',
  placeField: 'place',
  level: 'village',
  unique: ['name'],
  complete: ['unit', 'address', 'place'],
  freshFor: '180d',
  sums: [],
  reads: { ...readers, schoolGuard: 'subtree', gridWorker: 'subtree' },
  keeps: { countyCentre: 'subtree', townshipCentre: 'subtree' },
  exports: ['countyCentre', 'townshipCentre'],
  imports: ['countyCentre'],
  opens: [],
  retention: [],
})
