// A report as one reader sees it: the numbers of their reach, sums made of nothing else.

import { isWithin } from '../../contract/access.ts'
import { dayAfter, dayOf } from '../../contract/calendar.ts'
import { levels } from '../../contract/posts.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { ContestView, ReportFacts, ReportView, TargetFacts, Totals } from '../../contract/round-views.ts'
import type { Ctx } from '../context.ts'
import { divisionView } from '../divisions/view.ts'
import { factsOf } from './facts.ts'
import { type RoundReach, seesTarget } from './reach.ts'
import { factsIn, isSound, type Report, type ReportOf } from './reports.ts'

const mostRows = 200

/** What a report would say now. Nothing is kept. */
export async function previewOf(ctx: Ctx, r: RoundKind, of: ReportOf, reach: RoundReach): Promise<ReportView> {
  const facts = await factsOf(ctx, r, of)
  return {
    ...seenFacts(ctx, facts, reach),
    id: null,
    round: r.kind,
    sort: of.sort,
    from: of.from,
    to: of.to,
    edition: 0,
    madeAt: null,
    publishedAt: null,
    why: null,
    contestUntil: null,
    contests: [],
    isSound: true,
  }
}

/** A published report. */
export async function viewReport(
  ctx: Ctx,
  report: Report,
  reach: RoundReach,
  contestDays: number,
): Promise<ReportView> {
  const facts = factsIn(report)
  const until = contestUntil(report, contestDays)
  return {
    ...seenFacts(ctx, facts, reach),
    id: report.id,
    round: report.round,
    sort: report.sort,
    from: report.from_day,
    to: report.to_day,
    edition: report.edition,
    madeAt: report.made_at.toISOString(),
    publishedAt: report.published_at?.toISOString() ?? null,
    why: report.why,
    contestUntil: until !== null && dayOf(ctx.now()) <= until ? until : null,
    contests: await contestsOf(ctx, report, facts, reach),
    isSound: isSound(ctx, report),
  }
}

/** The last day on which a unit may contest a bulletin; null for summaries. */
export const contestUntil = (report: Report, days: number): string | null =>
  report.sort === 'monthly' && report.published_at ? dayAfter(dayOf(report.published_at), days) : null

/** What was contested in any edition of the report: an erratum does not make it unsaid. */
async function contestsOf(ctx: Ctx, report: Report, facts: ReportFacts, reach: RoundReach): Promise<ContestView[]> {
  const editions = ctx.db
    .selectFrom('round_reports')
    .select('id')
    .where('county_id', '=', report.county_id)
    .where('round', '=', report.round)
    .where('sort', '=', report.sort)
    .where('from_day', '=', report.from_day)
  const rows = await ctx.db
    .selectFrom('round_contests')
    .selectAll()
    .where('county_id', '=', report.county_id)
    .where('report_id', 'in', editions)
    .orderBy('made_at')
    .limit(500)
    .execute()
  const targets = new Map(facts.rows.map((t) => [t.target, t]))
  return rows.flatMap((c) => {
    const target = targets.get(c.target_id)
    if (!target || !seesTarget(reach, target)) return []
    return [
      {
        id: c.id,
        reportId: c.report_id,
        target: c.target_id,
        name: target.name,
        reason: c.reason,
        madeAt: c.made_at.toISOString(),
        upheld: c.upheld,
        answer: c.answer,
        answeredAt: c.answered_at?.toISOString() ?? null,
      },
    ]
  })
}

type Seen = Pick<ReportView, 'totals' | 'places' | 'rows' | 'items' | 'discovered' | 'isZero'>

function seenFacts(ctx: Ctx, facts: ReportFacts, reach: RoundReach): Seen {
  const rows = facts.rows.filter((t) => seesTarget(reach, t))
  const seen = new Set(rows.map((t) => t.target))
  const totals = totalOf(rows)
  const discovered = summed(
    facts.discovered.filter((d) => reach.paths.some((path) => isWithin(d.path, path))),
    (d) => d.kind,
    (kind, n) => ({ kind, n }),
  )
  const whats = new Map(facts.items.map((i) => [i.item, i.what]))
  return {
    totals,
    places: placesOf(ctx, rows),
    rows: rows.toSorted(byTrouble).slice(0, mostRows),
    items: summed(
      facts.items.filter((i) => seen.has(i.target)),
      (i) => i.item,
      (item, n) => ({ item, what: whats.get(item) ?? item, n }),
    ).toSorted((a, b) => b.n - a.n),
    discovered,
    isZero: totals.findings === 0 && discovered.every(({ n }) => n === 0),
  }
}

const trouble = (t: TargetFacts): number => t.overdue * 100 + t.missed * 10 + t.findings + t.open
const byTrouble = (a: TargetFacts, b: TargetFacts): number => trouble(b) - trouble(a) || (a.target < b.target ? -1 : 1)

const counted = ['due', 'checks', 'missed', 'reported', 'findings', 'closed', 'overdue', 'open'] as const

function totalOf(rows: readonly TargetFacts[]): Totals {
  const totals = {
    targets: rows.length,
    due: 0,
    checks: 0,
    missed: 0,
    reported: 0,
    findings: 0,
    closed: 0,
    overdue: 0,
    open: 0,
  }
  for (const row of rows) for (const name of counted) totals[name] += row[name]
  return totals
}

const township = levels.indexOf('township')

/** Sums by township; what lies above one stands under its own division. */
function placesOf(ctx: Ctx, rows: readonly TargetFacts[]): ReportView['places'] {
  const { tree } = ctx.house.divisions
  const placeOf = (t: TargetFacts) => tree.ancestors(t.divisionId).find((d) => d.level === township)?.id ?? t.divisionId
  return [...Map.groupBy(rows, placeOf)]
    .map(([id, of]) => ({ division: divisionView(tree, id), totals: totalOf(of) }))
    .toSorted((a, b) => (a.division.code < b.division.code ? -1 : 1))
}

function summed<T extends { n: number }, R>(
  all: readonly T[],
  keyOf: (one: T) => string,
  make: (key: string, n: number) => R,
): R[] {
  return [...Map.groupBy(all, keyOf)].map(([key, of]) =>
    make(
      key,
      of.reduce((n, one) => n + one.n, 0),
    ),
  )
}
