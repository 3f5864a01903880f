// What the public asks has its own share of the database: less of it, for less time, and nobody at work waits for it.
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Db } from '../../core/context.ts'
import { codes, openServedCounties, type ServedCounties } from '../../testing/served-counties.ts'

let served: ServedCounties
beforeAll(async () => {
  served = await openServedCounties()
})
afterAll(() => served.end())

const limitsOf = async (db: Db) =>
  (
    await sql`select current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`.execute(db)
  ).rows[0]

test('a statement and a forgotten transaction end by themselves, sooner for the public', async () => {
  expect(await limitsOf(served.database.kysely)).toEqual({ statement: '30s', idle: '1min' })
  expect(await limitsOf(served.publicDatabase.kysely)).toEqual({ statement: '10s', idle: '1min' })
})

test('while the public uses up its share, its next caller is told to come back, and those at work are answered', async () => {
  const { pool } = served.publicDatabase
  const taken: pg.PoolClient[] = []
  onTestFinished(() => {
    for (const client of taken) client.release()
  })
  while (taken.length < (pool.options.max ?? 0)) taken.push(await pool.connect())
  const ofPublic = served.app.inject({ url: '/api/public/start' })
  const authorization = `Bearer ${await served.keyOf('countyCentre', codes.home)}`
  const ofStaff = await served.app.inject({ url: '/api/reports/reports', headers: { authorization } })
  expect(ofStaff.statusCode).toBe(200)
  const refused = await ofPublic
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5'])
  for (const client of taken.splice(0)) client.release()
  expect((await served.app.inject({ url: '/api/public/start' })).statusCode).toBe(200)
})
