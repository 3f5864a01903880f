// What everybody with an account asks about themselves, the waiting posts, and the first set-up.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import type { WaysInView } from '../../contract/people.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { adminRoutes } from './admin-routes.ts'
import { changePassword, endOtherSessions, endOwnSession, listOwnSessions, viewMe, viewOwnAccount } from './own.ts'
import { passwordLimits } from './password.ts'
import { placeRoutes } from './place-routes.ts'
import { shortPosts, waitingPosts } from './post-views.ts'
import { acceptPost, refusePost } from './posts.ts'
import { hasAccounts, setUp } from './setup.ts'

const strict = { additionalProperties: false }
const uuidParams = Type.Object({ id: Type.String({ format: 'uuid' }) }, strict)
const password = Type.String({ minLength: 1, maxLength: passwordLimits.max })
const own = { who: 'staff' as const, purpose: label('管理本人账号', 'Keeping one’s own account') }
const receiving = {
  who: ['administrator', 'countyCentre', 'townshipCentre'] as const,
  purpose: label('接收人员', 'Receiving people'),
  limit: 120,
}
const open = { who: 'public' as const, purpose: label('登录和初始化', 'Signing in and setting up') }

const ownRoutes: AnyRoute[] = [
  defineRoute({
    ...own,
    id: 'people.me',
    method: 'GET',
    path: '/api/me',
    limit: 600,
    does: label('本人和岗位', 'Oneself and one’s posts'),
    handle: (ctx: Ctx) => viewMe(ctx),
  }),
  defineRoute({
    ...own,
    id: 'people.account',
    method: 'GET',
    path: '/api/account',
    limit: 120,
    does: label('本人账号', 'One’s own account'),
    handle: (ctx: Ctx) => viewOwnAccount(ctx),
  }),
  defineRoute({
    ...own,
    id: 'people.password',
    method: 'POST',
    path: '/api/account/password',
    limit: 20,
    does: label('修改密码，其他会话退出', 'Change the password; other sessions end'),
    body: Type.Object({ current: password, next: password }, strict),
    handle: (ctx: Ctx, { body }) => changePassword(ctx, body),
  }),
  defineRoute({
    ...own,
    id: 'people.sessions',
    method: 'GET',
    path: '/api/account/sessions',
    limit: 120,
    does: label('本人的会话', 'One’s own sessions'),
    handle: (ctx: Ctx) => listOwnSessions(ctx),
  }),
  defineRoute({
    ...own,
    id: 'people.sessions.end',
    method: 'DELETE',
    path: '/api/account/sessions/:id',
    limit: 120,
    does: label('退出一个会话', 'End a session'),
    params: uuidParams,
    handle: (ctx: Ctx, { params }) => endOwnSession(ctx, params.id),
  }),
  defineRoute({
    ...own,
    id: 'people.sessions.end-others',
    method: 'DELETE',
    path: '/api/account/sessions',
    limit: 60,
    does: label('退出其他所有会话', 'End all other sessions'),
    handle: (ctx: Ctx) => endOtherSessions(ctx),
  }),
]

const receivingRoutes: AnyRoute[] = [
  defineRoute({
    ...receiving,
    id: 'people.posts.waiting',
    method: 'GET',
    path: '/api/posts/waiting',
    does: label('等待本方接收的岗位', 'Posts that wait for one’s own side'),
    handle: (ctx: Ctx) => waitingPosts(ctx),
  }),
  defineRoute({
    ...receiving,
    id: 'people.posts.short',
    method: 'GET',
    path: '/api/posts/short',
    does: label('人数不足的岗位（如调解委员会）', 'Posts that too few hold, such as those of a mediation committee'),
    handle: (ctx: Ctx) => shortPosts(ctx),
  }),
  defineRoute({
    ...receiving,
    id: 'people.posts.accept',
    method: 'POST',
    path: '/api/posts/:id/accept',
    does: label('接收', 'Accept a post'),
    params: uuidParams,
    handle: (ctx: Ctx, { params }) => acceptPost(ctx, params.id),
  }),
  defineRoute({
    ...receiving,
    id: 'people.posts.refuse',
    method: 'POST',
    path: '/api/posts/:id/refuse',
    does: label('退回', 'Refuse a post'),
    params: uuidParams,
    handle: (ctx: Ctx, { params }) => refusePost(ctx, params.id),
  }),
]

const openRoutes: AnyRoute[] = [
  defineRoute({
    ...open,
    id: 'people.ways-in',
    method: 'GET',
    path: '/api/setup',
    limit: 120,
    does: label('是否需要初始化，可用的登录方式', 'Whether a set-up is due, and the ways to sign in'),
    handle: async (ctx: Ctx): Promise<WaysInView> => ({
      needed: !(await hasAccounts(ctx.house)),
      oidc: ctx.house.auth.hasOidc,
    }),
  }),
  defineRoute({
    ...open,
    id: 'people.set-up',
    method: 'POST',
    path: '/api/setup',
    limit: 10,
    does: label('设立第一位系统管理员', 'Make the first administrator'),
    body: Type.Object(
      {
        countyCode: Type.String({ pattern: '^\\d{6}$' }),
        username: Type.String({ minLength: 1, maxLength: 30 }),
        name: Type.String({ minLength: 1, maxLength: 40 }),
        password,
      },
      strict,
    ),
    handle: (ctx: Ctx, { body }) => setUp(ctx, body),
  }),
]

/** The routes of core/people. */
export const peopleRoutes: readonly AnyRoute[] = [
  ...ownRoutes,
  ...receivingRoutes,
  ...openRoutes,
  ...adminRoutes,
  ...placeRoutes,
]
