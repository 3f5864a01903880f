// The value types of the database as the program sees them.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../testing/database.ts'
import { type Database, openDatabase } from './db.ts'

let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  database = openDatabase(fresh.url, { max: 2, statementTimeoutMs: 200 })
})

afterAll(async () => {
  await database.close()
  await fresh.drop()
})

test('counts are numbers, days are text, instants are Dates in UTC', async () => {
  const { rows } = await database.pool.query(
    `select count(*) as count, date '2026-02-28' as day, timestamptz '2026-02-28 08:00+08' as instant,
            array[1::bigint, null, 9007199254740991] as numbers, current_setting('timezone') as zone`,
  )
  expect(rows[0]).toEqual({
    count: 1,
    day: '2026-02-28',
    instant: new Date('2026-02-28T00:00:00Z'),
    numbers: [1, null, Number.MAX_SAFE_INTEGER],
    zone: 'UTC',
  })
})

test('a number that could not be exact is an error and not a wrong number', async () => {
  await expect(database.pool.query('select 9007199254740993::bigint')).rejects.toThrow('too large to be exact')
})

test('a statement that takes too long is cancelled', async () => {
  await expect(database.pool.query('select pg_sleep(60)')).rejects.toThrow('statement timeout')
})

test('text sorts by code point and letters of any script are letters', async () => {
  const { rows } = await database.pool.query(
    `select array(select t from unnest(array['中', 'a', 'É', 'Z']) t order by t) as sorted, upper('é') as upper,
            '中' ~ '^[[:alpha:]]$' as letter`,
  )
  expect(rows[0]).toEqual({ sorted: ['Z', 'a', 'É', '中'], upper: 'É', letter: true })
})
