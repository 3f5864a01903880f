// Lessons of the deputy head for rule of law, each as it was held; their hours are added up, never typed as a sum.
import { date, decimal, entryRef, optional, text, unitRef } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'
import { readers } from './school.register.ts'

export const lesson = defineRegister({
  kind: 'schools.lesson',
  label: label('法治课', 'Law lesson'),
  fields: {
    topic: text({
      label: label('主题', 'Topic'),
      hint: label('同一天讲两次的，写明年级', 'Held twice on a day, name the grade'),
      max: 80,
    }),
    school: entryRef('schools.school', { label: label('学校', 'School'), indexed: true }),
    unit: optional(unitRef({ label: label('学校账号单位', 'The school as a unit with accounts') })),
    day: date({ label: label('日期', 'Day') }),
    hours: decimal({ label: label('课时', 'Class hours'), min: 0.5, max: 40, digits: 1 }),
  },
  headline: 'topic',
  unitField: 'unit',
  level: 'village',
  unique: ['school', 'topic', 'day'],
  complete: [],
  freshFor: '365d',
  sums: ['hours'],
  reads: readers,
  keeps: { countyCentre: 'subtree', townshipCentre: 'subtree', schoolGuard: 'unit' },
  exports: ['countyCentre'],
  imports: ['countyCentre'],
  opens: [],
  retention: [],
})
