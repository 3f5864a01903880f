// Routes of summaries and bulletins: what is published, a preview, publishing, errata, contests and their answers.
import Type from 'typebox'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { ReportSort } from '../../contract/round-views.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { answerContest, contest } from './contests.ts'
import { findPlan, getRound } from './plan.ts'
import { ledCounty, reachIn } from './reach.ts'
import { previewOf, viewReport } from './report-view.ts'
import { findReport, getReport, publish, publishErratum, type Report } from './reports.ts'
import { usualContestDays } from './view.ts'

const strict = { additionalProperties: false }
const roundName = Type.String({ maxLength: 60, pattern: '^[a-z][\\w-]*\\.[\\w-]+$' })
const uuid = Type.String({ format: 'uuid' })
const day = Type.String({ format: 'date' })
const sort = Type.Unsafe<ReportSort>({ type: 'string', enum: ['pass', 'weekly', 'monthly'] })
const words = Type.String({ minLength: 4, maxLength: 500, pattern: '\\S' })
const common = { who: 'staff' as const, purpose: label('检查通报', 'Bulletins of checks'), limit: 300 }
const oneReport = Type.Object({ round: roundName, id: uuid }, strict)
const longestDays = 100

async function shown(ctx: Ctx, r: RoundKind, report: Report) {
  const reach = await reachIn(ctx, r)
  const plan = await findPlan(ctx, reach.countyId, r.kind)
  return viewReport(ctx, report, reach, plan?.contest_days ?? usualContestDays)
}

/** Those who look after the round see a preview; everybody else sees what was published. */
async function reportOrPreview(ctx: Ctx, r: RoundKind, query: { sort: ReportSort; from: string; to: string }) {
  const reach = await reachIn(ctx, r)
  checkSpan(query)
  const of = { countyId: reach.countyId, ...query }
  const report = await findReport(ctx, r, of)
  if (report) return shown(ctx, r, report)
  if (!reach.isWhole) throw problem('access.not-found')
  return previewOf(ctx, r, of, reach)
}

function checkSpan({ from, to }: { from: string; to: string }): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (!(days >= 0 && days <= longestDays))
    throw fieldProblem(
      'to',
      label(`起止相差应在 ${longestDays} 天以内`, `At most ${longestDays} days, the first first`),
    )
}

const reading: AnyRoute[] = [
  defineRoute({
    ...common,
    id: 'rounds.reports.list',
    method: 'GET',
    path: '/api/rounds/:round/reports',
    does: label('已发布的汇总和通报', 'Published summaries and bulletins'),
    params: Type.Object({ round: roundName }, strict),
    handle: async (ctx: Ctx, { params }) => {
      const { countyId } = await reachIn(ctx, getRound(ctx, params.round))
      const rows = await ctx.db
        .selectFrom('round_reports')
        .select(['id', 'sort', 'from_day as from', 'to_day as to', 'edition', 'published_at as publishedAt', 'why'])
        .where('county_id', '=', countyId)
        .where('round', '=', params.round)
        .orderBy('from_day', 'desc')
        .orderBy('edition', 'desc')
        .limit(200)
        .execute()
      return rows
    },
  }),
  defineRoute({
    ...common,
    id: 'rounds.reports.preview',
    method: 'GET',
    path: '/api/rounds/:round/report',
    does: label('一期汇总或通报，未发布的为预览', 'One summary or bulletin; a preview when it is not published'),
    params: Type.Object({ round: roundName }, strict),
    query: Type.Object({ sort, from: day, to: day }, strict),
    handle: (ctx: Ctx, { params, query }) => reportOrPreview(ctx, getRound(ctx, params.round), query),
  }),
  defineRoute({
    ...common,
    id: 'rounds.reports.read',
    method: 'GET',
    path: '/api/rounds/:round/reports/:id',
    does: label('查看已发布的一期', 'Read a published one'),
    params: oneReport,
    handle: async (ctx: Ctx, { params }) => {
      const r = getRound(ctx, params.round)
      const { countyId } = await reachIn(ctx, r)
      return shown(ctx, r, await getReport(ctx, r, countyId, params.id))
    },
  }),
]

const writing: AnyRoute[] = [
  defineRoute({
    ...common,
    id: 'rounds.reports.publish',
    method: 'POST',
    path: '/api/rounds/:round/reports',
    does: label('发布通报', 'Publish a bulletin'),
    status: 201,
    params: Type.Object({ round: roundName }, strict),
    body: Type.Object({ sort, from: day, to: day }, strict),
    handle: async (ctx: Ctx, { params, body }) => {
      const r = getRound(ctx, params.round)
      const countyId = await ledCounty(ctx, r)
      checkSpan(body)
      return shown(ctx, r, await publish(ctx, r, { countyId, ...body }))
    },
  }),
  defineRoute({
    ...common,
    id: 'rounds.reports.correct',
    method: 'POST',
    path: '/api/rounds/:round/reports/:id/erratum',
    does: label('发布更正', 'Publish an erratum'),
    status: 201,
    params: oneReport,
    body: Type.Object({ why: words }, strict),
    handle: async (ctx: Ctx, { params, body }) => {
      const r = getRound(ctx, params.round)
      const before = await getReport(ctx, r, await ledCounty(ctx, r), params.id)
      return shown(ctx, r, await publishErratum(ctx, r, before, body.why))
    },
  }),
  defineRoute({
    ...common,
    id: 'rounds.reports.contest',
    method: 'POST',
    path: '/api/rounds/:round/reports/:id/contest',
    does: label('对本单位的内容提出异议', 'Contest what is said of one’s own unit'),
    params: oneReport,
    body: Type.Object({ target: Type.String({ minLength: 1, maxLength: 80 }), reason: words }, strict),
    handle: async (ctx: Ctx, { params, body }) => {
      const r = getRound(ctx, params.round)
      return shown(ctx, r, await contest(ctx, r, params.id, body))
    },
  }),
  defineRoute({
    ...common,
    id: 'rounds.reports.answer',
    method: 'POST',
    path: '/api/rounds/:round/reports/:id/contests/:contest',
    does: label('答复异议', 'Answer a contest'),
    params: Type.Object({ round: roundName, id: uuid, contest: uuid }, strict),
    body: Type.Object({ upheld: Type.Boolean(), answer: words }, strict),
    handle: async (ctx: Ctx, { params, body }) => {
      const r = getRound(ctx, params.round)
      const input = { reportId: params.id, contestId: params.contest, ...body }
      return shown(ctx, r, await answerContest(ctx, r, await ledCounty(ctx, r), input))
    },
  }),
]

/** The routes of reports. */
export const reportRoutes: readonly AnyRoute[] = [...reading, ...writing]
