// Signing in at an identity provider: whoever an administrator linked, and nobody else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IdentityProvider, startIdentityProvider } from '../../testing/identity-provider.ts'
import { type Browser, openTwoCounties, origin, type TwoCounties } from '../../testing/two-counties.ts'

let provider: IdentityProvider
let two: TwoCounties
let admin: Browser

beforeAll(async () => {
  provider = await startIdentityProvider()
  two = await openTwoCounties({ oidc: provider })
  admin = await two.as('admin', 'administrator', '431227')
})
afterAll(async () => {
  await two.end()
  provider.close()
})

async function signInAs(subject: string) {
  const one = two.browser()
  const { body } = await one.send('POST', '/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/work' })
  const answer = await one.get(provider.signIn(body.url, subject))
  return { one, location: String(answer.headers.location) }
}

test('it is offered when it is set up', async () => {
  expect((await two.browser().get('/api/setup')).body).toEqual({ needed: false, oidc: true })
})

test('who is not linked comes back to the sign-in page, and no account appears', async () => {
  const { one, location } = await signInAs('stranger')
  expect(location).toBe(`${origin}/?error=signup_disabled`)
  expect((await one.get('/api/me')).status).toBe(401)
  const accounts = await two.house.db.selectFrom('accounts_users').select('username').execute()
  expect(accounts.map((a) => a.username)).toEqual(['admin'])
})

test('who is linked is in, until the link or the account ends; the provider’s words change nothing here', async () => {
  const id = await two.person('linked', 'townshipCentre', '431227104')
  const linked = await admin.send('PATCH', `/api/admin/accounts/${id}`, { oidcSubject: 'subject-7' })
  expect(linked.body.oidcSubject).toBe('subject-7')
  const { one, location } = await signInAs('subject-7')
  expect(location).toBe('/work')
  expect((await one.get('/api/me')).body).toMatchObject({
    actor: { id, name: 'linked 岗' },
    posts: [{ post: 'townshipCentre' }],
  })
  expect((await one.get('/api/account')).body.oidcLinked).toBe(true)
  const kept = await two.database.pool.query('select access_token, refresh_token, id_token from accounts_credentials')
  expect(kept.rows.every((row) => Object.values(row).every((value) => value === null))).toBe(true)

  await admin.send('PATCH', `/api/admin/accounts/${id}`, { disabled: true })
  expect((await (await signInAs('subject-7')).one.get('/api/me')).status).toBe(401)
  await admin.send('PATCH', `/api/admin/accounts/${id}`, { disabled: false, oidcSubject: null })
  expect((await signInAs('subject-7')).location).toContain('error=signup_disabled')
})

test('one subject is one account', async () => {
  const [first, second] = [
    await two.person('one', 'mediator', '431227104'),
    await two.person('two', 'mediator', '431227104'),
  ]
  await admin.send('PATCH', `/api/admin/accounts/${first}`, { oidcSubject: 'subject-8' })
  const taken = await admin.send('PATCH', `/api/admin/accounts/${second}`, { oidcSubject: 'subject-8' })
  expect(taken.body.code).toBe('people.user-name-taken')
})

test('an answer that nobody asked for is not taken', async () => {
  const answer = await two.browser().get('/api/auth/callback/oidc?code=x&state=made-up')
  expect(answer.status).toBe(302)
  expect(String(answer.headers.location)).toContain('/?error=')
})

test('while the provider is silent, passwords still open; it is asked again on the next use', async () => {
  const down = await openTwoCounties({ oidc: { issuer: 'http://127.0.0.1:9', clientId: 'a', clientSecret: 'b' } })
  await down.person('here', 'mediator', '431227104')
  expect((await down.browser().signIn('here')).status).toBe(200)
  const answer = await down.browser().send('POST', '/api/auth/sign-in/social', { provider: 'oidc' })
  expect(answer).toMatchObject({ status: 503, body: { code: 'people.provider-silent' } })
  await down.end()
})
