// Recounts everything from the matters and puts right what the counters have wrong, saying what that was.
import { sql } from 'kysely'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { type EventRecord, isAfter } from '../events/reader.ts'
import { cursorOf, lockReader } from '../events/subscribers.ts'
import { countedIn, countersReader, type Delta, foldEvents, makeTally, moveCounters, type Tally } from './counters.ts'
import { recount } from './recount.ts'

export interface Difference extends Omit<Delta, 'n'> {
  /** What the counter says, with the changes it has not read yet. */
  kept: number
  /** What the matters say. */
  counted: number
}

export interface Reconciled {
  /** Counters compared. */
  compared: number
  differences: number
  /** The first of them. */
  examples: Difference[]
}

const mostExamples = 20
const eventsAtOnce = 5000

/**
 * Compares every counter with a recount, and repairs those that differ. Nothing is stopped meanwhile: one snapshot holds
 * matters, counters and the events the counters have still to read, and a repair is a difference added like any other.
 */
export async function reconcile(ctx: Ctx): Promise<Reconciled> {
  return inTransaction({ ...ctx, db: ctx.house.db }, async (turn) => {
    // Two at once would both add the same repair. The turn is held without doing anything in this transaction.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(turn.db)
    if (!(await lockReader(turn, 'core.reconcile'))) return { compared: 0, differences: 0, examples: [] }
    const wrong = await compareInSnapshot(ctx)
    const repairs = wrong.differences.map(({ kept, counted, ...key }) => ({ ...key, n: counted - kept }))
    await moveCounters(ctx.house.db, repairs)
    const examples = wrong.differences.slice(0, mostExamples)
    const result = { compared: wrong.compared, differences: wrong.differences.length, examples }
    if (repairs.length > 0) ctx.house.log.error(result, 'counters differed from the matters and were put right')
    return result
  })
}

const compareInSnapshot = (ctx: Ctx) =>
  ctx.house.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      await sql`set local statement_timeout = 0`.execute(db)
      return compareAll({ ...ctx, db })
    })

async function compareAll(ctx: Ctx): Promise<{ compared: number; differences: Difference[] }> {
  const pending = await pendingTally(ctx)
  const above = makeTally()
  const differences: Difference[] = []
  let compared = 0
  const compare = async (counted: Tally, countyId: number | null) => {
    const found = await compareTally(ctx, counted, pending, countyId)
    compared += found.compared
    differences.push(...found.differences)
  }
  // County by county, so that a nation's counters never lie in memory at once; the levels above add up on the way.
  for (const countyId of await countedCounties(ctx)) {
    const counted = makeTally()
    for (const k of ctx.house.kinds.values()) await countCounty(ctx, k, countyId, counted, above)
    await compare(counted, countyId)
  }
  await compare(above, null)
  return { compared, differences }
}

async function countCounty(ctx: Ctx, k: AnyMatterKind, countyId: number, own: Tally, above: Tally): Promise<void> {
  const places = countedIn(ctx.house.divisions.tree.get(countyId).path, countyId)
  for (const { month, measure, n } of await recount(ctx.db, k, sql<boolean>`m.county_id = ${countyId}`, 'county_id')) {
    for (const place of places)
      (place.countyId === null ? above : own).add({ ...place, month, kind: k.kind, measure }, n)
  }
}

async function countedCounties(ctx: Ctx): Promise<number[]> {
  const { rows } = await sql<{ county_id: number }>`
    select distinct county_id from matters union select distinct county_id from counters where county_id is not null
    order by county_id`.execute(ctx.db)
  return rows.map((row) => row.county_id)
}

/** What the counters have still to read: the events after their cursor that this snapshot shows. */
async function pendingTally(ctx: Ctx): Promise<Tally> {
  const tally = makeTally()
  let after = await cursorOf(ctx.db, countersReader)
  for (;;) {
    const events = await ctx.db
      .selectFrom('events')
      .select(['xid', 'seq', 'county_id', 'path', 'data', 'was', 'now'])
      .where(isAfter(after))
      .orderBy('xid')
      .orderBy('seq')
      .limit(eventsAtOnce)
      .$castTo<Pick<EventRecord, 'xid' | 'seq' | 'county_id' | 'path' | 'data' | 'was' | 'now'>>()
      .execute()
    foldEvents(ctx.house.kinds, events, tally)
    const last = events.at(-1)
    if (!last || events.length < eventsAtOnce) return tally
    after = { xid: last.xid, seq: last.seq }
  }
}

async function compareTally(ctx: Ctx, counted: Tally, pending: Tally, countyId: number | null) {
  const both = makeTally()
  const keptBy = new Map<string, number>()
  const keyOf = (d: Omit<Delta, 'n'>) => `${d.divisionId} ${d.month} ${d.kind} ${d.measure}`
  const kinds = [...ctx.house.kinds.keys()]
  const kept = await ctx.db
    .selectFrom('counters')
    .select(['division_id as divisionId', 'county_id as countyId', 'month', 'kind', 'measure', 'n'])
    .where('county_id', 'is not distinct from', countyId)
    .where('kind', 'in', kinds)
    .execute()
  const keep = (d: Delta) => {
    keptBy.set(keyOf(d), (keptBy.get(keyOf(d)) ?? 0) + d.n)
    both.add(d, -d.n)
  }
  for (const d of kept) keep(d)
  for (const d of pending.deltas()) if (d.countyId === countyId) keep(d)
  const expected = counted.deltas()
  for (const d of expected) both.add(d, d.n)
  const differences = both.deltas().map(({ n, ...key }): Difference => {
    const keptN = keptBy.get(keyOf(key)) ?? 0
    return { ...key, kept: keptN, counted: keptN + n }
  })
  return { compared: Math.max(expected.length, kept.length), differences }
}
