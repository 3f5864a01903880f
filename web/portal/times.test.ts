// Days and spans are said on the clock of Asia/Shanghai, whatever the phone's own.
import { expect, test } from 'vitest'
import { dayText, moment, remaining } from './times.ts'

const now = Date.parse('2026-05-03T02:00:00Z')
const later = (ms: number) => new Date(now + ms).toISOString()

test('an instant is said in Shanghai time in both languages', () => {
  expect(moment('2026-05-06T09:30:00Z', 'zh')).toMatch(/5月6日.*17:30/)
  expect(moment('2026-05-06T16:30:00Z', 'en')).toMatch(/Thu.*7 May.*00:30/)
})

test.each([
  [-1, null],
  [0, null],
  [59 * 60_000, '不到 1 小时'],
  [3_600_000, '还有 1 小时'],
  [23.9 * 3_600_000, '还有 23 小时'],
  [24 * 3_600_000, '还有 1 天'],
  [7.5 * 86_400_000, '还有 7 天'],
])('%d ms ahead is said as %j', (ms, words) => {
  expect(remaining(later(ms), now)?.zh ?? null).toBe(words)
})

test('one is one and two are two in English', () => {
  expect(remaining(later(86_400_000), now)?.en).toBe('1 day left')
  expect(remaining(later(2 * 86_400_000), now)?.en).toBe('2 days left')
})

test('a day is said with its weekday, whatever the clock of the phone', () => {
  expect([dayText('2026-03-10', 'zh'), dayText('2026-03-10', 'en')]).toEqual(['3月10日周二', 'Tue 10 Mar'])
})
