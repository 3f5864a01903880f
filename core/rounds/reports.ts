// Summaries and bulletins: a preview is a view over events, what is published is frozen, a change is an erratum.
import { createHmac } from 'node:crypto'
import type { Selectable } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { problem } from '../../contract/errors.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { ReportFacts, ReportSort } from '../../contract/round-views.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { RoundReports } from '../db/round-tables.ts'
import { actorId } from '../events/append.ts'
import { canonical } from '../events/digest.ts'
import { factsOf } from './facts.ts'
import { tellOfRound } from './tell.ts'

export type Report = Selectable<RoundReports>

export interface ReportOf {
  countyId: number
  sort: ReportSort
  from: string
  to: string
}

/** The newest edition of a report, or undefined when none was published. */
export const findReport = (ctx: Ctx, r: RoundKind, of: ReportOf): Promise<Report | undefined> =>
  ctx.db
    .selectFrom('round_reports')
    .selectAll()
    .where('county_id', '=', of.countyId)
    .where('round', '=', r.kind)
    .where('sort', '=', of.sort)
    .where('from_day', '=', of.from)
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A report by its id. @throws access.not-found */
export async function getReport(ctx: Ctx, r: RoundKind, countyId: number, id: string): Promise<Report> {
  const report = await ctx.db
    .selectFrom('round_reports')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('round', '=', r.kind)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!report) throw problem('access.not-found')
  return report
}

/** Publishes the first edition: its numbers are read now and stand from now on. @throws matters.already-decided */
export const publish = (ctx: Ctx, r: RoundKind, of: ReportOf): Promise<Report> =>
  inTransaction(ctx, async (tx) => {
    if (await findReport(tx, r, of)) throw problem('matters.already-decided')
    return keep(tx, r, of, { edition: 1, why: null })
  })

/** Publishes another edition with a reason; the one before stays as it was. @throws matters.stale when it is not the newest */
export const publishErratum = (ctx: Ctx, r: RoundKind, report: Report, why: string): Promise<Report> =>
  inTransaction(ctx, async (tx) => {
    const of = { countyId: report.county_id, sort: report.sort, from: report.from_day, to: report.to_day }
    const newest = await findReport(tx, r, of)
    if (newest?.id !== report.id) throw problem('matters.stale')
    return keep(tx, r, of, { edition: report.edition + 1, why })
  })

async function keep(ctx: Ctx, r: RoundKind, of: ReportOf, edition: { edition: number; why: string | null }) {
  const facts = await factsOf(ctx, r, of)
  const row = {
    county_id: of.countyId,
    id: uuidv7(),
    round: r.kind,
    sort: of.sort,
    from_day: of.from,
    to_day: of.to,
    ...edition,
    made_at: ctx.now(),
    published_at: ctx.now(),
    published_by: actorId(ctx.actor),
  }
  const digest = reportDigest(ctx, { ...row, facts: facts as never })
  const kept = await ctx.db
    .insertInto('round_reports')
    .values({ ...row, digest, facts: JSON.stringify(facts) as never })
    .returningAll()
    .executeTakeFirstOrThrow()
  const did = edition.edition === 1 ? 'published' : 'corrected'
  const { sort, from, to } = of
  const told = { round: r.kind, sort, from, to, ...edition, digest }
  await tellOfRound(ctx, { sort: 'report', id: kept.id, countyId: of.countyId }, did, told)
  return kept
}

/** Keyed digest of what was published: a number changed by hand no longer fits. */
function reportDigest(ctx: Pick<Ctx, 'house'>, r: Omit<Report, 'digest'>): string {
  const { county_id, id, round, sort, from_day, to_day, edition, facts, why } = r
  const text = canonical({ county_id, id, round, sort, from_day, to_day, edition, facts, why })
  return createHmac('sha256', ctx.house.secret).update(`report|${text}`).digest('hex')
}

/** Whether a published report is as it was published. */
export const isSound = (ctx: Pick<Ctx, 'house'>, r: Report): boolean => reportDigest(ctx, r) === r.digest

/** The numbers as published. */
export const factsIn = (r: Report): ReportFacts => r.facts as unknown as ReportFacts
