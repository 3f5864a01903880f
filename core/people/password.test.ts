// Which passwords are accepted: length and luck count, not composition.
import { expect, test } from 'vitest'
import { firstPassword, whyNotPassword } from './password.ts'

const words = ['liangsan', '新晃侗族自治县', '新晃', '431227']

test.each([
  ['lanhua-shan-2026', null],
  ['correct horse battery staple', null],
  ['风雨桥边三棵老枫树一口井', null],
  ['my liangsan is quite long', null],
  ['short-1', /10/],
  ['a'.repeat(129), /128/],
  ['1234567890', /first that anybody tries/],
  ['Woaini1314', /first that anybody tries/],
  ['P@ssw0rd123', /first that anybody tries/],
  ['１２３４５６７８９０', /first that anybody tries/],
  ['aaaaaaaaaaaaab', /different/],
  ['LiangSan2026', /user name/],
  ['liangsanliangsan', /user name/],
  ['新晃新晃新晃新晃123', /user name/],
  ['431227431227', /user name|different/],
  ['lianfang2026', /user name/],
])('%s', (password, why) => {
  const said = whyNotPassword(password, words)
  if (why === null) expect(said).toBeNull()
  else expect(said?.en).toMatch(why)
})

test('a first password is legible, accepted, and never the same twice', () => {
  const made = Array.from({ length: 200 }, firstPassword)
  for (const password of made) {
    expect(password).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
    expect(whyNotPassword(password, words)).toBeNull()
  }
  expect(new Set(made).size).toBe(made.length)
})
