// Reading by transaction horizon: what commits late is never skipped, and nothing is read twice.
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, type County, openCounty } from './county.fixture.ts'
import { beginning, type Cursor, cursorText, isBefore, presentCursor, readCursor, readEvents } from './reader.ts'

let county: County
beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())
beforeEach(() => county.asOwner('truncate events'))

const insert = `insert into events (county_id, id, type, subject_kind, subject_id, path, at, actor_type)
  values ($1, $2, $3, 'trial.thing', $2, '/1/', now(), 'clock')`
const append = (on: pg.Pool | pg.PoolClient, type: string) => on.query(insert, [at.county, uuidv7(), type])

/** A writer with its transaction open. */
async function writer() {
  const client = await county.database.pool.connect()
  await client.query('begin')
  return {
    append: (type: string) => append(client, type),
    commit: async () => {
      await client.query('commit')
      client.release()
    },
  }
}

/** Reads when nothing is held back any more: transactions of every database on the server count, other tests' too. */
async function readSettled(after: Cursor, options: Parameters<typeof readEvents>[2]) {
  for (;;) {
    const batch = await readEvents(county.house.db, after, options)
    if (!batch.isHeld) return batch
  }
}

const typesOf = (batch: { events: { type: string }[] }) => batch.events.map((e) => e.type)

test('an event with a lower number that commits later is not skipped', async () => {
  const slow = await writer()
  const quick = await writer()
  await slow.append('slow')
  await quick.append('quick')
  await quick.commit()
  const early = await readEvents(county.house.db, beginning, { limit: 10 })
  expect([typesOf(early), early.isHeld]).toEqual([[], true])
  await slow.commit()
  const late = await readSettled(early.cursor, { limit: 10 })
  expect([typesOf(late), late.isHeld]).toEqual([['slow', 'quick'], false])
  expect(typesOf(await readSettled(late.cursor, { limit: 10 }))).toEqual([])
})

test('a transaction that began early and writes late is read in its place', async () => {
  const early = await writer()
  await early.append('early 1')
  await append(county.database.pool, 'between')
  await early.append('early 2')
  await early.commit()
  expect(typesOf(await readSettled(beginning, { limit: 10 }))).toEqual(['early 1', 'early 2', 'between'])
})

test('what is rolled back never happened and holds nothing up', async () => {
  const client = await county.database.pool.connect()
  await client.query('begin')
  await append(client, 'undone')
  await append(county.database.pool, 'done')
  await client.query('rollback')
  client.release()
  expect(typesOf(await readSettled(beginning, { limit: 10 }))).toEqual(['done'])
})

describe('batches', () => {
  test('are limited, say so, and go on where they ended', async () => {
    for (const type of ['a', 'b', 'c']) await append(county.database.pool, type)
    const first = await readSettled(beginning, { limit: 2 })
    expect([typesOf(first), first.isFull]).toEqual([['a', 'b'], true])
    const second = await readSettled(first.cursor, { limit: 2 })
    expect([typesOf(second), second.isFull]).toEqual([['c'], false])
  })

  test('of types nobody wants move the cursor all the same', async () => {
    for (const type of ['a', 'b', 'a', 'c']) await append(county.database.pool, type)
    const read = await readSettled(beginning, { limit: 3, wants: ['b'] })
    expect([typesOf(read), read.isFull]).toEqual([['b'], true])
    const rest = await readSettled(read.cursor, { limit: 3, wants: ['b'] })
    expect([typesOf(rest), rest.isFull]).toEqual([[], false])
    expect(rest.cursor).toEqual(await presentCursor(county.house.db))
  })
})

test('many writers at once, read in small batches meanwhile: every event once, in one order', async () => {
  const readTypes: string[] = []
  let cursor: Cursor = beginning
  let isOver = false
  const reading = (async () => {
    for (;;) {
      const wasOver = isOver
      const batch = await readEvents(county.house.db, cursor, { limit: 7 })
      readTypes.push(...typesOf(batch))
      for (const e of batch.events) expect(isBefore(cursor, e)).toBe(true)
      cursor = batch.cursor
      if (wasOver && !batch.isFull && !batch.isHeld) return
    }
  })()
  const write = async (name: number) => {
    for (let i = 0; i < 15; i++) {
      const open = await writer()
      for (let j = 0; j <= i % 3; j++) await open.append(`${name}.${i}.${j}`)
      await open.commit()
    }
  }
  await Promise.all(Array.from({ length: 6 }, (_, name) => write(name)))
  isOver = true
  await reading
  expect(readTypes).toHaveLength(6 * 30)
  expect(new Set(readTypes).size).toBe(6 * 30)
})

test('cursors are written and read as text', () => {
  expect(readCursor(cursorText({ xid: '18446744073709551', seq: 12 }))).toEqual({ xid: '18446744073709551', seq: 12 })
  for (const wrong of ['', '1', '1:', ':1', '-1:2', '1:2:3', '1; drop']) expect(readCursor(wrong)).toBeUndefined()
  expect(isBefore({ xid: '9', seq: 5 }, { xid: '10', seq: 1 })).toBe(true)
})
