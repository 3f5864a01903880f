// Coverage as a reader sees it: the longest unseen first, and sums by township.
import { type RawBuilder, sql } from 'kysely'
import { dayOf } from '../../contract/calendar.ts'
import { levels } from '../../contract/posts.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { CoverageMap, CoverageRow, CoverageView } from '../../contract/round-views.ts'
import type { Ctx } from '../context.ts'
import { divisionView } from '../divisions/view.ts'
import { belowAny } from '../people/reach.ts'
import { findPlan, presentPeriod } from './plan.ts'
import { type RoundReach, reachIn } from './reach.ts'

const page = 50
const mostPoints = 5000

interface Row {
  target_id: string
  name: string
  division_id: number
  lng: number | null
  lat: number | null
  last_done_on: string | null
  last_check_id: string | null
  due_check_id: string | null
  due_on: string | null
  missed_in_row: number
  open_findings: number
}

export interface CoverageQuery {
  division?: number
  /** `next` of the page before. */
  after?: string
}

/** The coverage of a round within the reader's reach. */
export async function viewCoverage(ctx: Ctx, r: RoundKind, query: CoverageQuery): Promise<CoverageView> {
  const reach = await reachIn(ctx, r)
  const where = seen(ctx, r, reach, query.division)
  const today = dayOf(ctx.now())
  const plan = await findPlan(ctx, reach.countyId, r.kind)
  const from = (plan && presentPeriod(ctx, r, plan)?.from) ?? today
  const { rows } =
    await sql<Row>`select target_id, name, division_id, lng, lat, last_done_on, last_check_id, due_check_id,
      due_on, missed_in_row, open_findings
    from round_coverage c where ${where} and ${afterMark(query.after)}
    order by last_done_on nulls first, target_id limit ${page + 1}`.execute(ctx.db)
  const places = await placesOf(ctx, where, from)
  const shown = rows.slice(0, page)
  const last = shown.at(-1)
  const sum = (of: (p: PlaceRow) => number) => places.reduce((n, p) => n + of(p), 0)
  return {
    asOf: ctx.now().toISOString(),
    targets: sum((p) => p.targets),
    neverSeen: sum((p) => p.never),
    due: hidesTurn(r, reach) ? 0 : sum((p) => p.due),
    missedLast: sum((p) => p.missed),
    openFindings: sum((p) => p.findings),
    places: byTownship(ctx, places),
    rows: shown.map((row) => hideTurn(r, reach, rowView(ctx, row, today))),
    next: rows.length > page && last ? `${last.last_done_on ?? ''}|${last.target_id}` : null,
  }
}

/** Whose turn it is in a draw is told to nobody who is checked. */
const hidesTurn = (r: RoundKind, reach: RoundReach): boolean => r.draw !== undefined && reach.paths.length === 0

const hideTurn = (r: RoundKind, reach: RoundReach, row: CoverageRow): CoverageRow =>
  hidesTurn(r, reach) ? { ...row, dueCheckId: null, dueOn: null } : row

/** The targets of a round on a map, those that are due first: at their point, or in the middle of their division. */
export async function mapCoverage(
  ctx: Ctx,
  r: RoundKind,
  query: Pick<CoverageQuery, 'division'>,
): Promise<CoverageMap> {
  const reach = await reachIn(ctx, r)
  const plan = await findPlan(ctx, reach.countyId, r.kind)
  const from = (plan && presentPeriod(ctx, r, plan)?.from) ?? dayOf(ctx.now())
  const isDue = hidesTurn(r, reach) ? sql<boolean>`false` : sql<boolean>`c.due_check_id is not null`
  const { rows } = await sql<CoverageMap['points'][number]>`select c.target_id as target, c.name,
      coalesce(c.lng, d.centre_lng)::float8 as lng, coalesce(c.lat, d.centre_lat)::float8 as lat,
      case when ${isDue} then c.due_check_id else c.last_check_id end as "checkId",
      case when ${isDue} then 'due' when c.last_done_on >= ${from} then 'seen' else 'unseen' end as state,
      c.missed_in_row > 0 as missed, c.open_findings as "openFindings"
    from round_coverage c left join divisions d on d.id = c.division_id
    where ${seen(ctx, r, reach, query.division)} and coalesce(c.lng, d.centre_lng) is not null
    order by ${isDue} desc, c.last_done_on nulls first, c.target_id limit ${mostPoints + 1}`.execute(ctx.db)
  return { points: rows.slice(0, mostPoints), truncated: rows.length > mostPoints }
}

