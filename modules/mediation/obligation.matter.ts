// One obligation of an agreement: due on a day, after an event, or standing and looked at again and again.
// People's Mediation Law art 31: the committee supervises performance.
import { dayAfter, dayOf, monthsAfter } from '../../contract/calendar.ts'
import { choice, date, files, integer, listOf, optional, paragraph, record, text } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import { sides } from './choices.fields.ts'
import { byHandlers, taskAccess } from './shared.fields.ts'

const review = record(
  {
    on: date({ label: label('核查日期', 'Looked at on') }),
    kept: choice(
      { yes: label('在履行', 'Being kept'), partly: label('部分履行', 'Kept in part') },
      { label: label('履行情况', 'How it is kept') },
    ),
    note: paragraph({ label: label('核查记录', 'What was found'), max: 1000 }),
  },
  { label: label('一次核查', 'One review') },
)

export const obligation = defineMatter({
  kind: 'mediation.obligation',
  label: label('履行事项', 'Obligation'),
  taskOf: 'mediation.dispute',

  fields: {
    what: paragraph({ label: label('履行内容', 'What is to be done'), max: 500, privacy: 'sealed' }),
    side: choice(sides, { label: label('由哪一方履行', 'By which side'), indexed: true }),
    way: text({ label: label('履行方式', 'How'), max: 200, privacy: 'sealed' }),
    dueOn: optional(date({ label: label('履行（核查）日期', 'Due, or looked at next, on') })),
    afterEvent: optional(text({ label: label('待什么之后', 'After what'), max: 100, privacy: 'sealed' })),
    afterDays: optional(integer({ label: label('之后几天内', 'Within how many days of it'), min: 0, max: 3650 })),
    everyMonths: optional(
      integer({ label: label('每几个月核查', 'Looked at every how many months'), min: 1, max: 60 }),
    ),
    happenedOn: date({ label: label('条件成就日期', 'It happened on') }),
    evidence: optional(files({ label: label('履行凭证', 'Evidence'), max: 9, privacy: 'sealed' })),
    note: paragraph({ label: label('履行情况', 'How it was performed'), max: 1000, privacy: 'sealed' }),
    reviews: listOf(review, { label: label('核查记录', 'Reviews'), max: 100, privacy: 'sealed' }),
  },
  askedAtStart: ['what', 'side', 'way', 'dueOn', 'afterEvent', 'afterDays', 'everyMonths'],
  headline: 'what',

  ...taskAccess,

  start: 'due',
  states: {
    due: { label: label('待履行', 'To be performed'), deadline: { within: '0d', from: 'dueOn', remind: [7, 1] } },
    awaiting: { label: label('待条件成就', 'Waiting for the event') },
    standing: {
      label: label('持续履行中', 'Standing'),
      deadline: { within: '0d', from: 'dueOn', remind: [7] },
    },
    kept: { label: label('已履行', 'Performed'), end: 'settled' },
    broken: { label: label('未履行', 'Not performed'), end: 'failed' },
  },
  startsAlso: ['awaiting', 'standing'],

  transitions: {
    happen: {
      label: label('条件已成就', 'It has happened'),
      from: ['awaiting'],
      to: 'due',
      ...byHandlers,
      needs: ['happenedOn'],
      sets: (d) => ({ dueOn: dayAfter(d.happenedOn ?? '', d.afterDays ?? 0) }),
    },
    keep: {
      label: label('已履行', 'Performed'),
      from: ['due'],
      to: 'kept',
      ...byHandlers,
      needs: ['note'],
      asks: ['evidence'],
    },
    review: {
      label: label('核查', 'Review'),
      from: ['standing'],
      ...byHandlers,
      needs: ['reviews'],
      asks: ['evidence'],
      appends: ['reviews'],
      sets: (d, now) => ({ dueOn: monthsAfter(d.dueOn ?? dayOf(now), d.everyMonths ?? 6) }),
    },
    finish: {
      label: label('不再需要核查', 'Needs no more review'),
      from: ['standing'],
      to: 'kept',
      ...byHandlers,
      needs: ['note'],
    },
    break: {
      label: label('未履行', 'Not performed'),
      from: ['due', 'awaiting', 'standing'],
      to: 'broken',
      ...byHandlers,
      needs: ['note'],
    },
    resume: {
      label: label('继续履行', 'Performed after all'),
      from: ['broken'],
      to: 'due',
      ...byHandlers,
      needs: ['dueOn'],
      clears: ['note'],
      reopens: true,
    },
  },

  reasons: {},
  counts: [{ id: 'by-side', label: label('按履行方', 'By side'), by: 'side' }],
})
