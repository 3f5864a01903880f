// Labels become text in the language chosen, with values and plurals filled in.
import { expect, test } from 'vitest'
import { label } from '../../contract/label.ts'
import { wordingIn } from './wording.ts'

const left = label('剩 {n} 天', '{n} {n|day|days} left')

test('a label is read in the language asked for', () => {
  expect(wordingIn(left, 'zh', { n: 1 })).toBe('剩 1 天')
  expect(wordingIn(left, 'en', { n: 1 })).toBe('1 day left')
  expect(wordingIn(left, 'en', { n: 3 })).toBe('3 days left')
})

test('a name is the same in both languages, and nothing is an empty text', () => {
  expect(wordingIn('凉伞镇', 'en')).toBe('凉伞镇')
  expect(wordingIn(null, 'zh')).toBe('')
})

test('a slot without a value stays visible, so that it is noticed', () => {
  expect(wordingIn(left, 'zh', { m: 1 })).toBe('剩 {n} 天')
})
