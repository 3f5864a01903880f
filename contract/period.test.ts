// Periods follow the cadence and the calendar, without a gap and without an overlap.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Calendar, dayAfter } from './calendar.ts'
import { cadences, periodAt, periodsBetween } from './period.ts'

const weekdays: Calendar = { isWorkingDay: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) }

test.each([
  ['halfMonthly', '2026-02-01', '2026-03-31', ['2026-02-15', '2026-02-28', '2026-03-15', '2026-03-31']],
  ['monthly', '2026-01-01', '2026-02-28', ['2026-01-31', '2026-02-28']],
  ['quarterly', '2026-01-01', '2026-12-31', ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31']],
  ['weekly', '2026-03-02', '2026-03-15', ['2026-03-08', '2026-03-15']],
] as const)('%s', (cadence, from, to, ends) => {
  expect(periodsBetween(cadence, from, to, 'everyDay', weekdays).map((p) => p.to)).toEqual(ends)
})

test('with working days the last working day of the period is the last day', () => {
  // 2026-05-31 is a Sunday.
  expect(periodAt('monthly', '2026-05-10', 'workingDays', weekdays)).toEqual({
    from: '2026-05-01',
    to: '2026-05-31',
    dueOn: '2026-05-29',
  })
  expect(periodAt('daily', '2026-05-31', 'workingDays', weekdays)).toBeNull()
})

test('every day lies in exactly one period, and the next begins the day after', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.constantFrom(...cadences), day, (cadence, at) => {
      const text = at.toISOString().slice(0, 10)
      const period = periodAt(cadence, text, 'everyDay', weekdays)
      if (!period) return false
      const next = periodAt(cadence, dayAfter(period.to), 'everyDay', weekdays)
      return period.from <= text && text <= period.to && next?.from === dayAfter(period.to)
    }),
  )
})
