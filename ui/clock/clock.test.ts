// A deadline is calm, soon or late, and says how much is left.
import { expect, test } from 'vitest'
import { readClock } from './clock.ts'

const at = (hours: number) => new Date(Date.UTC(2026, 4, 3) + hours * 3_600_000)

test('no deadline, no clock', () => {
  expect(readClock(at(0), null, at(1)).level).toBe('none')
})

test('the last four hours of a day are soon', () => {
  expect(readClock(at(0), at(24), at(10)).level).toBe('calm')
  expect(readClock(at(0), at(24), at(21)).level).toBe('soon')
})

test('the last fifth of a week is soon, half of two hours is soon', () => {
  expect(readClock(at(0), at(168), at(130)).level).toBe('calm')
  expect(readClock(at(0), at(168), at(135)).level).toBe('soon')
  expect(readClock(at(0), at(2), at(0.9)).level).toBe('calm')
  expect(readClock(at(0), at(2), at(1.1)).level).toBe('soon')
})

test('late says by how much; a clock read before its start has used nothing', () => {
  expect(readClock(at(0), at(4), at(5))).toEqual({ level: 'late', used: 1, leftMs: -3_600_000 })
  expect(readClock(at(2), at(4), at(1)).used).toBe(0)
})
