// Seals events into a chain for each county, so that `verify` can tell when one was changed, taken out or put in.
import { sql } from 'kysely'
import { type Ctx, clockContext, type House, inTransaction } from '../context.ts'
import { eventDigest, sealHash } from './digest.ts'
import { type Cursor, type EventRecord, readEvents } from './reader.ts'
import { cursorOf, lockReader, moveCursor } from './subscribers.ts'

export const sealsReader = 'core.seals'

/** Most events in one seal, and in one transaction. */
const mostInSeal = 5000

/** Most batches in one run: a longer backlog, as after a bulk import, is worked off run by run. */
const mostBatches = 40

/** The hash before the first seal of a county. */
export const noSeal = ''

/**
 * Seals all events below the horizon that are not sealed yet, county by county, oldest first.
 * Safe in several processes at once. Returns how many events were sealed.
 */
export async function sealEvents(house: House): Promise<number> {
  const ctx = clockContext(house, sealsReader)
  let sealed = 0
  for (let batches = 0; batches < mostBatches; batches++) {
    const { n, isFull } = await inTransaction(ctx, sealBatch)
    sealed += n
    if (!isFull) break
  }
  return sealed
}

async function sealBatch(ctx: Ctx): Promise<{ n: number; isFull: boolean }> {
  if (!(await lockReader(ctx, sealsReader))) return { n: 0, isFull: false }
  const from = await cursorOf(ctx.db, sealsReader)
  const batch = await readEvents(ctx.db, from, { limit: mostInSeal })
  for (const [countyId, events] of Map.groupBy(batch.events, (e) => e.county_id))
    await sealCounty(ctx, countyId, events)
  if (batch.cursor !== from) await moveCursor(ctx, sealsReader, from, batch.cursor)
  return { n: batch.events.length, isFull: batch.isFull }
}

/** Adds one link to a county's chain. */
async function sealCounty(ctx: Ctx, countyId: number, events: readonly EventRecord[]): Promise<void> {
  const before = await lastSeal(ctx.db, countyId)
  const seqs = events.map((e) => e.seq)
  const leaves = leavesOf(ctx.house.secret, events)
  const last = events.at(-1) as Cursor
  await ctx.db
    .insertInto('event_seals')
    .values({
      county_id: countyId,
      no: (before?.no ?? 0) + 1,
      sealed_at: ctx.now(),
      last_xid: last.xid,
      last_seq: last.seq,
      seqs,
      leaves,
      hash: sealHash(ctx.house.secret, before?.hash ?? noSeal, seqs, leaves),
    })
    .execute()
}

const lastSeal = (db: Ctx['db'], countyId: number) =>
  db
    .selectFrom('event_seals')
    .select(['no', 'hash'])
    .where('county_id', '=', countyId)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Bytes of one event's digest in a seal. */
export const leafBytes = 32

/** The digests of events one after another. */
export const leavesOf = (secret: string, events: readonly EventRecord[]): Buffer =>
  Buffer.concat(events.map((e) => Buffer.from(eventDigest(secret, e), 'hex')))

/** How old the oldest event is that no seal covers yet, in seconds; 0 when all are sealed. For metrics. */
export async function unsealedFor(ctx: Ctx): Promise<number> {
  const cursor = await cursorOf(ctx.db, sealsReader)
  const { rows } = await sql<{ at: Date }>`select at from events
    where (xid, seq) > (${cursor.xid}::xid8, ${cursor.seq}::bigint) order by xid, seq limit 1`.execute(ctx.db)
  const oldest = rows[0]?.at
  return oldest ? Math.max(0, (ctx.now().getTime() - oldest.getTime()) / 1000) : 0
}
