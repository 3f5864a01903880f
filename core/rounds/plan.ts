// The plan of a round in a county: whether it runs, since when, how often, how many are drawn, how long one may contest.
import type { Selectable } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { dayOf } from '../../contract/calendar.ts'
import { problem } from '../../contract/errors.ts'
import { type Cadence, type Period, periodAt } from '../../contract/period.ts'
import type { RoundKind } from '../../contract/round.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { RoundPlans } from '../db/round-tables.ts'
import { actorId } from '../events/append.ts'
import { tellOfRound } from './tell.ts'

export type Plan = Selectable<RoundPlans>

const namespace = '5a8e0c1e-2b61-4d6c-9a0b-7b1f1d0c9e32'

/** The round of that name. @throws access.not-found */
export function getRound(ctx: Pick<Ctx, 'house'>, name: string): RoundKind {
  const round = ctx.house.rounds.get(name)
  if (!round) throw problem('access.not-found')
  return round
}

/** The plan of a round in a county; undefined before anybody made one: nothing is due then. */
export const findPlan = (ctx: Ctx, countyId: number, round: string): Promise<Plan | undefined> =>
  ctx.db
    .selectFrom('round_plans')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('round', '=', round)
    .executeTakeFirst()

/** Every plan that runs, county by county. */
export const runningPlans = (ctx: Ctx): Promise<Plan[]> =>
  ctx.db.selectFrom('round_plans').selectAll().where('is_on', '=', true).orderBy('county_id').limit(100_000).execute()

export interface PlanInput {
  isOn: boolean
  fromDay: string
  cadence: Cadence | null
  drawCount: number | null
  contestDays: number
  /** 0 when there was no plan. */
  version: number
}

/** Sets the plan of a round. @throws matters.stale */
export async function setPlan(ctx: Ctx, countyId: number, r: RoundKind, input: PlanInput): Promise<Plan> {
  return inTransaction(ctx, async (tx) => {
    const before = await findPlan(tx, countyId, r.kind)
    if ((before?.version ?? 0) !== input.version)
      throw problem('matters.stale', { extra: { yours: input.version, current: before?.version ?? 0 } })
    const row = {
      county_id: countyId,
      round: r.kind,
      is_on: input.isOn,
      from_day: input.fromDay,
      cadence: input.cadence,
      draw_count: r.draw ? input.drawCount : null,
      contest_days: input.contestDays,
      version: input.version + 1,
      changed_by: actorId(tx.actor),
      changed_at: tx.now(),
    }
    const plan = await tx.db
      .insertInto('round_plans')
      .values(row)
      .onConflict((c) => c.columns(['county_id', 'round']).doUpdateSet(row))
      .returningAll()
      .executeTakeFirstOrThrow()
    const { version, changed_by: _, changed_at: __, ...told } = row
    const id = uuidv5(`${countyId}/${r.kind}`, namespace)
    await tellOfRound(tx, { sort: 'plan', id, countyId }, 'set', { ...told, version })
    return plan
  })
}

/** The period a day lies in, by the plan; null when nothing is due: not begun, or nobody works. */
export function periodOf(ctx: Pick<Ctx, 'house'>, r: RoundKind, plan: Plan, day: string): Period | null {
  const period = periodAt(plan.cadence ?? r.cadence, day, r.days, ctx.house.calendar)
  return period && plan.is_on && period.dueOn >= plan.from_day ? period : null
}

/** The period now. */
export const presentPeriod = (ctx: Ctx, r: RoundKind, plan: Plan): Period | null =>
  periodOf(ctx, r, plan, dayOf(ctx.now()))
