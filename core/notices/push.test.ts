// Notices on phones: who is told what and when, what a locked screen shows, and what becomes of browsers that are gone.
import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { book, makeClub, operate, take } from '../../testing/bookings.ts'
import type { Client } from '../../testing/client.ts'
import { registeredPhone } from '../../testing/phone.ts'
import { type Browser, type PushService, startPushService } from '../../testing/push-service.ts'
import { monday, type World } from '../../testing/world.ts'
import { fetchOutside } from '../outgoing/fetch-outside.ts'
import { deliverDue } from './push-send.ts'
import { tellDueToday } from './tell-tasks.ts'

let world: World
let service: PushService
beforeAll(async () => {
  world = await makeClub()
  service = await startPushService(monday)
  const resolve = async () => ['127.0.0.1']
  Object.assign(world.house, { fetchOutside: fetchOutside({ networks: ['127.0.0.0/8'], resolve }) })
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await service.end()
  await world.end()
})
beforeEach(async () => {
  world.clock.now = monday
  await world.ctx.db.deleteFrom('push_subscriptions').execute()
})

/** Grid worker of the garden with a browser that is told. */
async function told(): Promise<{ id: string; client: Client; browser: Browser }> {
  const { id, client } = await world.asHolder([{ post: 'gridWorker', at: 'garden' }])
  const browser = service.browser()
  expect((await client.post('/api/field/push/subscriptions', browser.subscription)).status).toBe(204)
  return { id, client, browser }
}

async function deliver(): Promise<void> {
  await world.idle()
  while ((await deliverDue(world.house)) > 0);
}

const queued = async () => (await world.ctx.db.selectFrom('push_queue').selectAll().execute()).length

test('a new task is told by its number alone, readable by that browser only, and once', async () => {
  const { client, browser } = await told()
  const matter = await book(world, { data: { wish: '张阿姨家门口打球，电话13800000000' } })
  await deliver()
  await deliver()
  expect(browser.told).toEqual([
    {
      id: expect.any(String),
      title: '联防',
      body: `${matter.no} 等待您办理`,
      matterId: matter.id,
      kind: 'club.booking',
    },
  ])
  const [notice] = (await client.get('/api/notices')).body
  expect(notice).toMatchObject({ id: browser.told[0]?.id, text: { zh: `${matter.no} 等待您办理` } })
  expect(await queued()).toBe(0)
})

