// Named readers of events, each with a cursor of its own, moved in the transaction of what the reader does.
import { sql } from 'kysely'
import { invariant } from '../../contract/errors.ts'
import type { Subscriber } from '../../contract/module.ts'
import { type Ctx, clockContext, type House, inTransaction } from '../context.ts'
import { type Loop, type LoopState, startLoop } from './loop.ts'
import { beginning, type Cursor, type EventRecord, isFromElsewhere, readEvents } from './reader.ts'

export type EventSubscriber = Subscriber<Ctx, EventRecord>

export interface Step {
  /** Events handled, unwanted ones left out. */
  handled: number
  /** More can be read at once. */
  isFull: boolean
  /** Something committed is kept back by an older transaction. */
  isHeld: boolean
  /** Another process is at work for this reader. */
  isTaken: boolean
}

/** Most events in one transaction of a reader. */
const batchSize = 1000

/**
 * Reads one batch and lets the subscriber handle it in the transaction that moves its cursor: both happen or neither,
 * and in one process at a time.
 * @throws whatever the handler throws; nothing has happened then
 */
export function advance(house: House, subscriber: EventSubscriber, limit = batchSize): Promise<Step> {
  return inTransaction(clockContext(house, subscriber.id), async (ctx) => {
    if (!(await lockReader(ctx, subscriber.id))) return { handled: 0, isFull: false, isHeld: false, isTaken: true }
    const from = await cursorOf(ctx.db, subscriber.id)
    const batch = await readEvents(ctx.db, from, { limit, wants: subscriber.wants })
    if (batch.events.length > 0) await subscriber.handle(ctx, batch.events)
    if (batch.cursor !== from) await moveCursor(ctx, subscriber.id, from, batch.cursor)
    return { handled: batch.events.length, isFull: batch.isFull, isHeld: batch.isHeld, isTaken: false }
  })
}

/** Any number, the same in every process. */
const lockClass = 431_227

/**
 * Takes the turn of a reader until the end of the transaction; false when another process has it.
 * An advisory lock and not the cursor's row: locking a row gives the transaction an id, and the horizon of every other
 * reader would stand still for as long as this one works.
 */
export async function lockReader(ctx: Ctx, reader: string): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${lockClass}, hashtext(${reader}))
    as got`.execute(ctx.db)
  return rows[0]?.got ?? false
}

/** How far a reader has come; the beginning when it has never read. */
export async function cursorOf(db: Ctx['db'], reader: string): Promise<Cursor> {
  const row = await db
    .selectFrom('event_cursors')
    .select(['xid', 'seq'])
    .where('reader', '=', reader)
    .executeTakeFirst()
  return row ?? beginning
}

/** Moves a reader's cursor, in the transaction of what it did. */
export async function moveCursor(ctx: Ctx, reader: string, from: Cursor, to: Cursor): Promise<void> {
  const moved_at = ctx.now()
  const moved = await ctx.db
    .insertInto('event_cursors')
    .values({ reader, ...to, moved_at })
    .onConflict((c) =>
      c
        .column('reader')
        .doUpdateSet({ ...to, moved_at })
        .where('event_cursors.xid', '=', from.xid)
        .where('event_cursors.seq', '=', from.seq),
    )
    .executeTakeFirst()
  invariant(moved.numInsertedOrUpdatedRows === 1n, `the cursor of ${reader} was moved by somebody else`)
}

export interface ReaderState extends LoopState {
  /** Events handled since the start of the process. */
  handled: number
}

export interface Readers {
  stop(): Promise<void>
  /** Resolves when everything committed before the call has been handled. @throws while a subscriber fails */
  idle(): Promise<void>
  /** For metrics: one for each subscriber. */
  states(): ReaderState[]
}

// Counters and proposals may be a moment behind; under load bigger batches leave the machine to the writers.
const gapMs = 250

/** Starts all subscribers. Each reads by itself: one that fails or is slow does not keep the others. */
export function startReaders(house: House, subscribers: readonly EventSubscriber[]): Readers {
  void warnOfElsewhere(house)
  const readers = subscribers.map((subscriber) => readOn(house, subscriber))
  return {
    stop: async () => {
      await Promise.all(readers.map(({ loop }) => loop.stop()))
    },
    idle: async () => {
      await Promise.all(readers.map(({ loop }) => loop.idle()))
    },
    states: () => readers.map(({ loop, handled }) => ({ ...loop.state, handled: handled() })),
  }
}

function readOn(house: House, subscriber: EventSubscriber): { loop: Loop; handled: () => number } {
  let handled = 0
  const round = async (failures: number) => {
    // After a failure smaller and smaller, until the event at fault stands alone and all before it are handled.
    const step = await advance(house, subscriber, Math.max(1, Math.floor(batchSize / 10 ** failures)))
    handled += step.handled
    if (step.isFull) return 'full'
    return step.isTaken || step.isHeld ? 'held' : 'done'
  }
  return { loop: startLoop(house, { id: subscriber.id, gapMs: () => gapMs, round }), handled: () => handled }
}

async function warnOfElsewhere(house: House): Promise<void> {
  const advice = 'the events come from another database: move its files, or raise the transaction counter (pg_resetwal)'
  const isElsewhere = await isFromElsewhere(house.db).catch(() => false)
  if (isElsewhere) house.log.error({ advice }, 'events cannot be read')
}
