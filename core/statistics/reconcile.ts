// Recounts everything from the matters and puts right what the counters have wrong, saying what that was.
import { sql } from 'kysely'
import type { Count } from '../../contract/derive/statistics.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { Division } from '../divisions/tree.ts'
import { type EventRecord, isAfter } from '../events/reader.ts'
import { cursorOf, lockReader } from '../events/subscribers.ts'
import { countersReader, deepest, foldEvents, moveCounters } from './counters.ts'
import { recountEnded, recountOpened } from './recount.ts'
import { countyLevel } from './scope.ts'
import { measuresBySlot, slotsOf } from './slots.ts'
import { type Move, makeTally, type Tally } from './tally.ts'

export interface Difference {
  divisionId: number
  kind: string
  period: string
  measure: string
  /** What the counter says, with the changes it has not read yet. */
  kept: number
  /** What the matters say. */
  counted: number
}

export interface Reconciled {
  /** Rows of counters compared. */
  compared: number
  /** Amounts that differed. */
  differences: number
  /** The first of them. */
  examples: Difference[]
}

const mostExamples = 20
const eventsAtOnce = 5000
const movesAtOnce = 2000

/**
 * Compares every counter with a recount, and repairs those that differ. Nothing is stopped meanwhile: one snapshot holds
 * matters, counters and the events the counters have still to read, and a repair is a difference added like any other.
 */
export async function reconcile(ctx: Ctx): Promise<Reconciled> {
  return inTransaction({ ...ctx, db: ctx.house.db }, async (turn) => {
    // Two at once would both add the same repair. The turn is held without doing anything in this transaction.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(turn.db)
    const result: Reconciled = { compared: 0, differences: 0, examples: [] }
    if (!(await lockReader(turn, 'core.reconcile'))) return result
    await compareInSnapshot(ctx, result)
    if (result.differences > 0) ctx.house.log.error(result, 'counters differed from the matters and were put right')
    return result
  })
}

const compareInSnapshot = (ctx: Ctx, result: Reconciled) =>
  ctx.house.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      await sql`set local statement_timeout = 0`.execute(db)
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(db)
      await compareAll({ ...ctx, db }, result)
    })

/** A division above the counties whose counties are being counted. */
interface Open {
  division: Division
  tally: Tally
}

/**
 * County by county in the order of paths, so that no more than one county, prefecture, province and the nation lie in
 * memory at once: what is above a county is compared when its last county has been.
 */
async function compareAll(ctx: Ctx, result: Reconciled): Promise<void> {
  const pending = Map.groupBy(await pendingMoves(ctx), (move) => move.divisionId)
  const open: Open[] = []
  const closeUntil = async (path: string) => {
    for (let last = open.at(-1); last && !path.startsWith(last.division.path); last = open.at(-1)) {
      open.pop()
      await compare(ctx, { counted: last.tally, pending, divisionId: last.division.id, countyId: null }, result)
    }
  }
  for (const county of await countedCounties(ctx)) {
    await closeUntil(county.path)
    for (const division of ctx.house.divisions.tree.ancestors(county.id).slice(0, -1))
      if (!open.some((o) => o.division.id === division.id)) open.push({ division, tally: makeTally() })
    const counted = makeTally()
    for (const k of ctx.house.kinds.values()) await countCounty(ctx, k, county.id, counted, open)
    await compare(ctx, { counted, pending, divisionId: county.id, countyId: county.id }, result)
  }
  await closeUntil('')
}

async function countCounty(ctx: Ctx, k: AnyMatterKind, countyId: number, own: Tally, open: readonly Open[]) {
  const where = sql<boolean>`m.county_id = ${countyId}`
  const rows = [
    ...(await recountOpened(ctx.db, k, where, 'township_id')),
    ...(await recountEnded(ctx.db, k, where, 'township_id')),
  ]
  const county = { divisionId: countyId, countyId }
  for (const { place, ...count } of rows) {
    own.add(county, k.kind, count)
    if (place !== null && deepest[count.grain] > countyLevel) own.add({ divisionId: place, countyId }, k.kind, count)
    for (const { division, tally } of open) tally.add({ divisionId: division.id, countyId: null }, k.kind, count)
  }
}

