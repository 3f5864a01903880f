// Signing in and out, through HTTP: what is let in, what is held back, and what never leaves the server.
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTwoCounties, password, type TwoCounties } from '../../testing/two-counties.ts'
import { switchAccount } from './accounts.ts'
import { authEngine } from './better-auth.ts'

let two: TwoCounties

beforeAll(async () => {
  two = await openTwoCounties()
})
afterAll(() => two.end())

const minutesLater = (minutes: number) => {
  two.clock.now = new Date(two.clock.now.getTime() + minutes * 60_000)
}

test('the tables are those that better-auth expects', async () => {
  const { house } = two
  const settings = { db: house.db, secret: 'x'.repeat(32), baseUrl: 'http://a.test', trustedOrigins: [] }
  const engine = authEngine({ ...settings, oidc: null, now: house.now, log: house.log }, { withOidc: false })
  const { explicitSchemaCheck } = await engine.$context
  expect(explicitSchemaCheck).toBeDefined()
  await explicitSchemaCheck?.()
})

test('name and password open a session; nothing that opens one can be read by a script', async () => {
  await two.person('liangsan', 'townshipCentre', '431227104')
  const one = two.browser()
  expect((await one.get('/api/me')).status).toBe(401)
  const answer = await one.signIn(' LiangSan ')
  expect(answer).toMatchObject({ status: 200, body: {} })
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^lianfang\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const me = await one.get('/api/me')
  expect(me.body).toMatchObject({
    actor: { type: 'staff', name: 'liangsan 岗' },
    posts: [
      { post: 'townshipCentre', division: { name: '凉伞镇', names: ['新晃侗族自治县', '凉伞镇'] }, unitName: null },
    ],
    county: { code: '431227' },
    unread: 0,
    mustChangePassword: false,
  })
  expect(JSON.stringify(me.body)).not.toContain('invalid')
  await one.send('POST', '/api/auth/sign-out')
  expect(one.cookies.size).toBe(0)
  expect((await one.get('/api/me')).status).toBe(401)
})

test('under https the cookies are for https only', async () => {
  const safe = await openTwoCounties({ publicUrl: 'https://desk.test' })
  await safe.person('liangsan', 'townshipCentre', '431227104')
  const answer = await safe.browser({ origin: 'https://desk.test' }).signIn('liangsan')
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Host-lianfang\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  )
  await safe.end()
})

test('a wrong password, a wrong name and a name that cannot be one are answered alike', async () => {
  await two.person('alike', 'mediator', '431227104')
  const answers = [
    await two.browser().signIn('alike', 'not the password'),
    await two.browser().signIn('nobody-here', 'not the password'),
    await two.browser().signIn('x', 'not the password'),
    await two.browser().signIn('what?!', 'not the password'),
  ]
  expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1)
  expect(answers[0]).toMatchObject({
    status: 401,
    body: { code: 'people.wrong-password', titles: { zh: '用户名或密码不对' } },
  })
})

test('what the doors do not know is refused by name; doors we do not use are closed', async () => {
  const one = two.browser()
  const more = { username: 'liangsan', password, rememberMe: false }
  expect((await one.send('POST', '/api/auth/sign-in/username', more)).body.errors).toMatchObject([
    { field: 'rememberMe' },
  ])
  expect((await one.send('POST', '/api/auth/sign-in/username', { username: 5, password })).status).toBe(400)
  expect((await one.send('POST', '/api/auth/sign-in/username', {})).status).toBe(400)
  for (const closed of [
    '/sign-up/email',
    '/sign-in/email',
    '/update-user',
    '/change-password',
    '/delete-user',
    '/revoke-sessions',
  ])
    expect((await one.send('POST', `/api/auth${closed}`, {})).status).toBe(404)
  for (const closed of ['/get-session', '/list-sessions', '/error', '/ok', '/reset-password/x'])
    expect((await one.get(`/api/auth${closed}`)).status).toBe(404)
  expect((await one.send('POST', '/api/auth/sign-in/social', { provider: 'oidc' })).status).toBe(404)
})

