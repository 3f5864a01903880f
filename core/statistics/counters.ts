// Moves the counters by what events say: folded in memory, written once a batch, in the transaction of the cursor.
import { sql } from 'kysely'
import { type CountedFacts, measuresOf } from '../../contract/derive/statistics.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import type { EventRecord } from '../events/reader.ts'
import { rowOf } from '../events/row-facts.ts'
import type { EventSubscriber } from '../events/subscribers.ts'

/** One counter and how much it moves. */
export interface Delta {
  divisionId: number
  /** Null above the counties. */
  countyId: number | null
  month: string
  kind: string
  measure: string
  n: number
}

/** Amounts by counter; what cancels out stays as 0 and is not written. */
export interface Tally {
  add(key: Omit<Delta, 'n'>, n: number): void
  deltas(): Delta[]
}

/** An empty tally. */
export function makeTally(): Tally {
  const kept = new Map<string, Delta>()
  return {
    add: (key, n) => {
      const id = `${key.divisionId} ${key.month} ${key.kind} ${key.measure}`
      const known = kept.get(id)
      if (known) known.n += n
      else kept.set(id, { ...key, n })
    },
    deltas: () => [...kept.values()].filter((d) => d.n !== 0),
  }
}

/** The divisions a matter is counted in: from the nation to its county. Below, the facts themselves are asked. */
export function countedIn(path: string, countyId: number): { divisionId: number; countyId: number | null }[] {
  const ids = path.split('/').filter(Boolean).map(Number)
  const above = ids.slice(0, ids.indexOf(countyId))
  return [...above.map((divisionId) => ({ divisionId, countyId: null })), { divisionId: countyId, countyId }]
}

/** Adds what the events changed: what they say now, less what they said before. Other events change nothing. */
export function foldEvents(
  kinds: ReadonlyMap<string, AnyMatterKind>,
  events: readonly Pick<EventRecord, 'county_id' | 'path' | 'data' | 'was' | 'now'>[],
  tally: Tally = makeTally(),
): Tally {
  const count = (facts: CountedFacts | null, path: string, countyId: number, sign: 1 | -1) => {
    const k = facts ? kinds.get(facts.kind) : undefined
    if (!facts || !k) return
    const measures = Object.entries(measuresOf(k, facts))
    for (const place of countedIn(path, countyId))
      for (const [measure, n] of measures)
        tally.add({ ...place, month: facts.month, kind: facts.kind, measure }, sign * n)
  }
  for (const event of events) {
    const left = rowOf(event)?.left
    count(event.was, left?.path ?? event.path, left?.countyId ?? event.county_id, -1)
    count(event.now, event.path, event.county_id, 1)
  }
  return tally
}

/** Moves the counters. A counter that comes down to 0 stays: it costs nothing, and a missing one reads as 0. */
export async function moveCounters(db: Ctx['db'], deltas: readonly Delta[]): Promise<void> {
  if (deltas.length === 0) return
  const column = <K extends keyof Delta>(name: K) => deltas.map((d) => d[name])
  // Always in one order, so that two who move the same counters wait for each other and never in a circle.
  await sql`insert into counters as c (division_id, county_id, month, kind, measure, n)
    select * from unnest(${column('divisionId')}::int[], ${column('countyId')}::int[], ${column('month')}::date[],
      ${column('kind')}::text[], ${column('measure')}::text[], ${column('n')}::bigint[])
      as d (division_id, county_id, month, kind, measure, n)
    order by division_id, kind, month, measure
    on conflict (division_id, kind, month, measure) do update set n = c.n + excluded.n`.execute(db)
}

export const countersReader = 'core.counters'

/** The reader that keeps the counters: exactly once, about a second behind. */
export const counters: EventSubscriber = {
  id: countersReader,
  wants: ['*'],
  handle: (ctx, events) => moveCounters(ctx.db, foldEvents(ctx.house.kinds, events).deltas()),
}
