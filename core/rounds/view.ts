// Rounds as a reader sees them: their plans, the calendar of what is due, their draws.
import { sql } from 'kysely'
import { Problem } from '../../contract/errors.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { DrawView, DueDay, RoundView } from '../../contract/round-views.ts'
import { currentVersion } from '../checklists/store.ts'
import type { Ctx } from '../context.ts'
import { belowAny, heldBy } from '../people/reach.ts'
import type { Draw } from './draws.ts'
import { findPlan, presentPeriod } from './plan.ts'
import { findLedCounty, type RoundReach, reachIn, seesTarget } from './reach.ts'

/** The rounds that concern the actor. */
export async function listRounds(ctx: Ctx): Promise<RoundView[]> {
  const views: RoundView[] = []
  for (const r of ctx.house.rounds.values()) {
    const view = await viewIfConcerned(ctx, r)
    if (view) views.push(view)
  }
  return views
}

async function viewIfConcerned(ctx: Ctx, r: RoundKind): Promise<RoundView | null> {
  try {
    return await viewRound(ctx, r)
  } catch (refused) {
    if (refused instanceof Problem && refused.code === 'access.not-found') return null
    throw refused
  }
}

/** One round with its plan. @throws access.not-found */
export async function viewRound(ctx: Ctx, r: RoundKind): Promise<RoundView> {
  const { countyId } = await reachIn(ctx, r)
  const plan = await findPlan(ctx, countyId, r.kind)
  const checklist = await currentVersion(ctx, countyId, r.kind)
  return {
    kind: r.kind,
    label: r.label,
    cadence: plan?.cadence ?? r.cadence,
    isOn: plan?.is_on ?? false,
    fromDay: plan?.from_day ?? null,
    drawCount: r.draw ? (plan?.draw_count ?? r.draw.count) : null,
    contestDays: plan?.contest_days ?? usualContestDays,
    planVersion: plan?.version ?? 0,
    checklistVersion: checklist?.version ?? null,
    period: plan ? presentPeriod(ctx, r, plan) : null,
    mayPlan: heldBy(ctx, 'administrator').some((h) => h.divisionId === countyId),
    mayPublish: findLedCounty(ctx, r) !== null,
  }
}

/** Days a unit may contest a bulletin, until a county sets others. */
export const usualContestDays = 4

/** Checks by the day they are due, from one day to another; at most 100 days. */
export async function dueDaysOf(ctx: Ctx, r: RoundKind, from: string, to: string): Promise<DueDay[]> {
  const reach = await reachIn(ctx, r)
  const wide = reach.isWhole
    ? sql<boolean>`true`
    : belowAny(
        'm.path',
        reach.paths.map((path) => ({ path })),
      )
  const { rows } = await sql<DueDay>`select m.data ->> 'dueOn' as day,
      count(*)::int as due,
      count(*) filter (where m.state = 'done')::int as done,
      count(*) filter (where m.state = 'missed')::int as missed,
      count(*) filter (where m.state = 'reported')::int as reported
    from matters m
    where m.county_id = ${reach.countyId} and m.kind = ${r.check.kind} and m.state <> 'calledOff'
      and (${wide} or m.unit_id = any(${reach.units}::uuid[]))
      and m.opened_at >= ${from}::date - interval '95 days' and m.opened_at < ${to}::date + interval '1 day'
      and m.data ->> 'dueOn' between ${from} and ${to}
    group by 1 order by 1 limit 100`.execute(ctx.db)
  return rows
}

/**
 * The draws of a round, newest first; what is bound and not yet told shows no more than its hash. Who is checked sees them
 * too, or could not compute them again; of the targets they know the names within their reach. At most 60.
 */
export async function listDraws(ctx: Ctx, r: RoundKind): Promise<DrawView[]> {
  const reach = await reachIn(ctx, r)
  const { countyId } = reach
  const draws = await ctx.db
    .selectFrom('round_draws')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('round', '=', r.kind)
    .orderBy('from_day', 'desc')
    .limit(60)
    .execute()
  const names = await namesOf(
    ctx,
    reach,
    r,
    draws.flatMap((d) => d.drawn),
  )
  return draws.map((d) => drawView(d, names))
}

async function namesOf(
  ctx: Ctx,
  reach: RoundReach,
  r: RoundKind,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('round_coverage')
    .select(['target_id', 'name', 'path', 'unit_id'])
    .where('county_id', '=', reach.countyId)
    .where('round', '=', r.kind)
    .where('target_id', 'in', [...new Set(ids)])
    .execute()
  const seen = rows.filter(({ path, unit_id }) => seesTarget(reach, { path, unitId: unit_id }))
  return new Map(seen.map((row) => [row.target_id, row.name]))
}

const drawView = (d: Draw, names: ReadonlyMap<string, string>): DrawView => ({
  id: d.id,
  from: d.from_day,
  to: d.to_day,
  commitment: d.commitment,
  madeAt: d.made_at.toISOString(),
  count: d.count,
  revealed:
    d.revealed_at === null
      ? null
      : {
          at: d.revealed_at.toISOString(),
          seed: d.seed,
          ids: d.ids,
          drawn: d.drawn,
          names: Object.fromEntries([...names].filter(([id]) => d.drawn.includes(id))),
        },
})
