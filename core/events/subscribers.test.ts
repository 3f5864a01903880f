// Subscribers: effect exactly once whatever breaks, in one process at a time, and a failing one keeps nobody.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { House } from '../context.ts'
import { openDatabase } from '../db/db.ts'
import { bellOf, connectBells } from './bell.ts'
import { at, type County, openCounty } from './county.fixture.ts'
import type { EventRecord } from './reader.ts'
import { advance, type EventSubscriber, type Readers, startReaders } from './subscribers.ts'

let county: County
let readers: Readers | undefined
beforeAll(async () => {
  county = await openCounty()
  await county.asOwner('create table notes (event_id uuid not null); grant all on notes to public')
})
afterAll(() => county.close())
beforeEach(() => county.asOwner('truncate events, event_cursors, notes'))
afterEach(async () => {
  await readers?.stop()
  readers = undefined
})

async function append(n: number, type = 'trial.happened'): Promise<void> {
  await county.database.pool.query(
    `insert into events (county_id, id, type, subject_kind, subject_id, path, at, actor_type)
     select $1, gen_random_uuid(), $2, 'trial.thing', $3, '/1/', now(), 'clock' from generate_series(1, $4)`,
    [at.county, type, uuidv7(), n],
  )
}

const note = async (ctx: { db: House['db'] }, events: readonly EventRecord[]) => {
  await sql`insert into notes select unnest(${events.map((e) => e.id)}::uuid[])`.execute(ctx.db)
}
const noter: EventSubscriber = { id: 'test.noter', wants: ['*'], handle: note }

async function noted(): Promise<{ all: number; different: number }> {
  const { rows } = await county.database.pool.query(
    'select count(*) as all, count(distinct event_id) as different from notes',
  )
  return rows[0]
}

/** Reads in a process of its own, and kills it after so many batches; true when it came to the end before. */
function readInProcess(killAfter: number): Promise<boolean> {
  const program = join(import.meta.dirname, '../../testing/reader-process.ts')
  const child = spawn(process.execPath, [program, county.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  let batches = 0
  child.stdout.on('data', (chunk: Buffer) => {
    batches += chunk.toString().split('batch').length - 1
    if (batches >= killAfter) child.kill('SIGKILL')
  })
  return new Promise((resolve) => child.on('exit', (code) => resolve(code === 0)))
}

test('a reader that is killed again and again has handled every event exactly once', async () => {
  await append(2000)
  let kills = 0
  for (let after = 3; !(await readInProcess(after)); after += 17) kills += 1
  expect(kills).toBeGreaterThan(1)
  expect(await noted()).toEqual({ all: 2000, different: 2000 })
})

test('two readers of one name share the work, and neither does it twice', async () => {
  const second = openDatabase(county.url, { max: 4 })
  const others = startReaders({ ...county.house, db: second.kysely }, [noter])
  readers = startReaders(county.house, [noter])
  for (let i = 0; i < 20; i++) {
    await append(50)
    county.house.wake()
  }
  await readers.idle()
  await others.stop()
  await second.close()
  expect(await noted()).toEqual({ all: 1000, different: 1000 })
})

test('while one is at work for a reader, the other is told so and does nothing', async () => {
  await append(1)
  const [begun, working] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow: EventSubscriber = {
    ...noter,
    handle: async (ctx, events) => {
      begun.resolve()
      await working.promise
      await note(ctx, events)
    },
  }
  // Until the event is below the horizon: other tests' transactions on the same server may hold it up.
  const first = (async () => {
    for (;;) {
      const done = await advance(county.house, slow)
      if (done.handled > 0) return done
    }
  })()
  await begun.promise
  expect((await advance(county.house, noter)).isTaken).toBe(true)
  working.resolve()
  expect((await first).handled).toBe(1)
  expect(await noted()).toEqual({ all: 1, different: 1 })
})

test('a handler that throws leaves no trace, is tried again, shows in the states, and keeps nobody else', async () => {
  let tries = 0
  const shaky: EventSubscriber = {
    id: 'test.shaky',
    wants: ['trial.happened'],
    handle: async (ctx, events) => {
      await note(ctx, events)
      tries += 1
      if (tries < 3) throw new Error('the carrier is away')
    },
  }
  const seen: string[] = []
  const steady: EventSubscriber = {
    id: 'test.steady',
    wants: ['*'],
    handle: async (_, events) => void seen.push(...events.map((e) => e.id)),
  }
  await append(5)
  readers = startReaders(county.house, [shaky, steady])
  await vi.waitFor(() => expect(readers?.states()[0]?.failures).toBeGreaterThan(0))
  expect(readers.states()[0]?.fault).toContain('the carrier is away')
  await vi.waitFor(() => expect(seen).toHaveLength(5))
  await vi.waitFor(() => expect(readers?.states()[0]).toMatchObject({ failures: 0, fault: null, handled: 5 }), 10_000)
  expect(await noted()).toEqual({ all: 5, different: 5 })
  expect(county.faults).toContainEqual(expect.objectContaining({ reader: 'test.shaky' }))
})

test('an event that no handler survives is left alone at last, with all before it handled', async () => {
  await append(30)
  await append(1, 'trial.poison')
  await append(3)
  const picky: EventSubscriber = {
    id: 'test.picky',
    wants: ['*'],
    handle: async (ctx, events) => {
      if (events.some((e) => e.type === 'trial.poison')) throw new Error('cannot')
      await note(ctx, events)
    },
  }
  readers = startReaders(county.house, [picky])
  await vi.waitFor(async () => expect((await noted()).all).toBe(30), 10_000)
  await expect(readers.idle()).rejects.toThrow('test.picky cannot read on')
})

test('idle waits for what an older transaction keeps back', async () => {
  readers = startReaders(county.house, [noter])
  const client = await county.database.pool.connect()
  await client.query('begin')
  await client.query('select pg_current_xact_id()')
  await append(4)
  const idle = readers.idle()
  const order: string[] = []
  void idle.then(() => order.push('idle'))
  await vi.waitFor(() => expect(readers?.states()[0]?.handled).toBe(0))
  order.push('commit')
  await client.query('commit')
  client.release()
  await idle
  expect(order).toEqual(['commit', 'idle'])
  expect((await noted()).all).toBe(4)
})

test('the bells of two processes ring together, also after the line broke', async () => {
  const here = { ...county.house }
  const there = { ...county.house }
  const bells = [connectBells(here, county.url), connectBells(there, county.url)]
  let heard = 0
  bellOf(there).listen(() => {
    heard += 1
  })
  await vi.waitFor(() => {
    here.wake()
    expect(heard).toBeGreaterThan(1)
  })
  await county.database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`,
  )
  const before = heard
  await vi.waitFor(() => {
    here.wake()
    expect(heard).toBeGreaterThan(before + 2)
  }, 10_000)
  for (const each of bells) await each.stop()
})

test('events of another database, copied in as text, are noticed instead of waited for in silence', async () => {
  await append(1)
  await county.asOwner(`update events set xid = '999999999999'::xid8`)
  readers = startReaders(county.house, [noter])
  await vi.waitFor(() => expect(JSON.stringify(county.faults)).toContain('another database'))
})
