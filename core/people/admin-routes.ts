// What administrators do with accounts and posts of their own county or township.
import Type, { type Static } from 'typebox'
import { label } from '../../contract/label.ts'
import type { FirstPassword } from '../../contract/people.ts'
import { type Post, postIds } from '../../contract/posts.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { listAccounts, viewAccount } from './account-views.ts'
import { addAccount, endAllSessions, linkOidc, resetPassword, switchAccount } from './accounts.ts'
import { endPost, givePost, type NewPost } from './posts.ts'

const strict = { additionalProperties: false }
const uuid = Type.String({ format: 'uuid' })
const uuidParams = Type.Object({ id: uuid }, strict)
const divisionId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const moment = Type.String({ format: 'date-time' })
const admin = {
  who: ['administrator'] as const,
  purpose: label('管理账号和岗位', 'Keeping accounts and posts'),
  limit: 300,
}

const postFields = {
  post: Type.Unsafe<Post>({ type: 'string', enum: [...postIds] }),
  divisionId,
  unitId: Type.Optional(uuid),
  fromAt: Type.Optional(moment),
  toAt: Type.Optional(moment),
}
const PlacedPost = Type.Object(postFields, strict)

function placed({ fromAt, toAt, ...place }: Static<typeof PlacedPost>): Omit<NewPost, 'accountId'> {
  return {
    ...place,
    ...(fromAt === undefined ? {} : { fromAt: new Date(fromAt) }),
    ...(toAt === undefined ? {} : { toAt: new Date(toAt) }),
  }
}

/** Makes an account with all its posts or not at all, and shows its first password. */
async function openAccount(
  ctx: Ctx,
  body: { username: string; name: string; divisionId: number; posts?: Static<typeof PlacedPost>[] },
): Promise<FirstPassword> {
  return inTransaction(ctx, async (tx) => {
    const { id, password } = await addAccount(tx, body)
    for (const each of body.posts ?? []) await givePost(tx, { ...placed(each), accountId: id })
    return { account: await viewAccount(tx, id), password }
  })
}

const accountRoutes: AnyRoute[] = [
  defineRoute({
    ...admin,
    id: 'people.accounts.list',
    method: 'GET',
    path: '/api/admin/accounts',
    does: label('辖区内的账号', 'Accounts in reach'),
    query: Type.Object(
      {
        q: Type.Optional(Type.String({ maxLength: 60 })),
        division: Type.Optional(divisionId),
        after: Type.Optional(Type.String({ maxLength: 300 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      },
      strict,
    ),
    handle: (ctx: Ctx, { query }) => listAccounts(ctx, query),
  }),
  defineRoute({
    ...admin,
    id: 'people.accounts.add',
    method: 'POST',
    path: '/api/admin/accounts',
    does: label('新建账号，首次密码只显示一次', 'Make an account; its first password is shown once'),
    status: 201,
    shownOnce: ['password'],
    body: Type.Object(
      {
        username: Type.String({ minLength: 1, maxLength: 30 }),
        name: Type.String({ minLength: 1, maxLength: 40 }),
        divisionId,
        posts: Type.Optional(Type.Array(PlacedPost, { maxItems: 10 })),
      },
      strict,
    ),
    handle: (ctx: Ctx, { body }) => openAccount(ctx, body),
  }),
  defineRoute({
    ...admin,
    id: 'people.accounts.read',
    method: 'GET',
    path: '/api/admin/accounts/:id',
    does: label('一个账号', 'One account'),
    params: uuidParams,
    handle: (ctx: Ctx, { params }) => viewAccount(ctx, params.id),
  }),
  defineRoute({
    ...admin,
    id: 'people.accounts.change',
    method: 'PATCH',
    path: '/api/admin/accounts/:id',
    does: label('停用、启用账号，关联统一身份认证', 'Disable or enable an account, link it to the identity provider'),
    params: uuidParams,
    body: Type.Object(
      {
        disabled: Type.Optional(Type.Boolean()),
        oidcSubject: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()])),
      },
      { ...strict, minProperties: 1 },
    ),
    handle: async (ctx: Ctx, { params, body }) => {
      if (body.disabled !== undefined) await switchAccount(ctx, params.id, { disabled: body.disabled })
      if (body.oidcSubject !== undefined) await linkOidc(ctx, params.id, body.oidcSubject)
      return viewAccount(ctx, params.id)
    },
  }),
  defineRoute({
    ...admin,
    id: 'people.accounts.password',
    method: 'POST',
    path: '/api/admin/accounts/:id/password',
    does: label('重设首次密码，并取消两步验证', 'Give a new first password and take second factors off'),
    shownOnce: ['password'],
    params: uuidParams,
    handle: async (ctx: Ctx, { params }): Promise<FirstPassword> => {
      const password = await resetPassword(ctx, params.id)
      return { account: await viewAccount(ctx, params.id), password }
    },
  }),
  defineRoute({
    ...admin,
    id: 'people.accounts.end-sessions',
    method: 'DELETE',
    path: '/api/admin/accounts/:id/sessions',
    does: label('退出该账号的所有会话', 'End all sessions of an account'),
    params: uuidParams,
    handle: (ctx: Ctx, { params }) => endAllSessions(ctx, params.id),
  }),
]

const postRoutes: AnyRoute[] = [
  defineRoute({
    ...admin,
    id: 'people.posts.give',
    method: 'POST',
    path: '/api/admin/posts',
    does: label('任命岗位；跨乡镇、县、单位的待对方接收', 'Give a post; elsewhere it waits for the receiving side'),
    status: 201,
    body: Type.Object({ accountId: uuid, ...postFields, replaces: Type.Optional(uuid) }, strict),
    handle: async (ctx: Ctx, { body }) => {
      const { accountId, replaces, ...place } = body
      await givePost(ctx, { ...placed(place), accountId, ...(replaces === undefined ? {} : { replaces }) })
      return viewAccount(ctx, accountId)
    },
  }),
  defineRoute({
    ...admin,
    id: 'people.posts.end',
    method: 'POST',
    path: '/api/admin/posts/:id/end',
    does: label('结束岗位，或撤回未接收的任命', 'End a post, or withdraw one not accepted yet'),
    params: uuidParams,
    handle: (ctx: Ctx, { params }) => endPost(ctx, params.id),
  }),
]

/** The routes of administrators for accounts and posts. */
export const adminRoutes: readonly AnyRoute[] = [...accountRoutes, ...postRoutes]
