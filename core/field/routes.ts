// The routes of the field app that are not those of matters: the phone itself, its contacts, steps that came too late.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { type HandIn, handInConflict, openConflicts, type Settling, settleConflict } from './conflicts.ts'
import { ownDevices, registerDevice, revokeDevice, staffDevices } from './devices.ts'
import { syncPhone } from './sync.ts'

const strict = { additionalProperties: false }
const uuid = Type.String({ format: 'uuid' })
/** Version 7 (RFC 9562 §5.7): what a phone makes itself. */
const madeOnPhone = Type.String({ format: 'uuid', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7' })
const idParams = Type.Object({ id: uuid }, strict)
const revision = Type.String({ maxLength: 40, pattern: '^[\\w-]*$' })
const working = { who: 'staff' as const, purpose: label('移动端办理', 'Working with the field app') }
const settling = { who: 'staff' as const, purpose: label('核对离线办理', 'Comparing what was done offline') }

const deviceRoutes: AnyRoute[] = [
  defineRoute({
    ...working,
    id: 'field.devices.register',
    method: 'POST',
    path: '/api/field/devices',
    does: label('登记本人的手机，或改名', 'Make a phone one’s own, or give it another name'),
    limit: 60,
    status: 201,
    body: Type.Object({ id: madeOnPhone, name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }) }, strict),
    handle: (ctx: Ctx, { body }) => registerDevice(ctx, body),
  }),
  defineRoute({
    ...working,
    id: 'field.devices.own',
    method: 'GET',
    path: '/api/field/devices',
    does: label('本人的手机', 'One’s own phones'),
    limit: 120,
    handle: (ctx: Ctx) => ownDevices(ctx),
  }),
  defineRoute({
    id: 'field.devices.staff',
    method: 'GET',
    path: '/api/field/devices/staff',
    does: label('本辖区人员的手机', 'Phones of the staff of one’s divisions'),
    who: ['administrator', 'countyCentre', 'townshipCentre'],
    purpose: label('管理移动设备', 'Looking after phones'),
    limit: 120,
    query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 40 })) }, strict),
    handle: (ctx: Ctx, { query }) => staffDevices(ctx, query),
  }),
  defineRoute({
    ...working,
    id: 'field.devices.revoke',
    method: 'POST',
    path: '/api/field/devices/:id/revoke',
    does: label(
      '停用丢失的手机：本人的，或本辖区人员的',
      'End a lost phone: one’s own, or of staff of one’s divisions',
    ),
    limit: 60,
    params: idParams,
    handle: (ctx: Ctx, { params }) => revokeDevice(ctx, params.id),
  }),
]

const workRoutes: AnyRoute[] = [
  defineRoute({
    ...working,
    id: 'field.sync',
    method: 'GET',
    path: '/api/field/sync',
    does: label('手机所需的全部内容，或上次以来的变化', 'What a phone needs, whole or since the last time'),
    limit: 120,
    query: Type.Object(
      {
        since: Type.Optional(Type.String({ maxLength: 120 })),
        lists: Type.Optional(revision),
        divisions: Type.Optional(revision),
      },
      strict,
    ),
    handle: (ctx: Ctx, { query }) => syncPhone(ctx, query),
  }),
  defineRoute({
    ...settling,
    id: 'field.conflicts.hand-in',
    method: 'POST',
    path: '/api/field/conflicts',
    does: label('交存一步来迟的离线办理', 'Hand in a step that came too late'),
    limit: 300,
    status: 201,
    body: Type.Object(
      {
        id: uuid,
        matterId: uuid,
        transition: Type.String({ minLength: 1, maxLength: 60 }),
        data: Type.Object({}, { additionalProperties: true }),
        version: Type.Integer({ minimum: 1 }),
        deviceAt: Type.String({ format: 'date-time' }),
      },
      strict,
    ),
    handle: (ctx: Ctx, { body }) => handInConflict(ctx, body as HandIn),
  }),
  defineRoute({
    ...settling,
    id: 'field.conflicts.list',
    method: 'GET',
    path: '/api/field/conflicts',
    does: label('待核对的离线办理', 'Steps from phones that wait to be compared'),
    limit: 600,
    query: Type.Object({ matter: Type.Optional(uuid) }, strict),
    handle: (ctx: Ctx, { query }) => openConflicts(ctx, query),
  }),
  defineRoute({
    ...settling,
    id: 'field.conflicts.settle',
    method: 'POST',
    path: '/api/field/conflicts/:id/settle',
    does: label('保留现状，或按离线办理再办一次', 'Keep what is, or take the step now'),
    limit: 300,
    params: idParams,
    body: Type.Object(
      {
        choice: Type.Unsafe<'kept' | 'applied'>({ type: 'string', enum: ['kept', 'applied'] }),
        version: Type.Optional(Type.Integer({ minimum: 1 })),
        data: Type.Optional(Type.Object({}, { additionalProperties: true })),
      },
      strict,
    ),
    handle: (ctx: Ctx, { params, body }) => settleConflict(ctx, params.id, body as Settling),
  }),
]

/** The routes of core/field. */
export const fieldRoutes: readonly AnyRoute[] = [...deviceRoutes, ...workRoutes]
