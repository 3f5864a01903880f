// A database that has gone: said so at once, without a word of the inside.
import { expect, test } from 'vitest'
import { openServedCounties } from '../../testing/served-counties.ts'

test('without its database the house is down, and files and requests are refused with 503', async () => {
  const served = await openServedCounties()
  const get = (url: string) => served.app.inject({ url })
  await Promise.all([served.database.pool.end(), served.publicDatabase.pool.end()])
  const health = await get('/healthz')
  expect([health.statusCode, health.json()]).toMatchObject([503, { status: 'down', database: 'silent' }])
  expect((await get('/metrics')).statusCode).toBe(200)
  const open311 = await get('/open311/v2/requests.json')
  expect([open311.statusCode, open311.json()[0].code]).toEqual([503, 503])
  expect((await get('/ogc/collections/divisions/items')).statusCode).toBe(503)
  await served.end().catch(() => undefined)
})
