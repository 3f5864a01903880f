// Times are told on the clock of Asia/Shanghai, lengths in at most two parts.
import { expect, test } from 'vitest'
import { agoText, instantText, numberText, spanText } from './time.ts'

const hour = 3_600_000

test('an instant is told in Shanghai, whatever the zone of the browser', () => {
  expect(instantText('2026-05-03T16:05:00Z', 'zh')).toBe('2026/05/04 00:05')
  expect(instantText('2026-05-03T16:05:00Z', 'en', 'day')).toBe('04/05/2026')
  expect(instantText(null, 'zh')).toBe('')
  expect(instantText('nonsense', 'zh')).toBe('')
})

test('a length has at most two parts', () => {
  expect(spanText(51 * hour + 60_000, 'zh')).toBe('2天3小时')
  expect(spanText(51 * hour, 'en')).toBe('2 days 3 h')
  expect(spanText(-90 * 60_000, 'zh')).toBe('1小时30分钟')
  expect(spanText(24 * hour, 'en')).toBe('1 day')
  expect(spanText(12 * 24 * hour + 5 * hour, 'zh')).toBe('12天')
  expect(spanText(20_000, 'en')).toBe('under a minute')
})

test('what happened is so long ago; a fast device clock is no future', () => {
  const now = new Date('2026-05-04T00:00:00Z')
  expect(agoText('2026-05-03T22:00:00Z', now, 'zh')).toBe('2小时前')
  expect(agoText('2026-05-04T00:03:00Z', now, 'en')).toBe('under a minute ago')
})

test('counts have separators', () => {
  expect(numberText(41_959, 'zh')).toBe('41,959')
})
