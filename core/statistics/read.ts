// Reads the counters: sums over months by division, and the counts of single days or months.
import { sql } from 'kysely'
import type { Grain } from '../../contract/derive/statistics.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import { countersReader } from './counters.ts'
import { firstDay, monthAfter, type Scope } from './scope.ts'
import { measuresBySlot, type Slots, slotsOf } from './slots.ts'

type Range = Pick<Scope, 'from' | 'to'>
/** Measure to amount; what is not there is 0. */
export type Amounts = ReadonlyMap<string, number>

/** Up to when the counters have read: now when nothing waits for them. Ask before reading them. */
export async function countersAsOf(ctx: Ctx): Promise<Date> {
  const now = ctx.now()
  const { rows } = await sql<{ waits: Date | null; moved: Date | null }>`
    select c.moved_at as moved, (select e.at from events e
      where (e.xid, e.seq) > (coalesce(c.xid, '0'::xid8), coalesce(c.seq, 0)) order by e.xid, e.seq limit 1) as waits
    from (select 1) one left join event_cursors c on c.reader = ${countersReader}`.execute(ctx.db)
  const [row] = rows
  return row?.waits ? (row.moved ?? row.waits) : now
}

/** Sums of measures over a range of months, by division. Without `measures`, of all there are. */
export async function sumsOf(
  ctx: Ctx,
  k: AnyMatterKind,
  divisionIds: readonly number[],
  range: Range,
  measures?: readonly string[],
): Promise<Map<number, Amounts>> {
  const slots = await slotsOf(ctx, k.kind)
  const wanted = [...slots].filter(([measure]) => !measures || measures.includes(measure))
  if (divisionIds.length === 0 || wanted.length === 0) return new Map()
  const sums = sql.join(wanted.map(([, slot]) => sql`coalesce(sum(n[${sql.lit(slot)}]), 0)::bigint`))
  const { rows } = await sql<{ id: number; n: number[] }>`select division_id as id, array[${sums}] as n from counters
    where division_id = any(${[...divisionIds]}::int[]) and kind = ${k.kind} and ${within('month', range)}
    group by division_id`.execute(ctx.db)
  return new Map(rows.map(({ id, n }) => [id, new Map(wanted.map(([measure], i) => [measure, n[i] as number]))]))
}

/** The counts of days or months: which periods there are, and the measures of each at the place that `slots` gives. */
export interface Periods {
  slots: Slots
  periods: readonly string[]
  rows: readonly (readonly number[])[]
}

/** The counts of each day or month of a division. Periods in which nothing was counted are absent. */
export async function periodsOf(
  ctx: Ctx,
  k: AnyMatterKind,
  divisionId: number,
  grain: Grain,
  range: Range,
): Promise<Periods> {
  const slots = await slotsOf(ctx, k.kind)
  // Two texts for all: five years of days as rows of arrays take longer to take apart than to read.
  const { rows } = await sql<{ periods: string | null; counts: string }>`
    select string_agg(period::text, '","') as periods, string_agg(array_to_string(n, ',', '0'), '],[') as counts from (
      select period, n from counters where division_id = ${divisionId} and kind = ${k.kind} and ${within(grain, range)}
      order by period) found`.execute(ctx.db)
  const [found] = rows
  if (!found?.periods) return { slots, periods: [], rows: [] }
  return { slots, periods: JSON.parse(`["${found.periods}"]`), rows: JSON.parse(`[[${found.counts}]]`) }
}

/** What a measure is at in a row; 0 beyond its end. */
export const amountAt = (row: readonly number[], slot: number | undefined): number =>
  slot === undefined ? 0 : (row[slot - 1] ?? 0)

/** Period to the amounts that were counted in it. */
export function amountsByPeriod({ slots, periods, rows }: Periods): Map<string, Amounts> {
  const measures = measuresBySlot(slots)
  return new Map(rows.map((n, i) => [periods[i] as string, amountsOf(measures, n)]))
}

const amountsOf = (measures: readonly string[], n: readonly number[]): Amounts => {
  const amounts = new Map<string, number>()
  n.forEach((amount, i) => {
    if (amount !== 0) amounts.set(measures[i] as string, amount)
  })
  return amounts
}

const within = (grain: Grain, { from, to }: Range) =>
  sql<boolean>`grain = ${grain} and period >= ${firstDay(from)}::date and period < ${firstDay(monthAfter(to))}::date`
