// How passwords are kept: what lies in the table, that older hashes give way, and that a crowd is served few at a time.
import { hashPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTwoCounties, password, type TwoCounties } from '../../testing/two-counties.ts'
import { argon2Cost, isOldHash, isPassword, passwordHash } from './password-hash.ts'

let two: TwoCounties

beforeAll(async () => {
  two = await openTwoCounties()
})
afterAll(() => two.end())

const keptOf = async (id: string): Promise<string> => {
  const row = await two.house.db
    .selectFrom('accounts_credentials')
    .select('password')
    .where('user_id', '=', id)
    .executeTakeFirstOrThrow()
  return String(row.password)
}
const keep = (id: string, hash: string) =>
  two.house.db.updateTable('accounts_credentials').set({ password: hash }).where('user_id', '=', id).execute()

test('what is kept is a salted Argon2id hash of at least the cost that OWASP names', async () => {
  expect(argon2Cost).toEqual({ memoryKiB: 19 * 1024, passes: 2, lanes: 1 })
  const [one, other] = [await passwordHash(password), await passwordHash(password)]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(one).not.toBe(other)
  expect(await isPassword(password, one)).toBe(true)
  expect(await isPassword(`${password} `, one)).toBe(false)
  expect(await isPassword('ｌａｎｈｕａ-shan-2026', one)).toBe(true)
})

test('it is the Argon2id of everybody else: an example of the reference implementation opens', async () => {
  const kept = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  expect(await isPassword('password', kept)).toBe(true)
  expect(await isPassword('Password', kept)).toBe(false)
})

test('an older hash still opens, once, and is kept anew', async () => {
  const id = await two.person('older', 'countyCentre', '431227')
  await keep(id, await hashPassword(password))
  expect(isOldHash(await keptOf(id))).toBe(true)
  expect((await two.browser().signIn('older', 'not the password')).status).toBe(401)
  expect(isOldHash(await keptOf(id))).toBe(true)
  expect((await two.browser().signIn('older')).status).toBe(200)
  const anew = await keptOf(id)
  expect(isOldHash(anew)).toBe(false)
  expect((await two.browser().signIn('older')).status).toBe(200)
  expect(await keptOf(id)).toBe(anew)
})

test('a cheaper cost than today’s is an older hash', () => {
  const salt = 'c29tZXNhbHRTT01FU0FMVA'
  const hash = 'A'.repeat(43)
  expect(isOldHash(`$argon2id$v=19$m=12288,t=3,p=1$${salt}$${hash}`)).toBe(true)
  expect(isOldHash(`$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash}`)).toBe(false)
})

test('of a crowd, as many as can wait are served, and the rest are told to come again', async () => {
  await two.person('late', 'countyCentre', '431227')
  const kept = await passwordHash(password)
  // Whoever was served asks again, so that the queue is full whenever the late one comes to it.
  let isAnswered = false
  const askAgain = async () => {
    do await isPassword(password, kept)
    while (!isAnswered)
  }
  const crowd = Promise.allSettled(Array.from({ length: 230 }, askAgain))
  const answer = await two.browser().signIn('late')
  isAnswered = true
  expect(answer).toMatchObject({ status: 503, body: { code: 'server.busy' } })
  const ended = await crowd
  expect(ended.filter((each) => each.status === 'fulfilled')).toHaveLength(202)
  expect(ended.filter((each) => each.status === 'rejected').map((each) => each.reason.code)).toEqual(
    Array.from({ length: 28 }, () => 'server.busy'),
  )
  expect((await two.browser().signIn('late')).status).toBe(200)
  expect(two.faults).toEqual([])
})
