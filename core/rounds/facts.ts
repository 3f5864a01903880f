// What happened in a span of days, target by target, read from the events: the numbers of summaries and bulletins.
import { sql } from 'kysely'
import { instantOf } from '../../contract/calendar.ts'
import { eventType } from '../../contract/derive/paths.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { ReportFacts, TargetFacts } from '../../contract/round-views.ts'
import type { Ctx } from '../context.ts'

interface Span {
  countyId: number
  /** Both days inside. */
  from: string
  to: string
}

interface Counted {
  target: string
  checks: number
  missed: number
  reported: number
  findings: number
  closed: number
  overdue: number
}

/** The numbers of a round in a county for a span of days. Nothing in them tells of a person: there is no name to put. */
export async function factsOf(ctx: Ctx, r: RoundKind, span: Span): Promise<ReportFacts> {
  const counted = new Map((await countedEvents(ctx, r, span)).map((row) => [row.target, row]))
  const open = await openAt(ctx, r, span)
  const due = await dueIn(ctx, r, span)
  const targets = await ctx.db
    .selectFrom('round_coverage')
    .select(['target_id', 'name', 'division_id', 'path', 'unit_id', 'is_gone'])
    .where('county_id', '=', span.countyId)
    .where('round', '=', r.kind)
    .orderBy('target_id')
    .execute()
  const rows = targets
    .filter((t) => !t.is_gone || counted.has(t.target_id))
    .map((t): TargetFacts => {
      const c = counted.get(t.target_id)
      return {
        target: t.target_id,
        name: t.name,
        divisionId: t.division_id,
        path: t.path,
        unitId: t.unit_id,
        due: due.get(t.target_id) ?? 0,
        checks: c?.checks ?? 0,
        missed: c?.missed ?? 0,
        reported: c?.reported ?? 0,
        findings: c?.findings ?? 0,
        closed: c?.closed ?? 0,
        overdue: c?.overdue ?? 0,
        open: open.get(t.target_id) ?? 0,
      }
    })
  return { rows, items: await itemsIn(ctx, r, span), discovered: await discoveredIn(ctx, r, span) }
}

const startOf = ({ from }: Span) => instantOf(from)
const endOf = ({ to }: Span) => instantOf(to, 1440)

/** Events of the span by target. A check is missed on the day it was due, though the clock tells of it a moment later. */
async function countedEvents(ctx: Ctx, r: RoundKind, span: Span): Promise<Counted[]> {
  const is = (did: string, k = r.check) => sql`e.type = ${eventType(k, did)}`
  const inTime = sql`e.at < ${endOf(span)}`
  const wasDue = sql`m.data ->> 'dueOn' between ${span.from} and ${span.to}`
  const found = sql`e.type = ${eventType(r.findings, 'opened')} and m.state <> 'dropped'`
  const dayMs = 86_400_000
  const { rows } = await sql<Counted>`
    select m.data ->> 'target' as target,
      count(*) filter (where ${is('fill')} and ${inTime})::int as checks,
      count(*) filter (where ${is('miss')} and ${wasDue})::int as missed,
      count(*) filter (where ${is('report')} and ${wasDue})::int as reported,
      count(*) filter (where ${found} and ${inTime})::int as findings,
      count(*) filter (where ${is('pass', r.findings)} and ${inTime})::int as closed,
      count(*) filter (where ${is('miss', r.findings)} and ${inTime} and m.state <> 'dropped')::int as overdue
    from events e join matters m on m.id = e.subject_id and m.county_id = e.county_id
    where e.county_id = ${span.countyId} and e.at >= ${startOf(span)} and e.at < ${new Date(endOf(span).getTime() + dayMs)}
      and e.subject_kind in (${r.check.kind}, ${r.findings.kind})
    group by 1`.execute(ctx.db)
  return rows
}

/** Findings that were open when the span ended, by target. */
async function openAt(ctx: Ctx, r: RoundKind, span: Span): Promise<Map<string, number>> {
  const { rows } = await sql<{ target: string; n: number }>`select m.data ->> 'target' as target, count(*)::int as n
    from matters m where m.county_id = ${span.countyId} and m.kind = ${r.findings.kind} and m.state <> 'dropped'
      and m.opened_at < ${endOf(span)} and (m.ended_at is null or m.ended_at >= ${endOf(span)})
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ target, n }) => [target, n]))
}

/** Checks that were due in the span, by target. A check is opened no earlier than its period begins. */
async function dueIn(ctx: Ctx, r: RoundKind, span: Span): Promise<Map<string, number>> {
  const { rows } = await sql<{ target: string; n: number }>`select m.data ->> 'target' as target, count(*)::int as n
    from matters m where m.county_id = ${span.countyId} and m.kind = ${r.check.kind} and m.state <> 'calledOff'
      and m.opened_at >= ${new Date(startOf(span).getTime() - longestPeriodMs)} and m.opened_at < ${endOf(span)}
      and m.data ->> 'dueOn' between ${span.from} and ${span.to}
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ target, n }) => [target, n]))
}

const longestPeriodMs = 93 * 86_400_000
const mostItems = 100

async function itemsIn(ctx: Ctx, r: RoundKind, span: Span): Promise<ReportFacts['items']> {
  const { rows } = await sql<ReportFacts['items'][number]>`
    select m.data ->> 'item' as item, max(m.data ->> 'what') as what, m.data ->> 'target' as target, count(*)::int as n
    from matters m where m.county_id = ${span.countyId} and m.kind = ${r.findings.kind} and m.state <> 'dropped'
      and m.opened_at >= ${startOf(span)} and m.opened_at < ${endOf(span)}
    group by 1, 3 order by n desc, item, target limit ${mostItems * 20}`.execute(ctx.db)
  return rows
}

/** What a round that discovers found: matters of its kinds that were opened in the span, by division. */
async function discoveredIn(ctx: Ctx, r: RoundKind, span: Span): Promise<ReportFacts['discovered']> {
  if (!r.discovers?.length) return []
  const { rows } = await sql<ReportFacts['discovered'][number]>`
    select m.kind, m.path, count(*)::int as n from matters m
    where m.county_id = ${span.countyId} and m.kind = any(${r.discovers}::text[]) and m.merged_into is null
      and m.opened_at >= ${startOf(span)} and m.opened_at < ${endOf(span)}
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  return rows
}
