// Matters by the day, month or year they were opened in, all together and by category.
import { sql } from 'kysely'
import { dayAfter } from '../../contract/calendar.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import { deepest } from './counters.ts'
import { amountAt, countersAsOf, type Periods, periodsOf } from './read.ts'
import { firstDay, monthAfter, monthsBetween, openedIn, placedIn, type Scope } from './scope.ts'

export type By = 'day' | 'month' | 'year'

export interface Trend {
  periods: string[]
  /** Without those merged into another. */
  opened: number[]
  byCategory: Map<string, number[]>
  asOf: Date
}

const lengthOf: Record<By, number> = { day: 10, month: 7, year: 4 }

/** The trend of a kind in a scope. */
export async function trendOf(ctx: Ctx, k: AnyMatterKind, scope: Scope, by: By): Promise<Trend> {
  const grain = by === 'day' ? 'day' : 'month'
  const isKept = scope.node.level <= deepest[grain]
  const asOf = isKept ? await countersAsOf(ctx) : ctx.now()
  const counted = isKept ? await periodsOf(ctx, k, scope.node.id, grain, scope) : await countedBelow(ctx, k, scope)
  const periods = periodsBetween(scope, by)
  const indexes = new Map(periods.map((period, i) => [period, i]))
  const places = counted.periods.map((period) => indexes.get(period.slice(0, lengthOf[by])) as number)
  /** The sum of some measures by the period. */
  const seriesOf = (...signed: readonly (readonly [slot: number | undefined, sign: 1 | -1])[]) => {
    const series = Array<number>(periods.length).fill(0)
    counted.rows.forEach((row, r) => {
      const i = places[r] as number
      for (const [slot, sign] of signed) series[i] = (series[i] as number) + sign * amountAt(row, slot)
    })
    return series
  }
  const { slots } = counted
  const opened = seriesOf([slots.get('received'), 1], [slots.get('merged'), -1])
  const prefix = `${k.categoryField as string}:`
  const byCategory = new Map<string, number[]>()
  for (const [measure, slot] of slots) {
    const isCounted = measure.startsWith(prefix) && counted.rows.some((row) => amountAt(row, slot) !== 0)
    if (isCounted) byCategory.set(measure.slice(prefix.length), seriesOf([slot, 1]))
  }
  return { periods, opened, byCategory, asOf }
}

/** By the day, out of the index of the division's level. */
async function countedBelow(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<Periods> {
  const { rows } = await sql<{ day: string; category: string | null; n: number }>`
    select (m.opened_at at time zone interval '8 hours')::date as day, m.category, count(*) as n from matters m
    where m.kind = ${k.kind} and ${placedIn(ctx.house.divisions.tree, scope.node)} and ${openedIn(scope)}
      and m.merged_into is null group by 1, 2`.execute(ctx.db)
  const measureOf = (category: string | null) => `${k.categoryField as string}:${category}`
  const slots = new Map([['received', 1]])
  for (const { category } of rows)
    if (category !== null && !slots.has(measureOf(category))) slots.set(measureOf(category), slots.size + 1)
  const counted = rows.map(({ category, n }) => {
    const row = Array<number>(slots.size).fill(0)
    row[0] = n
    if (category !== null) row[(slots.get(measureOf(category)) as number) - 1] = n
    return row
  })
  return { slots, periods: rows.map(({ day }) => day), rows: counted }
}

function periodsBetween({ from, to }: Scope, by: By): string[] {
  const months = monthsBetween(from, to)
  if (by === 'month') return months
  if (by === 'year') return [...new Set(months.map((month) => month.slice(0, 4)))]
  return months.flatMap(daysOf)
}

function daysOf(month: string): string[] {
  const count = Number(dayAfter(firstDay(monthAfter(month)), -1).slice(8))
  return Array.from({ length: count }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`)
}
