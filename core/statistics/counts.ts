// The numbers behind the statistics page: from the counters down to the townships, from the matters themselves below.
import { sql } from 'kysely'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import { deepest } from './counters.ts'
import { type Amounts, amountsByPeriod, countersAsOf, periodsOf } from './read.ts'
import { recountEnded, recountOpened } from './recount.ts'
import { endedIn, openedIn, placedIn, type Scope } from './scope.ts'

/** Amounts by measure and month. */
export interface Cube {
  /** All months together. */
  total(measure: string): number
  inMonth(month: string, measure: string): number
  measures(): string[]
  asOf: Date
}

/** What was counted of a kind in a scope, by month. */
export async function cubeOf(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<Cube> {
  if (scope.node.level > deepest.month) return cube(await countedBelow(ctx, k, scope), ctx.now())
  const asOf = await countersAsOf(ctx)
  return cube(amountsByPeriod(await periodsOf(ctx, k, scope.node.id, 'month', scope)), asOf)
}

/** The same out of the matters themselves. */
async function countedBelow(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<Map<string, Amounts>> {
  const here = placedIn(ctx.house.divisions.tree, scope.node)
  const rows = [
    ...(await recountOpened(ctx.db, k, sql<boolean>`${here} and ${openedIn(scope)}`, 'county_id')),
    ...(await recountEnded(ctx.db, k, sql<boolean>`${here} and ${endedIn(scope)}`, 'county_id')),
  ]
  const months = new Map<string, Map<string, number>>()
  for (const { grain, period, measure, n } of rows) {
    if (grain !== 'month') continue
    const amounts = months.get(period) ?? new Map<string, number>()
    months.set(period, amounts.set(measure, (amounts.get(measure) ?? 0) + n))
  }
  return months
}

function cube(months: ReadonlyMap<string, Amounts>, asOf: Date): Cube {
  const totals = new Map<string, number>()
  for (const amounts of months.values())
    for (const [measure, n] of amounts) totals.set(measure, (totals.get(measure) ?? 0) + n)
  return {
    total: (measure) => totals.get(measure) ?? 0,
    inMonth: (month, measure) => months.get(`${month}-01`)?.get(measure) ?? 0,
    measures: () => [...totals.keys()],
    asOf,
  }
}

export interface Running {
  state: string
  /** Open matters of the state that have a deadline, and those of them whose deadline has passed. */
  due: number
  overdue: number
}

/** What runs now against a deadline, whenever it was opened. */
export async function runningNow(ctx: Ctx, k: AnyMatterKind, { node }: Scope): Promise<Running[]> {
  const { rows } = await sql<Running>`
    select m.state, count(*) as due, count(*) filter (where m.due_at < ${ctx.now()}) as overdue from matters m
    where m.kind = ${k.kind} and ${placedIn(ctx.house.divisions.tree, node)}
      and m.ended_at is null and m.merged_into is null and m.due_at is not null group by m.state`.execute(ctx.db)
  return rows
}

export interface Medians {
  answeredS: number | null
  endedS: number | null
}

/** The middle times from opening to first answer and to the end, in seconds; null when there is none. */
export async function mediansOf(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<Medians> {
  const middle = (until: string) => sql`percentile_cont(0.5) within group
    (order by extract(epoch from ${sql.ref(`m.${until}`)} - m.opened_at)) filter (where ${sql.ref(`m.${until}`)} is not null)`
  const { rows } = await sql<Medians>`
    select ${middle('answered_at')} as "answeredS", ${middle('ended_at')} as "endedS" from matters m
    where m.kind = ${k.kind} and ${placedIn(ctx.house.divisions.tree, scope.node)} and ${openedIn(scope)}
      and m.merged_into is null`.execute(ctx.db)
  return rows[0] ?? { answeredS: null, endedS: null }
}