/** The counties that have matters or counters, in the order of their paths. */
async function countedCounties(ctx: Ctx): Promise<Division[]> {
  const { rows } = await sql<{ county_id: number }>`
    select distinct county_id from matters union select distinct county_id from counters where county_id is not null`.execute(
    ctx.db,
  )
  const counties = rows.flatMap((row) => ctx.house.divisions.tree.find(row.county_id) ?? [])
  return counties.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** What the counters have still to read: the events after their cursor that this snapshot shows. */
async function pendingMoves(ctx: Ctx): Promise<Move[]> {
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
    if (!last || events.length < eventsAtOnce) return tally.moves()
    after = { xid: last.xid, seq: last.seq }
  }
}

interface Compared {
  counted: Tally
  pending: ReadonlyMap<number, readonly Move[]>
  divisionId: number
  /** With a county, all of its divisions are compared; without, only the division itself. */
  countyId: number | null
}

async function compare(ctx: Ctx, { counted, pending, divisionId, countyId }: Compared, result: Reconciled) {
  const kept = await keptMoves(ctx, divisionId, countyId)
  const expected = counted.moves()
  const divisions = new Set([divisionId, ...kept.map((m) => m.divisionId), ...expected.map((m) => m.divisionId)])
  if (countyId !== null) for (const [id, moves] of pending) if (moves[0]?.countyId === countyId) divisions.add(id)
  const says = [...kept, ...[...divisions].flatMap((id) => pending.get(id) ?? [])]
  const repairs = difference(expected, says)
  result.compared += Math.max(kept.length, expected.length)
  for (const move of repairs) tell(result, move, says)
  // Outside the snapshot, which only reads.
  for (let i = 0; i < repairs.length; i += movesAtOnce)
    await inTransaction({ ...ctx, db: ctx.house.db }, (tx) => moveCounters(tx, repairs.slice(i, i + movesAtOnce)))
}

/** How much must be added to what is kept, to make it what is expected. */
function difference(expected: readonly Move[], kept: readonly Move[]): Move[] {
  const tally = makeTally()
  const addAll = (moves: readonly Move[], sign: 1 | -1) => {
    for (const { kind, grain, period, amounts, ...place } of moves)
      for (const [measure, n] of amounts) tally.add(place, kind, { grain, period, measure, n: sign * n })
  }
  addAll(expected, 1)
  addAll(kept, -1)
  return tally.moves()
}

function tell(result: Reconciled, repair: Move, says: readonly Move[]): void {
  result.differences += repair.amounts.size
  if (result.examples.length >= mostExamples) return
  const same = says.filter((m) => m.divisionId === repair.divisionId && m.kind === repair.kind)
  const here = same.filter((m) => m.grain === repair.grain && m.period === repair.period)
  for (const [measure, n] of repair.amounts) {
    const kept = here.reduce((sum, m) => sum + (m.amounts.get(measure) ?? 0), 0)
    const { divisionId, kind, period } = repair
    if (result.examples.length < mostExamples)
      result.examples.push({ divisionId, kind, period, measure, kept, counted: kept + n })
  }
}

/** The counters as they are, as the moves that would make them. */
async function keptMoves(ctx: Ctx, divisionId: number, countyId: number | null): Promise<Move[]> {
  const kinds = [...ctx.house.kinds.keys()]
  const query = ctx.db
    .selectFrom('counters')
    .select(['division_id', 'county_id', 'kind', 'grain', 'period', 'n'])
    .where('kind', 'in', kinds)
  const rows = await (countyId === null
    ? query.where('division_id', '=', divisionId)
    : query.where('division_id', 'in', (q) =>
        q
          .selectFrom('divisions')
          .select('id')
          .where((w) => w.or([w('id', '=', countyId), w('parent_id', '=', countyId)])),
      )
  ).execute()
  const measures = new Map<string, string[]>()
  for (const kind of kinds) measures.set(kind, measuresBySlot(await slotsOf(ctx, kind)))
  return rows.map(({ division_id, county_id, kind, grain, period, n }) => ({
    divisionId: division_id,
    countyId: county_id,
    kind,
    grain: grain as Count['grain'],
    period,
    amounts: new Map(n.flatMap((amount, i) => (amount ? [[measures.get(kind)?.[i] as string, amount] as const] : []))),
  }))
}