test('another site cannot sign anybody in or out', async () => {
  const stranger = two.browser({ origin: 'https://elsewhere.example' })
  expect((await stranger.signIn('liangsan')).body.code).toBe('people.other-site')
  const one = two.browser()
  await one.signIn('liangsan')
  const cookie = [...one.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const out = await two
    .browser({ origin: 'https://elsewhere.example' })
    .send('POST', '/api/auth/sign-out', {}, { cookie })
  expect(out.body.code).toBe('people.other-site')
  expect((await one.get('/api/me')).status).toBe(200)
})

test('guessing at an account is held back with a growing wait, wherever it comes from', async () => {
  await two.person('guessed', 'mediator', '431227104')
  const guess = (n: number, given = 'not the password') =>
    two.browser({ address: `198.51.100.${n}` }).signIn('guessed', given)
  for (let n = 1; n <= 5; n++) expect((await guess(n)).status).toBe(401)
  const held = await guess(6, password)
  expect(held).toMatchObject({
    status: 429,
    body: {
      code: 'people.try-later',
      retryAfterS: 60,
      until: new Date(two.clock.now.getTime() + 60_000).toISOString(),
    },
  })
  expect(held.body.details.zh).toMatch(/^请在 \d\d:\d\d 以后再试$/)
  expect(held.headers['retry-after']).toBe('60')
  minutesLater(2)
  expect((await guess(7)).status).toBe(401)
  expect((await guess(8)).body.retryAfterS).toBe(120)
  minutesLater(3)
  expect((await guess(9, password)).status).toBe(200)
  // The right one wiped the slate.
  expect((await guess(10)).status).toBe(401)
  expect((await guess(11)).status).toBe(401)
})

test('a name that nobody has is held back just the same', async () => {
  const answers = []
  for (let n = 0; n < 6; n++)
    answers.push((await two.browser({ address: `198.51.101.${n}` }).signIn('phantom', 'x'.repeat(12))).status)
  expect(answers).toEqual([401, 401, 401, 401, 401, 429])
})

test('many guesses at once count one by one', async () => {
  const guesses = Array.from({ length: 12 }, (_, n) =>
    two.browser({ address: `198.51.102.${n}` }).signIn('at-once', 'x'.repeat(12)),
  )
  const statuses = (await Promise.all(guesses)).map((answer) => answer.status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(7)
})

test('one address that tries many names is held back, and an IPv6 network is one address', async () => {
  const spray = (n: number) =>
    two.browser({ address: `2001:db8:7:7::${n.toString(16)}` }).signIn(`victim-${n}`, 'x'.repeat(12))
  for (let n = 1; n <= 20; n++) expect((await spray(n)).status).toBe(401)
  expect((await spray(21)).status).toBe(429)
  expect((await two.browser({ address: '2001:db8:7:8::1' }).signIn('victim-1', 'x'.repeat(12))).status).toBe(401)
})

test('what was typed is not kept: attempts are known by a digest', async () => {
  const rows = await two.house.db.selectFrom('accounts_attempts').select('key').execute()
  expect(rows.length).toBeGreaterThan(3)
  for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/)
})

test('an account that is switched off is out at once, and its password opens nothing', async () => {
  const id = await two.person('leaver', 'gridWorker', '431227104216')
  const one = two.browser()
  await one.signIn('leaver')
  expect((await one.get('/api/me')).status).toBe(200)
  const { tree } = two.house.divisions
  const { path, id: divisionId } = tree.get(two.idOf('431227'))
  const held = { id: 'p', post: 'administrator' as const, divisionId, countyId: divisionId, path, unitId: null }
  const admin = { ...two.ctx, actor: { type: 'staff' as const, id: 'somebody', name: '系统管理员', posts: [held] } }
  await switchAccount(admin, id, { disabled: true })
  expect((await one.get('/api/me')).status).toBe(401)
  expect((await two.browser().signIn('leaver')).body.code).toBe('people.wrong-password')
  await switchAccount(admin, id, { disabled: false })
  expect((await two.browser().signIn('leaver')).status).toBe(200)
})

test('sessions are listed, ended one by one, and all others at once', async () => {
  await two.person('many', 'mediator', '431227104')
  const [desk, phone, other] = [two.browser(), two.browser({ address: '203.0.113.9' }), two.browser()]
  for (const each of [desk, phone, other]) await each.signIn('many')
  const listed = await desk.get('/api/account/sessions')
  expect(listed.body).toHaveLength(3)
  expect(listed.body.filter((s: { current: boolean }) => s.current)).toHaveLength(1)
  const fromPhone = listed.body.find((s: { address: string }) => s.address === '203.0.113.9')
  expect((await desk.send('DELETE', `/api/account/sessions/${fromPhone.id}`)).status).toBe(204)
  expect((await phone.get('/api/me')).status).toBe(401)
  expect((await desk.send('DELETE', `/api/account/sessions/${fromPhone.id}`)).status).toBe(404)
  expect((await desk.send('DELETE', '/api/account/sessions')).status).toBe(204)
  expect((await other.get('/api/me')).status).toBe(401)
  expect((await desk.get('/api/me')).status).toBe(200)
})

test('nobody ends the session of somebody else', async () => {
  await two.person('mine', 'mediator', '431227104')
  await two.person('theirs', 'mediator', '431227104')
  const [mine, theirs] = [two.browser(), two.browser()]
  await mine.signIn('mine')
  await theirs.signIn('theirs')
  const [session] = (await theirs.get('/api/account/sessions')).body
  expect((await mine.send('DELETE', `/api/account/sessions/${session.id}`)).status).toBe(404)
  expect((await theirs.get('/api/me')).status).toBe(200)
})

test('a session ends after twelve idle hours, and after seven days in any case', async () => {
  await two.person('idle', 'mediator', '431227104')
  const one = two.browser()
  await one.signIn('idle')
  const setSeen = (hours: number) =>
    two.house.db
      .updateTable('accounts_sessions')
      .set({ seen_at: new Date(two.clock.now.getTime() - hours * 3_600_000) })
      .execute()
  await setSeen(11)
  expect((await one.get('/api/me')).status).toBe(200)
  const seen = await two.house.db
    .selectFrom('accounts_sessions')
    .select('seen_at')
    .orderBy('seen_at', 'desc')
    .executeTakeFirst()
  expect(seen?.seen_at).toEqual(two.clock.now)
  const two2 = two.browser()
  await two2.signIn('idle')
  await setSeen(13)
  expect((await two2.get('/api/me')).status).toBe(401)
  const three = two.browser()
  await three.signIn('idle')
  await two.house.db
    .updateTable('accounts_sessions')
    .set({ expires_at: new Date(0) })
    .execute()
  expect((await three.get('/api/me')).status).toBe(401)
})

test('a cookie that we did not sign is nobody', async () => {
  const one = two.browser()
  await one.signIn('liangsan')
  const [name, value = ''] = [...one.cookies][0] ?? []
  const forged = two.browser()
  forged.cookies.set(String(name), value.replace(/\..*$/, '.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D'))
  expect((await forged.get('/api/me')).status).toBe(401)
})

test('a second cookie of the same name, planted by somebody, gives them nothing', async () => {
  const safe = await openTwoCounties({ publicUrl: 'https://desk.test' })
  await safe.person('liangsan', 'townshipCentre', '431227104')
  const victim = safe.browser({ origin: 'https://desk.test' })
  victim.cookies.set('lianfang.session_token', 'planted')
  await victim.signIn('liangsan')
  expect((await victim.get('/api/me')).status).toBe(200)
  const thief = safe.browser()
  thief.cookies.set('lianfang.session_token', 'planted')
  expect((await thief.get('/api/me')).status).toBe(401)
  await safe.end()
})

test('a database that does not answer is said to be busy, not a wrong password and not a fault', async () => {
  const broken = await openTwoCounties()
  await broken.person('liangsan', 'townshipCentre', '431227104')
  const one = broken.browser()
  await one.signIn('liangsan')
  await broken.database.pool.end()
  expect((await one.get('/api/me')).body.code).toBe('server.busy')
  expect((await broken.browser().signIn('liangsan')).status).toBe(503)
  await expect(broken.end()).rejects.toThrow(/more than once/)
})

test('a session is found once a connection is free, though the first question found none', async () => {
  const busy = await openTwoCounties()
  await busy.person('liangsan', 'townshipCentre', '431227104')
  const { pool } = busy.database
  const one = busy.browser()
  await one.signIn('liangsan')
  const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  const asked = one.get('/api/me')
  // Longer than a question waits for a connection, shorter than the question after it does.
  await setTimeout((pool.options.connectionTimeoutMillis ?? 0) + 1000)
  for (const client of held) client.release()
  expect((await asked).status).toBe(200)
  await busy.end()
})

test('all of it without a fault on our side', () => {
  expect(two.faults).toEqual([])
})
