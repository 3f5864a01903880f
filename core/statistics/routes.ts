// The statistics of a kind for screens: any number leads to the list of its rows.
import Type from 'typebox'
import { dayOf } from '../../contract/calendar.ts'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { Post, Reach } from '../../contract/posts.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { getKind } from '../matters/load.ts'
import { childrenView, totalView, trendView } from './dashboards.ts'
import { statisticsOf } from './statistics.ts'

const month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' })
const usualMonths = 12

/** The division somebody's statistics are of when they do not say: that of their first post that reads the kind. */
function ownDivision(ctx: Ctx, kind: string): number {
  const reads = getKind(ctx, kind).reads as Partial<Record<Post, Reach>>
  const posts = 'posts' in ctx.actor ? ctx.actor.posts : []
  const held = posts.find((p) => reads[p.post] === 'subtree')
  if (!held) throw problem('access.not-found')
  return held.divisionId
}

/** So many months before the month of a day. */
function monthsBefore(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

const params = Type.Object({ kind: Type.String({ maxLength: 60, pattern: '^[a-z][\\w.-]*$' }) })
const asked = {
  division: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  from: Type.Optional(month),
  to: Type.Optional(month),
}
const strict = { additionalProperties: false }

/** The division and months asked for; the reader's own division and the last twelve months where nothing is said. */
function inputOf(ctx: Ctx, kind: string, query: { division?: number; from?: string; to?: string }) {
  const today = dayOf(ctx.now())
  return {
    divisionId: query.division ?? ownDivision(ctx, kind),
    from: query.from ?? monthsBefore(query.to ? `${query.to}-01` : today, usualMonths - 1),
    to: query.to ?? today.slice(0, 7),
  }
}

const common = {
  method: 'GET' as const,
  who: 'staff' as const,
  purpose: label('统计分析', 'Statistics'),
  limit: 240,
  params,
}

/** The routes of core/statistics. */
export const statisticsRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...common,
    id: 'statistics.kind',
    path: '/api/statistics/:kind',
    does: label('一类事项的统计', 'Statistics of a kind of matter'),
    query: Type.Object(asked, strict),
    handle: (ctx: Ctx, { params, query }) => statisticsOf(ctx, params.kind, inputOf(ctx, params.kind, query)),
  }),
  defineRoute({
    ...common,
    id: 'statistics.total',
    path: '/api/statistics/:kind/total',
    does: label('一个区划的合计与同比', 'Totals of a division, beside those of the year before'),
    query: Type.Object(asked, strict),
    handle: (ctx: Ctx, { params, query }) => totalView(ctx, params.kind, inputOf(ctx, params.kind, query)),
  }),
  defineRoute({
    ...common,
    id: 'statistics.children',
    path: '/api/statistics/:kind/children',
    does: label('下一级各区划按状态', 'The divisions one level below, by state'),
    query: Type.Object(asked, strict),
    handle: (ctx: Ctx, { params, query }) => childrenView(ctx, params.kind, inputOf(ctx, params.kind, query)),
  }),
  defineRoute({
    ...common,
    id: 'statistics.trend',
    path: '/api/statistics/:kind/trend',
    does: label('按日、月、年和类别的走势', 'Trend by day, month or year, and by category'),
    query: Type.Object(
      { ...asked, by: Type.Optional(Type.Union([Type.Literal('day'), Type.Literal('month'), Type.Literal('year')])) },
      strict,
    ),
    handle: (ctx: Ctx, { params, query }) =>
      trendView(ctx, params.kind, { ...inputOf(ctx, params.kind, query), by: query.by ?? 'month' }),
  }),
]
