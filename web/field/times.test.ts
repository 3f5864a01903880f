// A clock is told in the largest unit that fits, and never as nought.
import { expect, test } from 'vitest'
import { clockWords, minutesOff, waitWords } from './times.ts'

const now = new Date('2026-05-08T08:00:00+08:00')

test.each([
  ['2026-05-10T09:00:00+08:00', '还剩 2 天', '2 days left'],
  ['2026-05-08T13:30:00+08:00', '还剩 5 小时', '5 h left'],
  ['2026-05-08T08:00:10+08:00', '还剩 1 分钟', '1 min left'],
  ['2026-05-07T07:00:00+08:00', '已超 1 天', '1 day late'],
])('%s is %s', (dueAt, zh, en) => {
  expect(clockWords(dueAt, now)).toEqual({ zh, en })
})

test('without a deadline nothing is said', () => {
  expect(clockWords(null, now)).toBeNull()
})

test('a wait counts down in seconds, then minutes are enough', () => {
  expect(waitWords(1)).toEqual({ zh: '1 秒', en: '1 second' })
  expect(waitWords(119_000).zh).toBe('119 秒')
  expect(waitWords(5 * 60_000)).toEqual({ zh: '5 分钟', en: '5 minutes' })
})

test('a phone less than half a minute wrong is right', () => {
  expect(minutesOff(29_000)).toBeNull()
  expect(minutesOff(-3 * 60_000)).toBe(-3)
})
