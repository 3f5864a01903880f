// Ranges of months begin and end in Shanghai.
import { expect, test } from 'vitest'
import { isMonth, lastMonths, monthBefore } from './months.ts'

test('the new year begins in Shanghai, not in Greenwich', () => {
  const now = new Date('2026-12-31T16:30:00Z')
  expect(monthBefore(now, 0)).toBe('2027-01')
  expect(monthBefore(now, 1)).toBe('2026-12')
  expect(lastMonths(now, 12)).toEqual({ from: '2026-02', to: '2027-01' })
})

test('what an address may say', () => {
  expect(['2026-01', '2026-13', '26-01', 7].map(isMonth)).toEqual([true, false, false, false])
})
