// The statistics of a kind for screens: any number leads to the list of its rows.
import Type from 'typebox'
import { dayOf } from '../../contract/calendar.ts'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { Post, Reach } from '../../contract/posts.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { getKind } from '../matters/load.ts'
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

/** The routes of core/statistics. */
export const statisticsRoutes: readonly AnyRoute[] = [
  defineRoute({
    id: 'statistics.kind',
    method: 'GET',
    path: '/api/statistics/:kind',
    does: label('一类事项的统计', 'Statistics of a kind of matter'),
    who: 'staff',
    purpose: label('统计分析', 'Statistics'),
    limit: 240,
    params: Type.Object({ kind: Type.String({ maxLength: 60, pattern: '^[a-z][\\w.-]*$' }) }),
    query: Type.Object(
      {
        division: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
        from: Type.Optional(month),
        to: Type.Optional(month),
      },
      { additionalProperties: false },
    ),
    handle: (ctx: Ctx, { params, query }) => {
      const today = dayOf(ctx.now())
      return statisticsOf(ctx, params.kind, {
        divisionId: query.division ?? ownDivision(ctx, params.kind),
        from: query.from ?? monthsBefore(query.to ? `${query.to}-01` : today, usualMonths - 1),
        to: query.to ?? today.slice(0, 7),
      })
    },
  }),
]
