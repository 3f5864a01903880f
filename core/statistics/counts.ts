// The numbers behind the statistics: from the counters down to the county, from the matters themselves below it.
import { sql } from 'kysely'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import { isAfter } from '../events/reader.ts'
import { cursorOf } from '../events/subscribers.ts'
import { countersReader } from './counters.ts'
import { recount } from './recount.ts'
import { countyLevel, firstDay, openedIn, placedIn, type Scope } from './scope.ts'

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
  if (scope.node.level <= countyLevel)
    return cube(await counted(ctx, k, [scope.node.id], scope), await countersAsOf(ctx))
  const where = sql<boolean>`${placedIn(ctx.house.divisions.tree, scope.node)} and ${openedIn(scope)}`
  return cube(await recount(ctx.db, k, where, 'county_id'), ctx.now())
}

function cube(cells: readonly { month: string; measure: string; n: number }[], asOf: Date): Cube {
  const totals = new Map<string, number>()
  const months = new Map<string, number>()
  const add = (to: Map<string, number>, key: string, n: number) => to.set(key, (to.get(key) ?? 0) + n)
  for (const { month, measure, n } of cells) {
    add(totals, measure, n)
    add(months, `${month.slice(0, 7)} ${measure}`, n)
  }
  return {
    total: (measure) => totals.get(measure) ?? 0,
    inMonth: (month, measure) => months.get(`${month} ${measure}`) ?? 0,
    measures: () => [...totals.keys()],
    asOf,
  }
}

const counted = (ctx: Ctx, k: AnyMatterKind, divisionIds: readonly number[], { from, to }: Scope) =>
  divisionIds.length === 0
    ? Promise.resolve([])
    : ctx.db
        .selectFrom('counters')
        .select(['division_id as place', 'month', 'measure', 'n'])
        .where('division_id', 'in', [...divisionIds])
        .where('kind', '=', k.kind)
        .where('month', '>=', firstDay(from))
        .where('month', '<=', firstDay(to))
        .where('n', '<>', 0)
        .execute()

/** Up to when the counters have read: now when nothing waits for them. */
async function countersAsOf(ctx: Ctx): Promise<Date> {
  const cursor = await cursorOf(ctx.db, countersReader)
  const waiting = await ctx.db.selectFrom('events').select('at').where(isAfter(cursor)).limit(1).executeTakeFirst()
  if (!waiting) return ctx.now()
  const row = await ctx.db
    .selectFrom('event_cursors')
    .select('moved_at')
    .where('reader', '=', countersReader)
    .executeTakeFirst()
  return row?.moved_at ?? waiting.at
}

export interface ByPlace {
  /** Child division to its count, merged matters left out. */
  counts: Map<number, number>
  /** Matters that lie in the division itself and in no child of it. */
  itself: number
  asOf: Date
}

const childColumns = ['township_id', 'village_id', 'grid_id'] as const

/** How many matters each child of the division has; null where there are no children to count by. */
export async function countChildren(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<ByPlace | null> {
  const { node } = scope
  if (node.level < countyLevel) return countersOfChildren(ctx, k, scope)
  const column = childColumns[node.level - countyLevel]
  if (column === undefined) return null
  const { rows } = await sql<{ place: number | null; n: number }>`
    select ${sql.ref(`m.${column}`)} as place, count(*) as n from matters m
    where m.kind = ${k.kind} and ${placedIn(ctx.house.divisions.tree, node)} and ${openedIn(scope)}
      and m.merged_into is null group by 1`.execute(ctx.db)
  const counts = new Map<number, number>()
  for (const { place, n } of rows) if (place !== null) counts.set(place, n)
  return { counts, itself: rows.find((row) => row.place === null)?.n ?? 0, asOf: ctx.now() }
}

async function countersOfChildren(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<ByPlace> {
  const ids = ctx.house.divisions.tree.children(scope.node.id).map((child) => child.id)
  const counts = new Map<number, number>()
  for (const { place, measure, n } of await counted(ctx, k, ids, scope)) {
    const sign = measure === 'received' ? 1 : measure === 'merged' ? -1 : 0
    if (sign !== 0) counts.set(place, (counts.get(place) ?? 0) + sign * n)
  }
  return { counts, itself: 0, asOf: await countersAsOf(ctx) }
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
