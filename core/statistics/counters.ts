// Moves the counters by what events say: folded in memory, written once a batch, in the transaction of the cursor.
import { CompiledQuery } from 'kysely'
import { type CountedFacts, countsOf, type Grain } from '../../contract/derive/statistics.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { levels } from '../../contract/posts.ts'
import type { Ctx } from '../context.ts'
import type { EventRecord } from '../events/reader.ts'
import { rowOf } from '../events/row-facts.ts'
import type { EventSubscriber } from '../events/subscribers.ts'
import { type Slots, slotsFor, widthOf } from './slots.ts'
import { type Move, makeTally, type Place, type Tally } from './tally.ts'

/** The deepest level with counters of its own; below it, the matters themselves are asked. */
export const deepest: Readonly<Record<Grain, number>> = {
  month: levels.indexOf('township'),
  day: levels.indexOf('county'),
}

const countyLevel = levels.indexOf('county')

/** The divisions a path names that have counters of a grain. */
export function placesOn(path: string, countyId: number, grain: Grain): Place[] {
  const ids = path.split('/').filter(Boolean).map(Number)
  const county = ids.indexOf(countyId)
  return ids
    .slice(0, county + 1 + deepest[grain] - countyLevel)
    .map((divisionId, i) => ({ divisionId, countyId: i < county ? null : countyId }))
}

/** Adds what the events changed: what they say now, less what they said before. Other events change nothing. */
export function foldEvents(
  kinds: ReadonlyMap<string, AnyMatterKind>,
  events: readonly Pick<EventRecord, 'county_id' | 'path' | 'data' | 'was' | 'now'>[],
  tally: Tally = makeTally(),
): Tally {
  const add = (facts: CountedFacts | null, path: string, countyId: number, sign: 1 | -1) => {
    const k = facts ? kinds.get(facts.kind) : undefined
    if (!facts || !k) return
    const places = { month: placesOn(path, countyId, 'month'), day: placesOn(path, countyId, 'day') }
    for (const count of countsOf(k, datedFacts(facts)))
      for (const place of places[count.grain]) tally.add(place, facts.kind, { ...count, n: sign * count.n })
  }
  for (const event of events) {
    const left = rowOf(event)?.left
    add(event.was, left?.path ?? event.path, left?.countyId ?? event.county_id, -1)
    add(event.now, event.path, event.county_id, 1)
  }
  return tally
}

/** Events of before days were counted tell only the month: they stand on its first day until the nightly recount. */
const datedFacts = (facts: CountedFacts & { month?: string }): CountedFacts =>
  facts.day === undefined && facts.month !== undefined ? { ...facts, day: facts.month, ended: null } : facts

/** Moves the counters, in the transaction of `ctx` when there is one. Nothing is taken away: what comes down to 0 stays. */
export async function moveCounters(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  for (const [kind, ofKind] of Map.groupBy(moves, (move) => move.kind)) {
    const k = ctx.house.kinds.get(kind)
    if (!k) continue
    const slots = await slotsFor(
      ctx,
      k,
      ofKind.flatMap((move) => [...move.amounts.keys()]),
    )
    for (const grain of ['month', 'day'] as const)
      await writeMoves(
        ctx,
        { kind, grain, slots, width: widthOf(k, slots, grain) },
        ofKind.filter((move) => move.grain === grain),
      )
  }
}

interface Written {
  kind: string
  grain: Grain
  slots: Slots
  width: number
}

async function writeMoves(ctx: Ctx, { kind, grain, slots, width }: Written, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  // Always in one order, so that two who move the same counters wait for each other and never in a circle.
  const text = `insert into counters as c (division_id, county_id, kind, grain, period, n)
    select d.division_id, d.county_id, $1, $2, d.period, d.n::bigint[]
    from unnest($3::int[], $4::int[], $5::date[], $6::text[]) as d (division_id, county_id, period, n)
    order by d.division_id, d.period
    on conflict (division_id, kind, grain, period) do update set n = ${sumOfArrays(width)}`
  const values = [
    kind,
    grain,
    moves.map((move) => move.divisionId),
    moves.map((move) => move.countyId),
    moves.map((move) => move.period),
    moves.map((move) => arrayText(move, slots)),
  ]
  await ctx.db.executeQuery(CompiledQuery.raw(text, values))
}

/** Written out place by place: an array function would have to be called for each row and costs five times as much. */
function sumOfArrays(width: number): string {
  const places = Array.from(
    { length: width },
    (_, i) => `coalesce(c.n[${i + 1}], 0) + coalesce(excluded.n[${i + 1}], 0)`,
  )
  return `array[${places.join(', ')}]`
}

/** The amounts as an array of the database, as long as it must be. */
function arrayText({ amounts }: Move, slots: Slots): string {
  const n: number[] = []
  for (const [measure, amount] of amounts) n[(slots.get(measure) as number) - 1] = amount
  return `{${Array.from(n, (amount) => amount ?? 0).join(',')}}`
}

export const countersReader = 'core.counters'

/** The reader that keeps the counters: exactly once, about a second behind. */
export const counters: EventSubscriber = {
  id: countersReader,
  wants: ['*'],
  handle: (ctx, events) => moveCounters(ctx, foldEvents(ctx.house.kinds, events).moves()),
}
