// What administrators of a county do with its kept lists.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { addEntry, changeEntry, keptEntries, orderEntries } from './edit.ts'

const strict = { additionalProperties: false }
const admin = { who: ['administrator'] as const, purpose: label('维护名录', 'Keeping lists'), limit: 300 }
const word = Type.String({ maxLength: 60, pattern: '^[\\w.-]+$' })
const listParams = Type.Object({ list: word }, strict)
const longest = 5000
const entryText = Type.Optional(
  Type.String({ maxLength: longest, pattern: '^[^\\u0000-\\u0008\\u000B-\\u001F\\u007F]*$' }),
)
const entryLabel = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 40 }), en: Type.String({ minLength: 1, maxLength: 60 }) },
  strict,
)

/** The routes of administrators for kept lists. */
export const listAdminRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...admin,
    id: 'lists.kept',
    method: 'GET',
    path: '/api/admin/lists',
    does: label('可维护的名录', 'The lists that are kept'),
    handle: async (ctx: Ctx) =>
      [...ctx.house.lists.values()].map((list) => ({
        id: list.id,
        label: list.label,
        hasTexts: list.hasTexts === true,
      })),
  }),
  defineRoute({
    ...admin,
    id: 'lists.kept.entries',
    method: 'GET',
    path: '/api/admin/lists/:list',
    does: label('名录的全部选项', 'All entries of a kept list'),
    params: listParams,
    handle: (ctx: Ctx, { params }) => keptEntries(ctx, params.list),
  }),
  defineRoute({
    ...admin,
    id: 'lists.kept.add',
    method: 'POST',
    path: '/api/admin/lists/:list',
    does: label('新增选项', 'Add an entry'),
    status: 201,
    params: listParams,
    body: Type.Object({ label: entryLabel, under: Type.Optional(word), text: entryText }, strict),
    handle: (ctx: Ctx, { params, body }) => addEntry(ctx, params.list, body),
  }),
  defineRoute({
    ...admin,
    id: 'lists.kept.order',
    method: 'PUT',
    path: '/api/admin/lists/:list/order',
    does: label('排序', 'Put the entries in order'),
    params: listParams,
    body: Type.Object({ ids: Type.Array(word, { maxItems: 500, uniqueItems: true }) }, strict),
    handle: (ctx: Ctx, { params, body }) => orderEntries(ctx, params.list, body.ids),
  }),
  defineRoute({
    ...admin,
    id: 'lists.kept.change',
    method: 'PATCH',
    path: '/api/admin/lists/:list/:entry',
    does: label('改名、改文、停用、启用选项', 'Rename an entry, write its text, switch it off or on'),
    params: Type.Object({ list: word, entry: word }, strict),
    body: Type.Object(
      { label: Type.Optional(entryLabel), active: Type.Optional(Type.Boolean()), text: entryText },
      { ...strict, minProperties: 1 },
    ),
    handle: (ctx: Ctx, { params, body }) => changeEntry(ctx, params.list, params.entry, body),
  }),
]
