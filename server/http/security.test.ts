// What every answer carries, where cookies are bound to https, and that no other site makes a browser change anything.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveHub } from '../../core/live/hub.ts'
import { makeWorld, password, type World } from '../../testing/world.ts'
import { buildApp } from '../app.ts'
import { pageWithNonce } from './security.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const origin = 'http://desk.test'
const signInAt = (app: World['app'], headers: object, remoteAddress = '192.0.2.7') =>
  app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    payload: { username: 'county', password },
    remoteAddress,
    headers: { host: 'desk.test', ...headers },
  })
const setCookie = (answer: { headers: Record<string, unknown> }) => String([answer.headers['set-cookie']].flat()[0])

test('every answer says what a page may load, and what nobody may do with it', async () => {
  for (const url of [
    '/healthz',
    '/api/me',
    '/nowhere',
    '/api/public/track/AAAA-AAAA-AAAA',
    '/api/docs',
    '/ogc?f=html',
  ]) {
    const { headers } = await world.app.inject({ url, headers: { host: 'desk.test' } })
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'geolocation=(self), microphone=(self), camera=(self)',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(headers).not.toHaveProperty('x-powered-by')
  }
})

test('a page’s word is its own, and the policy lets in no other', () => {
  const [one, other] = [pageWithNonce('<meta content="__NONCE__">'), pageWithNonce('__NONCE__')]
  const [, nonce = ''] = /content="([\w-]{22})"/.exec(one.page) ?? []
  expect(one.policy).toContain(`style-src 'self' 'nonce-${nonce}';`)
  expect(one.policy).toContain("script-src 'self';")
  expect(other.page).not.toBe(nonce)
})

test('behind a proxy that is believed, the connection to the browser counts', async () => {
  const hub = await liveHub(world.house)
  const app = await buildApp({
    house: world.house,
    hub,
    publicUrl: 'http://desk.test',
    trustProxy: ['10.20.0.1'],
    webDir: null,
  })
  const forwarded = { 'x-forwarded-proto': 'https', origin: 'https://desk.test' }
  const safe = await signInAt(app, forwarded, '10.20.0.1')
  expect(safe.headers['strict-transport-security']).toBe('max-age=31536000')
  expect(setCookie(safe)).toMatch(
    /^__Host-lianfang\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  )
  const claimed = await signInAt(app, { ...forwarded, origin }, '192.0.2.9')
  expect(setCookie(claimed)).toMatch(/^lianfang\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(claimed.headers).not.toHaveProperty('strict-transport-security')

  const meWith = async (cookie: string, from: string) =>
    (await app.inject({ url: '/api/me', remoteAddress: from, headers: { host: 'desk.test', ...forwarded, cookie } }))
      .statusCode
  const [kept = ''] = setCookie(safe).split(';')
  expect(await meWith(kept, '10.20.0.1')).toBe(200)
  // A plain connection could have planted the one, and must never carry the other.
  expect(await meWith(kept.replace('__Host-', ''), '10.20.0.1')).toBe(401)
  expect(await meWith(kept, '192.0.2.9')).toBe(401)
  await app.close()
  await hub.stop()
})

test('a change with a cookie comes from a page of ours, or not at all', async () => {
  const cookie = setCookie(await signInAt(world.app, { origin })).split(';')[0] ?? ''
  const readAll = (headers: object) =>
    world.app.inject({
      method: 'DELETE',
      url: '/api/account/sessions',
      headers: { host: 'desk.test', cookie, ...headers },
    })
  for (const headers of [
    { origin: 'https://elsewhere.example' },
    { origin: 'http://desk.test.elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]) {
    const refused = await readAll(headers)
    expect(refused.statusCode).toBe(403)
    expect(refused.json().code).toBe('people.other-site')
  }
  for (const headers of [{ origin }, { 'sec-fetch-site': 'same-origin' }])
    expect((await readAll(headers)).statusCode).toBe(204)
})

test('without a fault on our side', () => {
  expect(world.faults).toEqual([])
})
