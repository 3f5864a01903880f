// The guards a school needs, by the table of GB/T 29315-2022 and by one of a county's own.
import { expect, test } from 'vitest'
import { guardShortfall, guardsNeeded } from './rules.ts'

test.each([
  [0, 1],
  [96, 1],
  [99, 1],
  [999, 1],
  [1000, 3],
  [1499, 3],
  [1500, 4],
  [1720, 4],
  [2000, 5],
])('%i pupils need %i guards', (students, guards) => {
  expect(guardsNeeded(students)).toBe(guards)
})

test('three guards for 1,720 pupils are one too few, and one for 96 is enough', () => {
  expect(guardShortfall(1720, 3)).toBe(1)
  expect(guardShortfall(96, 1)).toBe(0)
  expect(guardShortfall(96, 4)).toBe(0)
})

test('a county sets a table of its own', () => {
  const own = [
    { from: 0, guards: 1 },
    { from: 100, guards: 2 },
  ]
  expect([99, 100, 1720].map((n) => guardsNeeded(n, own))).toEqual([1, 2, 2])
  expect(guardShortfall(1720, 1, own)).toBe(1)
})
