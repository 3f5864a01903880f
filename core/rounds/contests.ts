// A checked unit contests what a bulletin says of it, within the days the county gives; the answer stays beside it.
import { v7 as uuidv7 } from 'uuid'
import { dayOf } from '../../contract/calendar.ts'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { RoundKind } from '../../contract/round.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { actorId } from '../events/append.ts'
import { findPlan } from './plan.ts'
import { reachIn } from './reach.ts'
import { contestUntil } from './report-view.ts'
import { factsIn, getReport, type Report } from './reports.ts'
import { tellOfRound } from './tell.ts'

/**
 * Contests a target's line of a bulletin: for those who hold a post in the unit it is of.
 * @throws access.not-found for another's line; rounds.contest-over; matters.already-decided when it was contested
 */
export async function contest(
  ctx: Ctx,
  r: RoundKind,
  reportId: string,
  input: { target: string; reason: string },
): Promise<Report> {
  const reach = await reachIn(ctx, r)
  return inTransaction(ctx, async (tx) => {
    const report = await getReport(tx, r, reach.countyId, reportId)
    const line = factsIn(report).rows.find((t) => t.target === input.target)
    if (!line?.unitId || !reach.units.includes(line.unitId)) throw problem('access.not-found')
    const plan = await findPlan(tx, reach.countyId, r.kind)
    const until = contestUntil(report, plan?.contest_days ?? 0)
    if (until === null || dayOf(tx.now()) > until) throw problem('rounds.contest-over')
    const made = await tx.db
      .insertInto('round_contests')
      .values({
        county_id: reach.countyId,
        id: uuidv7(),
        report_id: report.id,
        target_id: input.target,
        reason: input.reason,
        made_by: actorId(tx.actor) ?? '',
        made_at: tx.now(),
        upheld: null,
        answer: null,
        answered_by: null,
        answered_at: null,
      })
      .onConflict((c) => c.columns(['county_id', 'report_id', 'target_id']).doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n)
      throw problem('matters.already-decided', {
        detail: label('这一条已经提过异议', 'This line is contested already'),
      })
    await tell(tx, report, 'contested', { target: input.target })
    return report
  })
}

/** Answers a contest. What is upheld needs an erratum, which a person publishes. @throws matters.already-decided */
export async function answerContest(
  ctx: Ctx,
  r: RoundKind,
  countyId: number,
  input: { reportId: string; contestId: string; upheld: boolean; answer: string },
): Promise<Report> {
  return inTransaction(ctx, async (tx) => {
    const report = await getReport(tx, r, countyId, input.reportId)
    const answered = await tx.db
      .updateTable('round_contests')
      .set({ upheld: input.upheld, answer: input.answer, answered_by: actorId(tx.actor), answered_at: tx.now() })
      .where('county_id', '=', countyId)
      .where('report_id', '=', report.id)
      .where('id', '=', input.contestId)
      .where('upheld', 'is', null)
      .returning('target_id')
      .executeTakeFirst()
    if (!answered) throw problem('matters.already-decided')
    await tell(tx, report, 'answered', { target: answered.target_id, upheld: input.upheld })
    return report
  })
}

const tell = (ctx: Ctx, { id, county_id, round }: Report, did: string, data: Record<string, unknown>): Promise<void> =>
  tellOfRound(ctx, { sort: 'report', id, countyId: county_id }, did, { round, ...data })
