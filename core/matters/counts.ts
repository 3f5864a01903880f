// Counts beside a list, and the points of the map, under the same filter as the list.
import { sql } from 'kysely'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { type FilterQuery, listLimits } from '../../contract/list-query.ts'
import type { BoardCounts } from '../../contract/views.ts'
import { all, any, anyBranch } from '../access/branches.ts'
import type { Ctx } from '../context.ts'
import { filterConditions, readableBranches, workBranches } from './filter.ts'

// Open matters are counted exactly; of ended ones nobody needs more than "over a thousand" beside a list, and counting
// a million for a badge would cost more than the list itself. Exact totals are on the statistics page.
const endedCap = 1000

interface Group {
  state: string
  category: string | null
  supervision: string | null
  n: number
  overdue: number
  mine: number
  unplaced: number
}

/** Counts by state and category under a filter. `capped` names the ended states of which there are at least as many. */
export async function countMatters(ctx: Ctx, k: AnyMatterKind, f: FilterQuery): Promise<BoardCounts> {
  const reach = anyBranch(await readableBranches(ctx, k, f.division))
  const me = ctx.actor.type === 'staff' ? ctx.actor.id : ''
  const readable = f.work ? all([reach, any(workBranches(ctx))]) : reach
  const where = all([readable, ...filterConditions(ctx, k, f)])
  const isOpenOnly = f.open || f.overdue || f.work
  const [open, ended] = await Promise.all([
    // Grouped in the order of the index; the other facets are counted along the way.
    sql<Group>`select m.state, m.category, m.supervision, count(*)::int as n,
        count(*) filter (where m.due_at < ${ctx.now()})::int as overdue,
        count(*) filter (where m.owner_id = ${me})::int as mine, count(*) filter (where not m.placed)::int as unplaced
      from matters m where ${where} and m.ended_at is null group by m.state, m.category, m.supervision`.execute(ctx.db),
    isOpenOnly ? [] : endedCounts(ctx, k, where),
  ])
  const counts: BoardCounts = {
    total: 0,
    overdue: 0,
    mine: 0,
    unplaced: 0,
    byState: {},
    byCategory: {},
    bySupervision: {},
    capped: [],
    asOf: ctx.now().toISOString(),
  }
  const add = (to: Record<string, number>, key: string, n: number) => {
    to[key] = (to[key] ?? 0) + n
  }
  for (const g of open.rows) {
    add(counts.byState, g.state, g.n)
    if (f.state && !f.state.includes(g.state)) continue
    counts.total += g.n
    counts.overdue += g.overdue
    counts.mine += g.mine
    counts.unplaced += g.unplaced
    add(counts.byCategory, g.category ?? '', g.n)
    if (g.supervision !== null) add(counts.bySupervision, g.supervision, g.n)
  }
  for (const [state, n] of ended) {
    counts.byState[state] = n
    if (n === endedCap) counts.capped.push(state)
    if (!f.state || f.state.includes(state)) counts.total += n
  }
  return counts
}

async function endedCounts(ctx: Ctx, k: AnyMatterKind, where: ReturnType<typeof all>): Promise<[string, number][]> {
  const ended = Object.entries((k as MatterKind).states).filter(([, s]) => s.end !== undefined)
  const counts = ended.map(
    ([state]) =>
      sql`(select count(*)::int from (select 1 from matters m where m.state = ${state} and ${where} limit ${endedCap}) c)`,
  )
  if (counts.length === 0) return []
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] as counts`.execute(ctx.db)
  return ended.map(([state], i) => [state, rows[0]?.counts[i] ?? 0])
}

export interface MapPoint {
  id: string
  lng: number
  lat: number
  state: string
  category: string | null
  overdue: boolean
  no: string
}

/** The newest placed matters under a filter as points, at most 5,000; `truncated` says when there were more. */
export async function mapPoints(ctx: Ctx, k: AnyMatterKind, f: FilterQuery, limit: number = listLimits.points) {
  const reach = anyBranch(await readableBranches(ctx, k, f.division))
  const readable = f.work ? all([reach, any(workBranches(ctx))]) : reach
  const states = f.state ? sql<boolean>`m.state = any(${f.state}::text[])` : sql<boolean>`true`
  const { rows } = await sql<MapPoint>`select m.id, m.lng, m.lat, m.state, m.category, m.no,
      coalesce(m.due_at < ${ctx.now()}, false) as overdue
    from matters m where ${all([readable, states, ...filterConditions(ctx, k, f)])} and m.lng is not null
    order by m.opened_at desc limit ${limit + 1}`.execute(ctx.db)
  return { points: rows.slice(0, limit), truncated: rows.length > limit }
}
