// Matters by the day, month or year they were opened in, all together and by category.
import { sql } from 'kysely'
import { dayAfter } from '../../contract/calendar.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import { deepest } from './counters.ts'
import { type Amounts, countersAsOf, periodsOf } from './read.ts'
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
  const places = new Map(periods.map((period, i) => [period, i]))
  const zeros = () => Array<number>(periods.length).fill(0)
  const opened = zeros()
  const byCategory = new Map<string, number[]>()
  const prefix = `${k.categoryField as string}:`
  for (const [period, amounts] of counted) {
    const i = places.get(period.slice(0, lengthOf[by])) as number
    opened[i] = (opened[i] as number) + (amounts.get('received') ?? 0) - (amounts.get('merged') ?? 0)
    for (const [measure, n] of amounts) {
      if (!measure.startsWith(prefix)) continue
      const category = measure.slice(prefix.length)
      const series = byCategory.get(category) ?? zeros()
      series[i] = (series[i] as number) + n
      byCategory.set(category, series)
    }
  }
  return { periods, opened, byCategory, asOf }
}

/** By the day, out of the index of the division's level. */
async function countedBelow(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<Map<string, Amounts>> {
  const { rows } = await sql<{ day: string; category: string | null; n: number }>`
    select (m.opened_at at time zone interval '8 hours')::date as day, m.category, count(*) as n from matters m
    where m.kind = ${k.kind} and ${placedIn(ctx.house.divisions.tree, scope.node)} and ${openedIn(scope)}
      and m.merged_into is null group by 1, 2`.execute(ctx.db)
  const days = new Map<string, Map<string, number>>()
  for (const { day, category, n } of rows) {
    const amounts = days.get(day) ?? new Map<string, number>()
    days.set(day, amounts.set('received', (amounts.get('received') ?? 0) + n))
    if (category !== null) amounts.set(`${k.categoryField as string}:${category}`, n)
  }
  return days
}

function periodsBetween({ from, to }: Scope, by: By): string[] {
  const months = monthsBetween(from, to)
  if (by === 'month') return months
  if (by === 'year') return [...new Set(months.map((month) => month.slice(0, 4)))]
  const days: string[] = []
  const end = firstDay(monthAfter(to))
  for (let day = firstDay(from); day < end; day = dayAfter(day)) days.push(day)
  return days
}
