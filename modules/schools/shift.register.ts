// The guards' roster of a school: which post is staffed when and by how many. Numbers and places, never names.
import { choice, entryRef, integer, optional, text, time, unitRef, yes } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'
import { readers } from './school.register.ts'

export const shift = defineRegister({
  kind: 'schools.shift',
  label: label('值班安排', 'Guard shift'),
  fields: {
    name: text({
      label: label('班次', 'Shift'),
      hint: label('例如：正门早高峰；不写人名', 'Such as main gate, morning peak; no names'),
      max: 60,
    }),
    school: entryRef('schools.school', { label: label('学校', 'School'), indexed: true }),
    unit: optional(unitRef({ label: label('学校账号单位', 'The school as a unit with accounts') })),
    gate: optional(entryRef('schools.gate', { label: label('校门', 'Gate') })),
    days: choice(
      {
        schoolDays: label('上学日', 'School days'),
        everyDay: label('每天', 'Every day'),
        restDays: label('双休和假日', 'Weekends and holidays'),
      },
      { label: label('哪些天', 'On which days'), indexed: true },
    ),
    from: time({ label: label('开始', 'From') }),
    to: time({ label: label('结束', 'To') }),
    guards: integer({ label: label('在岗人数', 'Guards on duty'), min: 1, max: 100 }),
    peak: optional(yes({ label: label('上下学高峰护学', 'Escort at the gate’s peak'), indexed: true })),
  },
  headline: 'name',
  unitField: 'unit',
  level: 'village',
  unique: ['school', 'name'],
  complete: [],
  freshFor: '180d',
  sums: ['guards'],
  reads: readers,
  keeps: { countyCentre: 'subtree', townshipCentre: 'subtree', schoolGuard: 'unit' },
  exports: ['countyCentre'],
  imports: ['countyCentre'],
  opens: [],
  retention: [],
})
