// Surprise checks: the draw of a period is bound by an event before it counts, and told whole when the period is over.
import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { dayOf } from '../../contract/calendar.ts'
import { commitmentOf, drawn } from '../../contract/draw.ts'
import type { Period } from '../../contract/period.ts'
import type { RoundKind, Target } from '../../contract/round.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { RoundDraws } from '../db/round-tables.ts'
import type { Plan } from './plan.ts'
import { tellOfRound } from './tell.ts'

export type Draw = Selectable<RoundDraws>

const namespace = 'f4d0a2b7-6c1f-4b8c-8c3a-0d7e2f5b6a19'

/** The draw of a period: the one there is, or a new one, bound by its event in the same transaction. */
export async function drawOf(
  ctx: Ctx,
  r: RoundKind,
  plan: Plan,
  period: Period,
  targets: readonly Target[],
): Promise<Draw> {
  return inTransaction(ctx, async (tx) => {
    const before = await tx.db
      .selectFrom('round_draws')
      .selectAll()
      .where('county_id', '=', plan.county_id)
      .where('round', '=', r.kind)
      .where('from_day', '=', period.from)
      .executeTakeFirst()
    if (before) return before
    const seed = randomBytes(32).toString('hex')
    const ids = targets.map(({ id }) => id).sort()
    const count = Math.min(plan.draw_count ?? r.draw?.count ?? 0, ids.length)
    const row = {
      county_id: plan.county_id,
      id: uuidv5(`${plan.county_id}/${r.kind}/${period.from}`, namespace),
      round: r.kind,
      from_day: period.from,
      to_day: period.to,
      commitment: await commitmentOf(seed, ids),
      seed,
      ids: JSON.stringify(ids) as never,
      count,
      drawn: JSON.stringify(await drawn(seed, ids, count)) as never,
      made_at: tx.now(),
      revealed_at: null,
    }
    const made = await tx.db.insertInto('round_draws').values(row).returningAll().executeTakeFirstOrThrow()
    await tell(tx, made, 'bound', { of: ids.length, count })
    return made
  })
}

/** Tells the seeds, lists and results of draws whose period is over. Returns how many. */
export async function revealDraws(ctx: Ctx): Promise<number> {
  const over = await ctx.db
    .selectFrom('round_draws')
    .selectAll()
    .where('revealed_at', 'is', null)
    .where('to_day', '<', dayOf(ctx.now()))
    .limit(1000)
    .execute()
  for (const draw of over)
    await inTransaction(ctx, async (tx) => {
      await tx.db
        .updateTable('round_draws')
        .set({ revealed_at: tx.now() })
        .where('county_id', '=', draw.county_id)
        .where('id', '=', draw.id)
        .execute()
      await tell(tx, draw, 'revealed', { seed: draw.seed, drawn: draw.drawn })
    })
  return over.length
}

const tell = (ctx: Ctx, draw: Draw, did: string, data: Record<string, unknown>): Promise<void> => {
  const { round, from_day: from, to_day: to, commitment } = draw
  return tellOfRound(ctx, { sort: 'draw', id: draw.id, countyId: draw.county_id }, did, {
    round,
    from,
    to,
    commitment,
    ...data,
  })
}
