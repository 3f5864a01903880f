// Tokens of machines, through HTTP: made, shown once, reaching as far as their posts, revoked, expired.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openTwoCounties, type TwoCounties } from '../../testing/two-counties.ts'
import { actorOf } from './actor.ts'

let two: TwoCounties
let admin: Browser

beforeAll(async () => {
  two = await openTwoCounties()
  admin = await two.as('admin', 'administrator', '431227')
})
afterAll(() => two.end())

const make = (who: Browser, body: object = {}, headers: object = {}) =>
  who.send(
    'POST',
    '/api/admin/tokens',
    { name: '市民热线', posts: [{ post: 'townshipCentre', divisionId: two.idOf('431227104') }], ...body },
    headers,
  )
const actor = (token: string) => actorOf(two.house, { authorization: `Bearer ${token}` })

test('a token is a machine with posts, and its hash is all that is kept', async () => {
  const key = { 'idempotency-key': randomUUID() }
  const { status, body } = await make(admin, {}, key)
  expect(status).toBe(201)
  expect(body.token).toMatch(/^lf_[\w-]{43}$/)
  expect((await make(admin, {}, key)).body).toEqual({ id: body.id, token: null })
  expect(await actor(body.token)).toMatchObject({
    type: 'machine',
    name: '市民热线',
    posts: [{ post: 'townshipCentre', divisionId: two.idOf('431227104') }],
  })
  const [listed] = (await admin.get('/api/admin/tokens')).body
  expect(listed).toMatchObject({ id: body.id, name: '市民热线', start: body.token.slice(0, 8), revokedAt: null })
  expect(listed.usedAt).toBe(two.clock.now.toISOString())
  const kept = await two.database.pool.query(
    'select (select json_agg(t) from accounts_tokens t)::text || (select json_agg(r) from request_keys r)::text as text',
  )
  expect(kept.rows[0].text).not.toContain(body.token)
})

test('a revoked or expired token is nobody from the next request on', async () => {
  const { body } = await make(admin)
  expect((await actor(body.token)).type).toBe('machine')
  expect((await admin.send('DELETE', `/api/admin/tokens/${body.id}`)).status).toBe(204)
  expect((await actor(body.token)).type).toBe('public')
  const expiresAt = new Date(two.clock.now.getTime() + 60_000).toISOString()
  const { body: short } = await make(admin, { expiresAt })
  two.clock.now = new Date(two.clock.now.getTime() + 61_000)
  expect((await actor(short.token)).type).toBe('public')
  expect((await actor('lf_made-up')).type).toBe('public')
  expect((await actorOf(two.house, { authorization: 'Basic YTpi' })).type).toBe('public')
})

test('a machine neither administers nor audits, and reaches no further than its maker', async () => {
  for (const post of ['administrator', 'auditor'])
    expect((await make(admin, { posts: [{ post, divisionId: two.idOf('431227') }] })).body.errors).toMatchObject([
      { field: 'posts' },
    ])
  const beyond = [{ post: 'townshipCentre', divisionId: two.idOf('522627102') }]
  expect((await make(admin, { posts: beyond })).status).toBe(403)
  const township = await two.as('township', 'administrator', '431227104')
  expect((await make(township)).status).toBe(403)
  expect((await township.get('/api/admin/tokens')).status).toBe(403)
  const neighbour = await two.as('neighbour', 'administrator', '522627')
  expect((await neighbour.get('/api/admin/tokens')).body).toEqual([])
  const { body } = await make(admin)
  expect((await neighbour.send('DELETE', `/api/admin/tokens/${body.id}`)).status).toBe(404)
  expect((await actor(body.token)).type).toBe('machine')
})

test('a token does not sign in, and a session is no token', async () => {
  const { body } = await make(admin)
  const bearer = { authorization: `Bearer ${body.token}` }
  const me = await two.app.inject({ method: 'GET', url: '/api/me', headers: bearer })
  expect(me.statusCode).toBe(403)
  const [cookie = ''] = [...admin.cookies.values()]
  expect((await actor(decodeURIComponent(cookie))).type).toBe('public')
})
