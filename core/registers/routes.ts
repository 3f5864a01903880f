// Routes that are the same for every register: the plate that was scanned, and transfers on their receiving side.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { linkMatter } from './link-matter.ts'
import { findByPlate } from './plate.ts'
import { decideTransfer, waitingTransfers } from './transfer.ts'

const idParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const strict = { additionalProperties: false }
const common = { who: 'staff' as const, purpose: label('管理台账', 'Keeping registers'), limit: 600 }

/** The routes of core/registers besides those that follow from each register. */
export const registersRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...common,
    id: 'registers.plate',
    method: 'GET',
    path: '/api/registers/plate/:code',
    does: label('扫码找到条目', 'The entry whose plate was scanned'),
    params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
    handle: (ctx: Ctx, { params }) => findByPlate(ctx, params.code),
  }),
  defineRoute({
    ...common,
    id: 'registers.transfers',
    method: 'GET',
    path: '/api/registers/transfers',
    does: label('等待接收的移交', 'Transfers that wait for the actor’s side'),
    handle: (ctx: Ctx) => waitingTransfers(ctx),
  }),
  defineRoute({
    ...common,
    id: 'registers.decide-transfer',
    method: 'POST',
    path: '/api/registers/transfers/:id',
    does: label('接收或退回', 'Accept or refuse a transfer'),
    params: idParams,
    body: Type.Object(
      { decision: Type.Unsafe<'accepted' | 'refused'>({ type: 'string', enum: ['accepted', 'refused'] }) },
      strict,
    ),
    handle: (ctx: Ctx, { params, body }) => decideTransfer(ctx, params.id, body.decision),
  }),
  defineRoute({
    ...common,
    id: 'registers.link',
    method: 'POST',
    path: '/api/registers/entries/:id/link',
    does: label('把事项关联到条目', 'Link a matter with an entry'),
    params: idParams,
    body: Type.Object(
      { matterId: Type.String({ format: 'uuid' }), why: Type.String({ minLength: 2, maxLength: 200 }) },
      strict,
    ),
    handle: (ctx: Ctx, { params, body }) => linkMatter(ctx, params.id, body),
  }),
]
