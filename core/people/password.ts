// Which passwords are accepted (NIST SP 800-63B §3.1.1): long enough, and not what everybody tries first.
import { randomInt } from 'node:crypto'
import { type Label, label } from '../../contract/label.ts'

/** Length of a password in characters. */
export const passwordLimits = { min: 10, max: 128 } as const

// What is left of a password beside words that anybody would try.
const leastOwnCharacters = 6

// The commonest of ten characters and more; shorter ones are refused anyway.
const commonest = new Set(
  `0123456789 1234567890 12345678900 123456789012 1234567891 0987654321 9876543210 1234512345 1122334455 1231231230
  12345qwert 123456789a 123456789q 123456789z 123456789abc 1234567890q 123qweasdzxc 147258369a 147852369a 159357159357
  1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc qazwsxedcrfv zaq12wsxcde3 qwertyuiop
  qwertyuiop123 qwerty12345 qwerty123456 asdfghjkl123 asdfghjkl1 zxcvbnm123 qweasdzxc123 abc1234567 abcd123456
  abcd1234567 abc123456789 a123456789 a1234567890 aa123456789 aaa123456789 as123456789 asd123456789 q123456789
  qq123456789 w123456789 z123456789 zz123456789 wang123456 zhang123456 li123456789 password12 password123 password1234
  password12345 passw0rd123 p@ssw0rd123 p@ssword123 administrator admin12345 admin123456 administrator1 root123456
  test123456 user123456 welcome123 welcome1234 changeme123 letmein1234 iloveyou123 iloveyou520 woaini1314 woaini520
  woaini521 woaini5201314 woaini1314520 5201314520 1314520520 5211314521 aini1314520 5201314woaini 1314woaini
  sunshine123 football123 baseball123 princess123 superman123 michael123 shehui1234 gongan12345 gongan110110
  pingan123456 zongzhi12345 zhian123456 mima123456 mima1234567 woshishui123`
    .split(/\s+/)
    .map((word) => word.toLowerCase()),
)

/**
 * Why a password is not accepted, or null. `words` are what anybody would try for this account: its user name, the
 * name and code of its county.
 */
export function whyNotPassword(password: string, words: readonly string[]): Label | null {
  const { length } = [...password]
  const { min, max } = passwordLimits
  if (length < min) return label(`密码至少${min}个字符`, `At least ${min} characters`)
  if (length > max) return label(`密码最多${max}个字符`, `At most ${max} characters`)
  const plain = password.normalize('NFKC').toLowerCase()
  if (commonest.has(plain))
    return label('这个密码太常见，别人一试就中', 'This password is among the first that anybody tries')
  if (new Set(plain).size < 4) return label('密码重复的字符太多', 'Too few different characters')
  const known = ['联防', 'lianfang', ...words].filter((word) => word.length > 1)
  const rest = known.reduce((left, word) => left.replaceAll(word.normalize('NFKC').toLowerCase(), ''), plain)
  if ([...rest].length < leastOwnCharacters)
    return label('密码不能由用户名、县名或代码拼成', 'It is made of the user name or of the county’s name or code')
  return null
}

// Without characters that look alike when read out or written down.
const legible = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password: three groups of four legible characters, about 59 bits. */
export const firstPassword = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => legible[randomInt(legible.length)]).join('')).join(
    '-',
  )