function seen(ctx: Ctx, r: RoundKind, reach: RoundReach, division?: number): RawBuilder<boolean> {
  const within = division === undefined ? [] : [{ path: ctx.house.divisions.tree.get(division).path }]
  const narrow = within.length > 0 ? sql<boolean>` and ${belowAny('c.path', within)}` : sql<boolean>``
  const wide = reach.isWhole
    ? sql<boolean>`true`
    : belowAny(
        'c.path',
        reach.paths.map((path) => ({ path })),
      )
  return sql<boolean>`c.county_id = ${reach.countyId} and c.round = ${r.kind} and not c.is_gone
    and (${wide} or c.unit_id = any(${reach.units}::uuid[]))${narrow}`
}

/** The rows after a page: never seen come first, by id; then by day and id. */
function afterMark(after: string | undefined): RawBuilder<boolean> {
  if (after === undefined) return sql<boolean>`true`
  const [day = '', ...rest] = after.split('|')
  const id = rest.join('|')
  return /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? sql<boolean>`(last_done_on, target_id) > (${day}::date, ${id})`
    : sql<boolean>`(last_done_on is not null or target_id > ${id})`
}

interface PlaceRow {
  division_id: number
  targets: number
  never: number
  unseen: number
  due: number
  missed: number
  findings: number
}

async function placesOf(ctx: Ctx, where: RawBuilder<boolean>, from: string): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select division_id, count(*)::int as targets,
      count(*) filter (where last_done_on is null)::int as never,
      count(*) filter (where last_done_on is null or last_done_on < ${from})::int as unseen,
      count(due_check_id)::int as due,
      count(*) filter (where missed_in_row > 0)::int as missed,
      sum(open_findings)::int as findings
    from round_coverage c where ${where} group by division_id`.execute(ctx.db)
  return rows
}

const township = levels.indexOf('township')

function byTownship(ctx: Ctx, rows: readonly PlaceRow[]): CoverageView['places'] {
  const { tree } = ctx.house.divisions
  const placeOf = (p: PlaceRow) => tree.ancestors(p.division_id).find((d) => d.level === township)?.id ?? p.division_id
  return [...Map.groupBy(rows, placeOf)]
    .map(([id, of]) => ({
      division: divisionView(tree, id),
      targets: of.reduce((n, p) => n + p.targets, 0),
      unseen: of.reduce((n, p) => n + p.unseen, 0),
      openFindings: of.reduce((n, p) => n + p.findings, 0),
    }))
    .toSorted((a, b) => b.unseen / b.targets - a.unseen / a.targets || (a.division.code < b.division.code ? -1 : 1))
}

const dayMs = 86_400_000

const rowView = (ctx: Ctx, row: Row, today: string): CoverageRow => ({
  target: row.target_id,
  name: row.name,
  division: divisionView(ctx.house.divisions.tree, row.division_id),
  point: row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null,
  lastDoneOn: row.last_done_on,
  unseenDays: row.last_done_on === null ? null : Math.round((Date.parse(today) - Date.parse(row.last_done_on)) / dayMs),
  lastCheckId: row.last_check_id,
  dueCheckId: row.due_check_id,
  dueOn: row.due_on,
  missedInRow: row.missed_in_row,
  openFindings: row.open_findings,
})
