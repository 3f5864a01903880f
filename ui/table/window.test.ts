// A long list draws only what is in view, and never rows that do not exist.
import { expect, test } from 'vitest'
import { scrollTo, windowOf } from './window.ts'

test('the top, the middle and the end of a list', () => {
  expect(windowOf(1000, 40, 0, 400, 2)).toEqual({ first: 0, end: 12, above: 0, below: 988 * 40 })
  expect(windowOf(1000, 40, 4000, 400, 2)).toEqual({ first: 98, end: 112, above: 98 * 40, below: 888 * 40 })
  expect(windowOf(1000, 40, 39_600, 400, 2)).toMatchObject({ first: 988, end: 1000, below: 0 })
})

test('a list that became shorter than its scroll position', () => {
  expect(windowOf(5, 40, 4000, 400, 2)).toEqual({ first: 5, end: 5, above: 200, below: 0 })
  expect(windowOf(0, 40, 0, 400)).toEqual({ first: 0, end: 0, above: 0, below: 0 })
})

test('scrolling moves only as far as it must', () => {
  expect(scrollTo(3, 40, 0, 400, 40)).toBeNull()
  expect(scrollTo(3, 40, 200, 400, 40)).toBe(120)
  expect(scrollTo(12, 40, 0, 400, 40)).toBe(160)
})
