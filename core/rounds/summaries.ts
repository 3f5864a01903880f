// What the clock writes: the report of a pass that is over, zeros included, the weekly summary, and that a bulletin is ready.
import { dayAfter, dayOf } from '../../contract/calendar.ts'
import { label } from '../../contract/label.ts'
import { periodAt } from '../../contract/period.ts'
import type { RoundKind } from '../../contract/round.ts'
import { type Ctx, clockContext, type House } from '../context.ts'
import { notify } from '../notices/notices.ts'
import { type Plan, periodOf, runningPlans } from './plan.ts'
import { findReport, publish, type ReportOf } from './reports.ts'

/** Writes what is due by now and is not there yet: a start after an outage makes up for it. Returns how many. */
export async function writeSummaries(house: House): Promise<number> {
  const ctx = clockContext(house, 'rounds.summaries')
  let written = 0
  for (const plan of await runningPlans(ctx)) {
    const round = house.rounds.get(plan.round)
    if (!round) continue
    try {
      written += await writeFor(ctx, round, plan)
    } catch (fault) {
      house.log.error({ round: plan.round, county: plan.county_id, fault: String(fault) }, 'a summary was not written')
    }
  }
  if (written > 0) house.wake()
  return written
}

async function writeFor(ctx: Ctx, r: RoundKind, plan: Plan): Promise<number> {
  let written = 0
  for (const of of endedSpans(ctx, r, plan)) {
    if (of.to < plan.from_day || (await findReport(ctx, r, of))) continue
    await publish(ctx, r, of)
    written++
  }
  await tellBulletin(ctx, r, plan)
  return written
}

/** The last whole week, and the last pass of a round that reports by itself. */
function endedSpans(ctx: Ctx, r: RoundKind, plan: Plan): ReportOf[] {
  const today = dayOf(ctx.now())
  const before = (cadence: Plan['cadence'] & string) => {
    const present = periodAt(cadence, today, 'everyDay', ctx.house.calendar)
    return present && periodAt(cadence, dayAfter(present.from, -1), 'everyDay', ctx.house.calendar)
  }
  const spans: ReportOf[] = []
  const week = before('weekly')
  if (week) spans.push({ countyId: plan.county_id, sort: 'weekly', from: week.from, to: week.to })
  const pass = before(plan.cadence ?? r.cadence)
  if (pass && r.whenOver === 'reported' && periodOf(ctx, r, plan, pass.from))
    spans.push({ countyId: plan.county_id, sort: 'pass', from: pass.from, to: pass.to })
  return spans
}

/** On the first of a month those who publish are told that the bulletin can be looked at. */
async function tellBulletin(ctx: Ctx, r: RoundKind, plan: Plan): Promise<void> {
  const today = dayOf(ctx.now())
  if (!today.endsWith('-01') || dayAfter(today, -1) < plan.from_day) return
  const held = await ctx.db
    .selectFrom('posts_held')
    .select('account_id')
    .distinct()
    .where('county_id', '=', plan.county_id)
    .where('division_id', '=', plan.county_id)
    .where('post', 'in', [...r.leads])
    .where('accepted_at', 'is not', null)
    .where('to_at', 'is', null)
    .limit(20)
    .execute()
  const month = dayAfter(today, -1).slice(0, 7)
  const text = label(
    `${r.label.zh}：${month} 月通报待发布`,
    `${r.label.en}: the bulletin of ${month} is ready to publish`,
  )
  await notify(ctx, { accountIds: held.map((h) => h.account_id), countyId: plan.county_id, text, push: text })
}
