// Second factors and passkeys, through HTTP: taken on, asked for, used up, lost, and never weaker than the password.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { softPasskey } from '../../testing/passkey.ts'
import { totpCode } from '../../testing/totp.ts'
import { type Browser, openTwoCounties, origin, password, type TwoCounties } from '../../testing/two-counties.ts'
import { appoint } from './appoint.ts'

let two: TwoCounties

beforeAll(async () => {
  two = await openTwoCounties()
})
afterAll(() => two.end())

// The library that checks the code keeps its own time.
const codeNow = (address: string) => totpCode(address, new Date())
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

async function enrolled(username: string) {
  const one = await two.as(username, 'countyCentre', '431227')
  const { body } = await one.send('POST', '/api/auth/two-factor/enable', { password })
  await one.send('POST', '/api/auth/two-factor/verify-totp', { code: codeNow(body.totpURI) })
  return { one, uri: body.totpURI as string, backupCodes: body.backupCodes as string[] }
}

test('the standard’s own example comes out right', () => {
  const address = 'otpauth://totp/a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect(totpCode(address, new Date(59_000))).toBe('287082')
  expect(totpCode(address, new Date(1_111_111_109_000))).toBe('081804')
})

test('a second factor is taken on with the password, and asked for from then on', async () => {
  const one = await two.as('second', 'countyCentre', '431227')
  const wrong = await one.send('POST', '/api/auth/two-factor/enable', { password: 'not the password' })
  expect(wrong).toMatchObject({ status: 400, body: { code: 'input.invalid', errors: [{ field: 'password' }] } })
  const { body } = await one.send('POST', '/api/auth/two-factor/enable', { password })
  expect(body.backupCodes).toHaveLength(10)
  expect(decodeURIComponent(body.totpURI)).toMatch(/^otpauth:\/\/totp\/联防 Lianfang:second\?/)
  const code = codeNow(body.totpURI)
  expect((await one.send('POST', '/api/auth/two-factor/verify-totp', { code: otherThan(code) })).body).toMatchObject({
    code: 'input.invalid',
    errors: [{ field: 'code' }],
  })
  // Not taken on before the first right code.
  expect((await two.browser().signIn('second')).body).toEqual({})
  expect((await one.send('POST', '/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
  expect((await one.get('/api/account')).body).toMatchObject({ username: 'second', secondFactor: true, passkeys: 0 })

  const next = two.browser()
  expect((await next.signIn('second')).body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
  expect((await next.get('/api/me')).status).toBe(401)
  const refused = await next.send('POST', '/api/auth/two-factor/verify-totp', {
    code: otherThan(codeNow(body.totpURI)),
  })
  expect(refused).toMatchObject({ status: 401, body: { code: 'people.wrong-code' } })
  const passed = await next.send('POST', '/api/auth/two-factor/verify-totp', { code: codeNow(body.totpURI) })
  expect(passed).toMatchObject({ status: 200, body: {} })
  expect((await next.get('/api/me')).status).toBe(200)
})

test('the secret is kept encrypted', async () => {
  const { uri, backupCodes } = await enrolled('kept')
  const rows = await two.database.pool.query('select secret, backup_codes from accounts_second_factors')
  const kept = JSON.stringify(rows.rows)
  expect(kept).not.toContain(String(new URL(uri).searchParams.get('secret')))
  expect(kept).not.toContain(String(backupCodes[0]))
})

test('a backup code opens once', async () => {
  const { backupCodes } = await enrolled('backup')
  const [code] = backupCodes
  const [first, again] = [two.browser(), two.browser()]
  await first.signIn('backup')
  expect((await first.send('POST', '/api/auth/two-factor/verify-backup-code', { code })).status).toBe(200)
  expect((await first.get('/api/me')).status).toBe(200)
  await again.signIn('backup')
  expect((await again.send('POST', '/api/auth/two-factor/verify-backup-code', { code })).status).toBe(401)
})

test('guessing codes locks the second factor, whoever knows the password', async () => {
  const { uri } = await enrolled('locked')
  const statuses: number[] = []
  for (let n = 0; n < 6; n++) {
    const guesser = two.browser({ address: `198.51.100.${n}` })
    await guesser.signIn('locked')
    const code = otherThan(codeNow(uri))
    statuses.push((await guesser.send('POST', '/api/auth/two-factor/verify-totp', { code })).status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  const owner = two.browser()
  await owner.signIn('locked')
  const held = await owner.send('POST', '/api/auth/two-factor/verify-totp', { code: codeNow(uri) })
  expect(held).toMatchObject({ status: 429, body: { code: 'people.try-later', retryAfterS: 900 } })
})

test('a code without a password before it is nothing', async () => {
  const answer = await two.browser().send('POST', '/api/auth/two-factor/verify-totp', { code: '123456' })
  expect(answer).toMatchObject({ status: 401, body: { code: 'people.wrong-code' } })
})

test('it is taken off with the password only', async () => {
  const { one } = await enrolled('off')
  expect((await one.send('POST', '/api/auth/two-factor/disable', { password: 'not the password' })).status).toBe(400)
  expect((await one.send('POST', '/api/auth/two-factor/disable', { password })).status).toBe(200)
  expect((await two.browser().signIn('off')).body).toEqual({})
})

test('a passkey is offered to the signed-in under their user name, and to nobody else', async () => {
  expect((await two.browser().get('/api/auth/passkey/generate-register-options')).status).toBe(401)
  const one = await two.as('keyed', 'countyCentre', '431227')
  const { body } = await one.get('/api/auth/passkey/generate-register-options')
  expect(body).toMatchObject({ rp: { id: 'desk.test' }, user: { name: 'keyed', displayName: 'keyed' } })
})

test('a passkey signs in without a password, until its owner takes it off', async () => {
  const one = await two.as('pass', 'countyCentre', '431227')
  const key = softPasskey()
  const asked = async (from: Browser, path: string) => {
    const { body } = await from.get(`/api/auth/passkey/${path}`)
    return { challenge: body.challenge, rpId: 'desk.test', origin }
  }
  const response = key.register(await asked(one, 'generate-register-options'))
  const registered = await one.send('POST', '/api/auth/passkey/verify-registration', { response, name: '手机' })
  expect(registered).toMatchObject({ status: 200, body: { name: '手机' } })
  expect((await one.get('/api/account')).body.passkeys).toBe(1)

  const signIn = async () => {
    const from = two.browser()
    const proof = key.authenticate(await asked(from, 'generate-authenticate-options'))
    const answer = await from.send('POST', '/api/auth/passkey/verify-authentication', { response: proof })
    return { from, answer }
  }
  const { from, answer } = await signIn()
  expect(answer).toMatchObject({ status: 200, body: {} })
  expect((await from.get('/api/me')).body.actor.name).toBe('pass 岗')
  const [listed] = (await one.get('/api/auth/passkey/list-user-passkeys')).body
  expect(Object.keys(listed).sort()).toEqual(['createdAt', 'deviceType', 'id', 'name'])
  expect((await one.send('POST', '/api/auth/passkey/delete-passkey', { id: listed.id })).status).toBe(200)
  expect((await signIn()).answer).toMatchObject({ status: 401, body: { code: 'people.passkey-refused' } })
})

test('a passkey answer made for another site, or made up, opens nothing', async () => {
  const one = await two.as('careful', 'countyCentre', '431227')
  const key = softPasskey()
  const { challenge } = (await one.get('/api/auth/passkey/generate-register-options')).body
  const elsewhere = key.register({ challenge, rpId: 'elsewhere.example', origin: 'https://elsewhere.example' })
  const refused = await one.send('POST', '/api/auth/passkey/verify-registration', { response: elsewhere })
  expect(refused.body.code).toBe('people.passkey-refused')
  const from = two.browser()
  await from.get('/api/auth/passkey/generate-authenticate-options')
  const madeUp = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {}, response: {} }
  const answer = await from.send('POST', '/api/auth/passkey/verify-authentication', { response: madeUp })
  expect(answer).toMatchObject({ status: 401, body: { code: 'people.passkey-refused' } })
})

describe('an administrator', () => {
  let strict: TwoCounties
  beforeAll(async () => {
    strict = await openTwoCounties({ needsSecondFactor: ['administrator'] })
  })
  afterAll(() => strict.end())

  const posts = async (one: Browser) => {
    const { body } = await one.get('/api/me')
    return { held: body.posts.map((held: { post: string }) => held.post), lacks: body.lacksSecondFactor }
  }

  test('administers nothing by a password alone; with a code from the same moment on', async () => {
    const one = await strict.as('boss', 'administrator', '431227')
    expect(await posts(one)).toEqual({ held: [], lacks: true })
    for (const path of ['/api/admin/accounts', '/api/admin/tokens', '/api/field/devices/staff'])
      expect((await one.get(path)).status, path).toBe(403)
    const { body } = await one.send('POST', '/api/auth/two-factor/enable', { password })
    expect(await posts(one)).toEqual({ held: [], lacks: true })
    await one.send('POST', '/api/auth/two-factor/verify-totp', { code: codeNow(body.totpURI) })
    expect(await posts(one)).toEqual({ held: ['administrator'], lacks: false })
    expect((await one.get('/api/admin/accounts')).status).toBe(200)

    const next = strict.browser()
    await next.signIn('boss')
    expect((await next.get('/api/admin/accounts')).status).toBe(401)
    await next.send('POST', '/api/auth/two-factor/verify-totp', { code: codeNow(body.totpURI) })
    expect((await next.get('/api/admin/accounts')).status).toBe(200)
  })

  test('who takes the second factor off administers no more, in that session and the next', async () => {
    const one = await strict.as('careless', 'administrator', '431227')
    const { body } = await one.send('POST', '/api/auth/two-factor/enable', { password })
    await one.send('POST', '/api/auth/two-factor/verify-totp', { code: codeNow(body.totpURI) })
    expect((await one.send('POST', '/api/auth/two-factor/disable', { password })).status).toBe(200)
    expect(await posts(one)).toEqual({ held: [], lacks: true })
    const next = strict.browser()
    await next.signIn('careless')
    expect((await next.get('/api/admin/accounts')).status).toBe(403)
  })

  test('other posts of the same account are held by the password', async () => {
    const id = await strict.person('both', 'administrator', '431227104')
    await appoint(strict.ctx, { accountId: id, post: 'townshipCentre', divisionId: strict.idOf('431227104') })
    const one = strict.browser()
    await one.signIn('both')
    expect(await posts(one)).toEqual({ held: ['townshipCentre'], lacks: true })
  })

  test('a passkey that the device unlocked is two factors; one that was merely there opens nothing', async () => {
    const one = await strict.as('keys', 'administrator', '431227')
    const key = softPasskey()
    const asked = async (from: Browser, path: string) => ({
      challenge: (await from.get(`/api/auth/passkey/${path}`)).body.challenge,
      rpId: 'desk.test',
      origin,
    })
    const response = key.register(await asked(one, 'generate-register-options'))
    await one.send('POST', '/api/auth/passkey/verify-registration', { response, name: '手机' })
    const signIn = async (unlocked: boolean) => {
      const from = strict.browser()
      const proof = key.authenticate(await asked(from, 'generate-authenticate-options'), { unlocked })
      return { from, answer: await from.send('POST', '/api/auth/passkey/verify-authentication', { response: proof }) }
    }
    const merely = await signIn(false)
    expect(merely.answer).toMatchObject({ status: 401, body: { code: 'people.passkey-refused' } })
    const { from, answer } = await signIn(true)
    expect(answer.status).toBe(200)
    expect(await posts(from)).toEqual({ held: ['administrator'], lacks: false })
  })

  test('a session of one factor adds no passkey to an account that has a second', async () => {
    const one = await strict.as('half', 'administrator', '431227')
    const { body } = await one.send('POST', '/api/auth/two-factor/enable', { password })
    await one.send('POST', '/api/auth/two-factor/verify-totp', { code: codeNow(body.totpURI) })
    // As the identity provider opens them.
    await strict.house.db.updateTable('accounts_sessions').set({ strong: false }).execute()
    const { challenge } = (await one.get('/api/auth/passkey/generate-register-options')).body
    const response = softPasskey().register({ challenge, rpId: 'desk.test', origin })
    const refused = await one.send('POST', '/api/auth/passkey/verify-registration', { response, name: '手机' })
    expect(refused.body.code).toBe('people.sign-in-again')
    expect((await one.get('/api/account')).body.passkeys).toBe(0)
  })
})
