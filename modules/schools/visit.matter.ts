// A visit to a school: booked at the gate or by the visitor, confirmed by whoever is visited, in, out; who is still inside
// at six is on the guard's list.
import { dayOf, instantOf } from '../../contract/calendar.ts'
import { contact, date, entryRef, moment, optional, text, time, unitRef } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'

const closingMinute = 18 * 60
const hourMs = 3_600_000

/** When a visitor who comes in now should have left: by six, or within two hours when it is late already. */
const leaveBy = (now: Date): string =>
  new Date(Math.max(instantOf(dayOf(now), closingMinute).getTime(), now.getTime() + 2 * hourMs)).toISOString()

const onTheDay = { within: { on: 'day' }, onMiss: 'lapse' } as const

export const visit = defineMatter({
  kind: 'schools.visit',
  label: label('来访', 'Visit'),

  fields: {
    school: optional(
      entryRef('schools.school', {
        label: label('学校', 'School'),
        hint: label('本校来访可不填', 'Left empty it is your own school'),
        indexed: true,
      }),
    ),
    office: text({
      label: label('到访处室', 'Office visited'),
      hint: label('写处室或年级，不写人名', 'An office or a form, no names'),
      max: 60,
    }),
    day: date({ label: label('来访日期', 'Day') }),
    expected: optional(time({ label: label('预计到达', 'Expected at') })),
    visitor: contact({
      label: label('来访人', 'Visitor'),
      hint: label('离校30天后自动删除', 'Erased 30 days after leaving'),
    }),
    purpose: text({ label: label('事由', 'Purpose'), max: 200, privacy: 'personal' }),
    unit: optional(unitRef({ label: label('学校单位', 'The school as a unit') })),
    leaveBy: optional(moment({ label: label('应离校时间', 'To have left by') })),
    reason: text({ label: label('理由', 'Reason'), max: 200 }),
  },
  askedAtStart: ['school', 'office', 'day', 'expected', 'visitor', 'purpose'],
  headline: 'office',
  about: { entry: 'school', sets: { unit: 'unit' }, unit: 'unit' },

  // The visitors of a school are for its own gate and for nobody above it.
  reads: { schoolGuard: 'unit' },
  opens: { personal: ['schoolGuard'], sealed: ['schoolGuard'] },
  // Name, telephone and purpose are not shown again: a tracking code gets lost, and a finder learns nothing of the visitor.
  partySees: { visitor: ['office', 'day', 'expected', 'reason'] },
  openedBy: ['schoolGuard', 'visitor'],
  operations: {},

  start: 'booked',
  states: {
    booked: {
      label: label('待确认', 'To be confirmed'),
      publicLabel: label('待学校确认', 'Waiting for the school'),
      deadline: onTheDay,
    },
    confirmed: { label: label('已确认，待入校', 'Confirmed'), deadline: onTheDay },
    inside: { label: label('在校内', 'Inside'), deadline: { within: { on: 'leaveBy' } } },
    left: { label: label('已离校', 'Left'), end: 'settled' },
    refused: {
      label: label('未同意', 'Refused'),
      publicLabel: label('学校没有同意', 'The school has refused'),
      end: 'dropped',
    },
    calledOff: { label: label('已取消', 'Called off'), end: 'dropped' },
    lapsed: { label: label('未到', 'Did not come'), end: 'dropped' },
  },
  transitions: {
    confirm: { label: label('被访处室确认', 'Confirm'), from: ['booked'], to: 'confirmed', by: ['schoolGuard'] },
    refuse: {
      label: label('不同意来访', 'Refuse'),
      from: ['booked', 'confirmed'],
      to: 'refused',
      by: ['schoolGuard'],
      needs: ['reason'],
    },
    callOff: { label: label('取消来访', 'Call off'), from: ['booked', 'confirmed'], to: 'calledOff', by: ['visitor'] },
    enter: {
      label: label('入校', 'Come in'),
      from: ['confirmed'],
      to: 'inside',
      by: ['schoolGuard'],
      guard: (d, now) => d.day === dayOf(now) || 'notTheDay',
      sets: (_, now) => ({ leaveBy: leaveBy(now) }),
    },
    leave: { label: label('离校', 'Leave'), from: ['inside'], to: 'left', by: ['schoolGuard'] },
    lapse: { label: label('当日未到', 'Did not come'), from: ['booked', 'confirmed'], to: 'lapsed', by: [] },
  },
  reasons: { notTheDay: label('不是预约的日期', 'This is not the day that was booked') },
  routing: [{ post: 'schoolGuard', level: 'village' }],
  retention: [{ fields: ['visitor', 'purpose'], after: '30d' }],
  counts: [],
})
