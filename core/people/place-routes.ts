// What administrators do with units and with the tokens of machines.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { type UnitSort, unitSorts } from '../../contract/people.ts'
import { type Post, postIds } from '../../contract/posts.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { listTokens, makeToken, revokeToken } from './tokens.ts'
import { addUnit, changeUnit, listUnits } from './units.ts'

const strict = { additionalProperties: false }
const uuid = Type.String({ format: 'uuid' })
const uuidParams = Type.Object({ id: uuid }, strict)
const divisionId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const unitName = Type.String({ minLength: 1, maxLength: 60 })
const units = { who: ['administrator'] as const, purpose: label('维护单位', 'Keeping units'), limit: 300 }
const tokens = { who: ['administrator'] as const, purpose: label('管理接口令牌', 'Keeping tokens'), limit: 120 }

/** The routes of administrators for units and tokens. */
export const placeRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...units,
    id: 'people.units.list',
    method: 'GET',
    path: '/api/admin/units',
    does: label('辖区内的单位', 'Units in reach'),
    handle: (ctx: Ctx) => listUnits(ctx),
  }),
  defineRoute({
    ...units,
    id: 'people.units.add',
    method: 'POST',
    path: '/api/admin/units',
    does: label('新增单位', 'Add a unit'),
    status: 201,
    body: Type.Object(
      { name: unitName, sort: Type.Unsafe<UnitSort>({ type: 'string', enum: [...unitSorts] }), divisionId },
      strict,
    ),
    handle: async (ctx: Ctx, { body }) => ({ id: await addUnit(ctx, body) }),
  }),
  defineRoute({
    ...units,
    id: 'people.units.change',
    method: 'PATCH',
    path: '/api/admin/units/:id',
    does: label('改名、关闭、恢复单位', 'Rename, close or reopen a unit'),
    params: uuidParams,
    body: Type.Object(
      { name: Type.Optional(unitName), closed: Type.Optional(Type.Boolean()) },
      { ...strict, minProperties: 1 },
    ),
    handle: (ctx: Ctx, { params, body }) => changeUnit(ctx, params.id, body),
  }),
  defineRoute({
    ...tokens,
    id: 'people.tokens.list',
    method: 'GET',
    path: '/api/admin/tokens',
    does: label('本县的接口令牌', 'Tokens of the county'),
    handle: (ctx: Ctx) => listTokens(ctx),
  }),
  defineRoute({
    ...tokens,
    id: 'people.tokens.make',
    method: 'POST',
    path: '/api/admin/tokens',
    does: label('新建接口令牌，只显示一次', 'Make a token; it is shown once'),
    status: 201,
    shownOnce: ['token'],
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 40 }),
        posts: Type.Array(
          Type.Object(
            {
              post: Type.Unsafe<Post>({ type: 'string', enum: [...postIds] }),
              divisionId,
              unitId: Type.Optional(uuid),
            },
            strict,
          ),
          { minItems: 1, maxItems: 20 },
        ),
        expiresAt: Type.Optional(Type.String({ format: 'date-time' })),
      },
      strict,
    ),
    handle: (ctx: Ctx, { body: { expiresAt, ...made } }) =>
      makeToken(ctx, { ...made, ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }) }),
  }),
  defineRoute({
    ...tokens,
    id: 'people.tokens.revoke',
    method: 'DELETE',
    path: '/api/admin/tokens/:id',
    does: label('作废接口令牌', 'Revoke a token'),
    params: uuidParams,
    handle: (ctx: Ctx, { params }) => revokeToken(ctx, params.id),
  }),
]
