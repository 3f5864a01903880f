// The bell: an account's own notices.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { markRead, noticesOf } from './notices.ts'

const own = { who: 'staff' as const, purpose: label('查看本人通知', 'Reading one’s own notices'), limit: 600 }
const accountOf = (ctx: Ctx): string => ('id' in ctx.actor ? ctx.actor.id : '')

/** The routes of core/notices. */
export const noticeRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...own,
    id: 'notices.list',
    method: 'GET',
    path: '/api/notices',
    does: label('本人的通知', 'Own notices'),
    handle: (ctx: Ctx) => noticesOf(ctx, accountOf(ctx)),
  }),
  defineRoute({
    ...own,
    id: 'notices.read',
    method: 'POST',
    path: '/api/notices/read',
    does: label('标为已读', 'Mark as read'),
    body: Type.Object(
      { ids: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 100 }) },
      { additionalProperties: false },
    ),
    handle: (ctx: Ctx, { body }) => markRead(ctx, accountOf(ctx), body.ids),
  }),
]
