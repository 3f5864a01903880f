// Nobody makes themselves more than they are: every door that could, tried by an administrator on their own account.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openTwoCounties, password, type TwoCounties } from '../../testing/two-counties.ts'
import { appoint } from './appoint.ts'

const [county, township] = ['431227', '431227104']
let two: TwoCounties
let self: { id: string; browser: Browser }

beforeAll(async () => {
  two = await openTwoCounties()
  const id = await two.person('self', 'administrator', township)
  const browser = two.browser()
  await browser.signIn('self')
  self = { id, browser }
})
afterAll(async () => {
  expect(two.faults).toEqual([])
  await two.end()
})

/** What the database says the account holds and is to hold. */
const held = async (id: string) =>
  (
    await two.house.db
      .selectFrom('posts_held')
      .select(['post', 'division_id', 'accepted_at', 'to_at'])
      .where('account_id', '=', id)
      .where('to_at', 'is', null)
      .execute()
  ).map((row) => `${row.post} ${row.accepted_at === null ? 'waiting' : 'held'}`)

test.each(['gridWorker', 'townshipCentre', 'countyCentre', 'administrator', 'auditor'])(
  'an administrator does not appoint themselves %s',
  async (post) => {
    for (const code of [township, county])
      expect(
        (await self.browser.send('POST', '/api/admin/posts', { accountId: self.id, post, divisionId: two.idOf(code) }))
          .status,
      ).toBeGreaterThanOrEqual(400)
    expect(await held(self.id)).toEqual(['administrator held'])
  },
)

test('nor accepts what somebody else gave them', async () => {
  const waiting = await appoint(two.ctx, {
    accountId: self.id,
    post: 'townshipCentre',
    divisionId: two.idOf(township),
    isAccepted: false,
    givenBy: await two.person('giver', 'administrator', county),
  })
  const answer = await self.browser.send('POST', `/api/posts/${waiting}/accept`)
  expect(answer.body.code).toBe('matters.same-person')
  expect(await held(self.id)).toEqual(['administrator held', 'townshipCentre waiting'])
  await two.house.db
    .updateTable('posts_held')
    .set({ to_at: new Date(0) })
    .where('id', '=', waiting)
    .execute()
})

test('nor sends somebody they made to a place they do not reach', async () => {
  const made = await self.browser.send('POST', '/api/admin/accounts', {
    username: 'puppet',
    name: '新账号',
    divisionId: two.idOf(township),
    posts: [{ post: 'administrator', divisionId: two.idOf(township) }],
  })
  const puppet = made.body.account.id
  const raise = { accountId: puppet, post: 'countyCentre', divisionId: two.idOf(county) }
  expect((await self.browser.send('POST', '/api/admin/posts', raise)).status).toBe(201)
  expect(await held(puppet)).toEqual(['administrator held', 'countyCentre waiting'])
  const [offered] = await two.house.db
    .selectFrom('posts_held')
    .select('id')
    .where('account_id', '=', puppet)
    .where('accepted_at', 'is', null)
    .execute()
  expect((await self.browser.send('POST', `/api/posts/${offered?.id}/accept`)).status).toBe(404)
  expect(await held(puppet)).toEqual(['administrator held', 'countyCentre waiting'])
})

test('a token holds no more than its maker reaches, and none administers', async () => {
  const boss = await two.as('boss', 'administrator', county)
  const ask = (post: string, code: string) =>
    boss.send('POST', '/api/admin/tokens', { name: '接口', posts: [{ post, divisionId: two.idOf(code) }] })
  expect((await ask('administrator', county)).status).toBe(400)
  expect((await ask('auditor', county)).status).toBe(400)
  expect((await ask('countyCentre', '522627')).status).toBe(403)
  const atTownship = { name: '接口', posts: [{ post: 'gridWorker', divisionId: two.idOf('431227104216') }] }
  expect((await self.browser.send('POST', '/api/admin/tokens', atTownship)).status).toBe(403)
  const { token } = (await ask('gridWorker', '431227104216')).body
  const machine = two.browser()
  const answer = await machine.send('POST', '/api/admin/posts', { ...atTownship }, { authorization: `Bearer ${token}` })
  expect(answer.status).toBe(403)
})

test.each([
  ['POST', '/api/auth/update-user', { name: '新名', sort: 'machine', mustChangePassword: false }],
  ['POST', '/api/auth/change-email', { newEmail: 'boss@users.invalid' }],
  ['POST', '/api/auth/sign-up/email', { email: 'a@b.invalid', password, name: 'a', posts: ['administrator'] }],
  ['POST', '/api/auth/link-social', { provider: 'oidc' }],
  ['POST', '/api/auth/admin/set-role', { role: 'admin' }],
  ['POST', '/api/auth/revoke-sessions', {}],
  ['GET', '/api/auth/get-session', undefined],
] as const)('the door %s %s of the library is closed', async (method, path, body) => {
  const before = await accounts()
  const answer = method === 'GET' ? await self.browser.get(path) : await self.browser.send(method, path, body)
  expect(answer).toMatchObject({ status: 404, body: { code: 'access.not-found' } })
  expect(await accounts()).toEqual(before)
})

test('a field that a door does not take is refused by name, and nothing is kept of it', async () => {
  const before = await accounts()
  const bodies: [string, Record<string, unknown>][] = [
    ['/api/auth/sign-in/username', { username: 'self', password, sort: 'staff', posts: ['administrator'] }],
    ['/api/auth/two-factor/enable', { password, twoFactorEnabled: true }],
    ['/api/account/password', { current: password, next: `${password}-2`, posts: ['countyCentre'] }],
    ['/api/notices/read', { ids: [], accountId: randomUUID() }],
  ]
  for (const [path, body] of bodies)
    expect((await self.browser.send('POST', path, body)).body.code, path).toBe('input.invalid')
  expect(await accounts()).toEqual(before)
})

test('nor does an administrator change, disable, link or reset their own account', async () => {
  const own = `/api/admin/accounts/${self.id}`
  for (const change of [{ oidcSubject: 'me' }, { disabled: true }])
    expect((await self.browser.send('PATCH', own, change)).body.code).toBe('people.own-account')
  expect((await self.browser.send('POST', `${own}/password`)).body.code).toBe('people.own-account')
})

test('an import of divisions moves nobody: what lies elsewhere stays as it is', async () => {
  const csv = `code,name,parent_code\n${county},改名县,\n431227108201,改名村,431227108\n431227104216,街上村,431227108\n`
  const answer = await self.browser.send('POST', '/api/admin/divisions/import', { csv })
  expect(answer.status).toBe(200)
  const { tree } = two.house.divisions
  expect(tree.findByCode(county)?.name).toBe('新晃侗族自治县')
  expect(tree.findByCode('431227104216')?.path).toContain(tree.findByCode(township)?.path)
  expect(await held(self.id)).toEqual(['administrator held'])
})

const accounts = () =>
  two.house.db
    .selectFrom('accounts_users')
    .select(['id', 'username', 'name', 'sort', 'email', 'two_factor_enabled', 'must_change_password', 'disabled_at'])
    .orderBy('id')
    .execute()
