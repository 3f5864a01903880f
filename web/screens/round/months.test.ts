// Weeks begin on Monday, months have the days they have, and a calendar has whole weeks.
import { expect, test } from 'vitest'
import { monthOf, spanAfter, spanBefore, squaresOf, weekNumber, weekOf } from './months.ts'

test('months and weeks around a day', () => {
  expect(monthOf('2028-02-11')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(weekOf('2026-03-15')).toEqual({ from: '2026-03-09', to: '2026-03-15' })
  expect(spanBefore('monthly', monthOf('2026-01-20'))).toEqual({ from: '2025-12-01', to: '2025-12-31' })
  expect(spanAfter('weekly', weekOf('2025-12-31'))).toEqual({ from: '2026-01-05', to: '2026-01-11' })
})

test('the week of 16 March 2026 begins the twelfth; years may have 53', () => {
  expect(['2026-03-15', '2026-03-16', '2026-12-31', '2027-01-01', '2027-01-04'].map(weekNumber)).toEqual([
    11, 12, 53, 53, 1,
  ])
})

test('a month that begins on a Sunday has six rows', () => {
  const squares = squaresOf(monthOf('2026-03-01'))
  expect(squares.length).toBe(42)
  expect(squares.slice(0, 7)).toEqual([null, null, null, null, null, null, '2026-03-01'])
  expect(squares.filter((day) => day !== null).length).toBe(31)
})
