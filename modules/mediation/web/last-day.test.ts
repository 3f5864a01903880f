// Months end on the day the calendar says.
import { expect, test } from 'vitest'
import { lastDay } from './last-day.ts'

test('the last day of a month, of a leap year and of a year', () => {
  expect(['2026-02', '2028-02', '2026-12', '2026-11'].map(lastDay)).toEqual([
    '2026-02-28',
    '2028-02-29',
    '2026-12-31',
    '2026-11-30',
  ])
})