test('the push service knows us by a key that stays the same, and that browsers are given to subscribe', async () => {
  const { client, browser } = await told()
  await book(world)
  await deliver()
  const { publicKey } = (await client.get('/api/field/push')).body
  const sent = String(browser.headers[0]?.authorization)
  const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(sent) ?? []
  expect(key).toBe(publicKey)
  const [head, body, signature] = token.split('.') as [string, string, string]
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const proof = {
    key: createPublicKey({ key: jwk, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363' as const,
  }
  expect(verify('sha256', Buffer.from(`${head}.${body}`), proof, Buffer.from(signature, 'base64url'))).toBe(true)
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  expect(claims).toMatchObject({ aud: new URL(browser.subscription.endpoint).origin })
})

test('nobody is told of what they opened themselves, nor of what somebody has taken', async () => {
  const own = await told()
  await own.client.post('/api/club/bookings', { data: { surface: 'clay', wish: '自己' }, divisionId: world.at.garden })
  const matter = await book(world)
  await take(await world.asUser('grid'), matter.id, 'serve', { pace: 'slow' })
  await world.idle()
  await world.ctx.db.deleteFrom('push_queue').execute()
  await deliver()
  expect(own.browser.told).toEqual([])
})

test('what somebody wrote is for the app, not for a locked screen', async () => {
  const { id, client, browser } = await told()
  const matter = await book(world)
  await deliver()
  await operate(await world.asUser('township'), matter.id, 'assign', { to: id, reason: '李婶摔伤了，请尽快' })
  await deliver()
  expect(browser.told.at(-1)?.body).toBe(`${matter.no} 的承办人有变动`)
  expect(JSON.stringify((await client.get('/api/notices')).body)).toContain('李婶摔伤了')
})

test('in the quiet hours nothing rings; in the morning it does, unless it was read meanwhile', async () => {
  const { client, browser } = await told()
  world.clock.now = new Date('2026-11-23T23:30:00+08:00')
  const [read, unread] = [await book(world), await book(world)]
  await deliver()
  expect(browser.asked).toBe(0)
  const notices = (await client.get('/api/notices')).body as { id: string; matterId: string }[]
  const ids = notices.filter((n) => n.matterId === read.id).map((n) => n.id)
  await client.post('/api/notices/read', { ids })
  world.clock.now = new Date('2026-11-24T06:59:00+08:00')
  await deliver()
  expect(browser.asked).toBe(0)
  world.clock.now = new Date('2026-11-24T07:00:00+08:00')
  await deliver()
  expect(browser.told.map((m) => m.matterId)).toEqual([unread.id])
})

test('quiet hours are one’s own to set, or to have none', async () => {
  const { client, browser } = await told()
  expect((await client.get('/api/field/push')).body.quiet).toEqual({ from: '22:00', to: '07:00' })
  const set = await client.put('/api/field/push/quiet', { quiet: { from: '12:00', to: '14:30' } })
  expect(set.body.quiet).toEqual({ from: '12:00', to: '14:30' })
  world.clock.now = new Date('2026-11-23T14:29:00+08:00')
  await book(world)
  await deliver()
  expect(browser.asked).toBe(0)
  expect((await client.put('/api/field/push/quiet', { quiet: null })).body.quiet).toBeNull()
  world.clock.now = new Date('2026-11-23T14:30:00+08:00')
  await deliver()
  expect(browser.told.length).toBe(1)
  for (const quiet of [
    { from: '08:00', to: '08:00' },
    { from: '24:00', to: '07:00' },
    { from: '8:00', to: '07:00' },
  ])
    expect((await client.put('/api/field/push/quiet', { quiet })).status).toBe(400)
})

test.each([403, 404, 410])('a browser for which the service answers %i is forgotten', async (status) => {
  const { browser } = await told()
  browser.answers = status
  await book(world)
  await deliver()
  expect(await world.ctx.db.selectFrom('push_subscriptions').selectAll().execute()).toEqual([])
  expect(await queued()).toBe(0)
})

test('a service out of order is tried again, later and later, and not for ever', async () => {
  const { browser } = await told()
  browser.answers = 503
  await book(world)
  await deliver()
  await deliver()
  expect(browser.asked).toBe(1)
  for (let i = 0; i < 20; i++) {
    world.clock.forward(0.25)
    await deliver()
  }
  expect(browser.asked).toBeGreaterThan(2)
  expect(browser.asked).toBeLessThanOrEqual(5)
  world.clock.now = new Date('2026-11-25T12:00:00+08:00')
  await deliver()
  const tries = browser.asked
  world.clock.forward(1)
  await deliver()
  expect(browser.asked).toBe(tries)
  expect(await queued()).toBe(0)
})

test('a service that comes back is told what waited', async () => {
  const { browser } = await told()
  browser.answers = 503
  const matter = await book(world)
  await deliver()
  browser.answers = 201
  world.clock.forward(0.25)
  await deliver()
  expect(browser.told.map((m) => m.matterId)).toEqual([matter.id])
})

test('an address inside, or one that is not https, is never asked', async () => {
  const { client } = await told()
  const keys = service.browser().subscription.keys
  const plain = await client.post('/api/field/push/subscriptions', { endpoint: 'http://push.test/x', keys })
  expect(plain).toMatchObject({ status: 400, body: { errors: [{ field: 'endpoint' }] } })
  const inside = { endpoint: 'https://192.168.1.1/admin', keys }
  expect((await client.post('/api/field/push/subscriptions', inside)).status).toBe(204)
  await book(world)
  await deliver()
  const left = await world.ctx.db.selectFrom('push_subscriptions').select('endpoint').execute()
  expect(left.map((row) => row.endpoint)).not.toContain(inside.endpoint)
})

test('a browser that is unsubscribed, in other hands, or on a revoked phone is told nothing of before', async () => {
  const one = await told()
  const lost = await registeredPhone(world, one.client)
  const onLost = service.browser()
  await lost.post('/api/field/push/subscriptions', onLost.subscription)
  await book(world)
  await world.idle()
  const other = await world.asHolder([{ post: 'gridWorker', at: 'street' }])
  await other.client.post('/api/field/push/subscriptions', one.browser.subscription)
  await (await world.asUser('township')).post(`/api/field/devices/${lost.id}/revoke`)
  await deliver()
  expect([one.browser.told, onLost.told]).toEqual([[], []])
  await other.client.post('/api/field/push/unsubscribe', { endpoint: one.browser.subscription.endpoint })
  expect(await world.ctx.db.selectFrom('push_subscriptions').selectAll().execute()).toEqual([])
})

test('in the morning the number of matters due within a day is told, and nothing of them', async () => {
  const { client, browser } = await told()
  const [soon, later] = [await book(world), await book(world)]
  for (const m of [soon, later]) await take(client, m.id, 'serve', { pace: m === soon ? 'quick' : 'slow' })
  await deliver()
  browser.told.length = 0
  // A working day ends with the next day's office hours.
  world.clock.forward(22)
  await tellDueToday(world.ctx)
  await deliver()
  expect(browser.told).toMatchObject([{ body: '24小时内有1件事项到期', matterId: null }])
})
