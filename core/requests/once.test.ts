// The same request sent twice at the same moment, as a phone does whose line broke: one change, one answer.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { book, bookings, look, makeClub } from '../../testing/bookings.ts'
import type { World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

/** Statements of this database that wait for a row. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(world.house.db)
  return rows[0]?.n ?? 0
}

test('a step asked again while its first asking still waits for the row gets the same answer, and no word of being late', async () => {
  const grid = await world.asUser('grid')
  const { id, version } = await book(world)
  const key = randomUUID()
  const ask = () => grid.post(`${bookings}/${id}/serve`, { data: { pace: 'slow' }, version }, { key })
  const asked = await world.house.db.transaction().execute(async (tx) => {
    await sql`select from matters where id = ${id} for update`.execute(tx)
    const both = [ask(), ask()]
    while ((await waiting()) < both.length) await sleep(5)
    return both
  })
  const [first, second] = await Promise.all(asked)
  expect([first?.status, second?.status]).toEqual([200, 200])
  expect(second?.body).toEqual(first?.body)
  expect((await look(grid, id)).version).toBe(version + 1)
})

test('another step with the same key is told so, and a late one without a first answer is late', async () => {
  const grid = await world.asUser('grid')
  const { id, version } = await book(world)
  const key = randomUUID()
  const path = `${bookings}/${id}/serve`
  expect((await grid.post(path, { data: { pace: 'slow' }, version }, { key })).status).toBe(200)
  const other = await grid.post(path, { data: { pace: 'quick' }, version }, { key })
  expect([other.status, other.body.code]).toEqual([409, 'request.duplicate-key'])
  const late = await grid.post(path, { data: { pace: 'slow' }, version })
  expect([late.status, late.body.code]).toEqual([409, 'matters.stale'])
})
