// Behind a proxy: the address of whoever asks is the one that our proxy tells of, and nobody else is believed.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveHub, liveHub } from '../../core/live/hub.ts'
import { makeWorld, password, type World } from '../../testing/world.ts'
import { buildApp } from '../app.ts'

let world: World
let hub: LiveHub
let app: FastifyInstance
const [proxy, stranger] = ['10.20.0.1', '10.99.0.1']
const mostSetUps = 10

beforeAll(async () => {
  world = await makeWorld()
  hub = await liveHub(world.house)
  const publicUrl = 'http://desk.test'
  app = await buildApp({ house: world.house, hub, publicUrl, trustProxy: [proxy, 'fd00::/8'], webDir: null })
})
afterAll(async () => {
  await app.close()
  await hub.stop()
  await world.end()
})

const post = (url: string, from: string, forwarded: string, payload: object) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    remoteAddress: from,
    headers: { host: 'desk.test', origin: 'http://desk.test', 'x-forwarded-for': forwarded },
  })

/** How many of so many attempts were let through to be looked at. */
async function lookedAt(from: string, forwarded: (i: number) => string): Promise<number> {
  let n = 0
  for (let i = 0; i < mostSetUps + 5; i++)
    if ((await post('/api/setup', from, forwarded(i), {})).statusCode !== 429) n += 1
  return n
}

test('a limit counts each caller behind our proxy by itself', async () => {
  expect(await lookedAt(proxy, () => '203.0.113.1')).toBe(mostSetUps)
  expect(await lookedAt(proxy, () => '203.0.113.2')).toBe(mostSetUps)
})

test('a stranger who claims another address with every request is one caller', async () => {
  expect(await lookedAt(stranger, (i) => `203.0.113.${100 + i}`)).toBe(mostSetUps)
})

test('what a caller puts before our proxy’s own word is not believed', async () => {
  expect(await lookedAt(proxy, (i) => `198.51.100.${i}, 203.0.113.3`)).toBe(mostSetUps)
})

test('a session keeps the address that our proxy told of, and a stranger’s own', async () => {
  const account = { username: 'county', password }
  const addressAfter = async (from: string, forwarded: string) => {
    expect((await post('/api/auth/sign-in/username', from, forwarded, account)).statusCode).toBe(200)
    const rows = world.house.db.selectFrom('accounts_sessions').select(['ip_address', 'created_at'])
    return (await rows.orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()).ip_address
  }
  expect(await addressAfter(proxy, '203.0.113.9')).toBe('203.0.113.9')
  expect(await addressAfter(stranger, '203.0.113.9')).toBe(stranger)
})
