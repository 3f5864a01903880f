// Kept lists and units as screens need them: what a field offers to choose from.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { listAdminRoutes } from './admin-routes.ts'
import { listEntries } from './lists.ts'
import { ownCounty, unitsOf } from './offered.ts'

const reading = { method: 'GET' as const, who: 'staff' as const, limit: 600 }

/** The routes of core/lists. */
export const listRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...reading,
    id: 'lists.entries',
    path: '/api/lists/:list',
    does: label('一个名录的全部选项', 'All entries of a kept list'),
    purpose: label('填写表单', 'Filling in forms'),
    params: Type.Object({ list: Type.String({ maxLength: 60, pattern: '^[a-z][\\w.-]*$' }) }),
    handle: async (ctx: Ctx, { params }) => listEntries(ctx, await ownCounty(ctx), params.list),
  }),
  defineRoute({
    ...reading,
    id: 'lists.units',
    path: '/api/units',
    does: label('本县单位', 'Units of the county'),
    purpose: label('转交和共享', 'Routing and sharing'),
    handle: async (ctx: Ctx) => unitsOf(ctx, await ownCounty(ctx)),
  }),
  ...listAdminRoutes,
]
