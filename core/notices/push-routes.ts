// Notices on a phone: the key to subscribe with, subscriptions, quiet hours. Everything is one's own.
import Type from 'typebox'
import type { PushView } from '../../contract/field.ts'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { subscribe, unsubscribe } from './push.ts'
import { ownQuiet, setQuiet } from './quiet.ts'
import { vapidKeys } from './vapid.ts'

const strict = { additionalProperties: false }
const own = { who: 'staff' as const, purpose: label('设置本人提醒', 'Setting one’s own notices'), limit: 60 }
const accountOf = (ctx: Ctx): string => ('id' in ctx.actor ? ctx.actor.id : '')
const endpoint = Type.String({ minLength: 10, maxLength: 1000 })
const base64url = (bytes: number) => Type.String({ pattern: `^[A-Za-z0-9_-]{${bytes}}=*$`, maxLength: bytes + 2 })
const time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

const viewPush = async (ctx: Ctx): Promise<PushView> => ({
  publicKey: vapidKeys(ctx.house.secret).publicKey,
  quiet: await ownQuiet(ctx, accountOf(ctx)),
})

/** The routes of notices on phones. */
export const pushRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...own,
    id: 'notices.push',
    method: 'GET',
    path: '/api/field/push',
    does: label('推送公钥和免打扰时段', 'The key for push notices, and the quiet hours'),
    handle: (ctx: Ctx) => viewPush(ctx),
  }),
  defineRoute({
    ...own,
    id: 'notices.push.subscribe',
    method: 'POST',
    path: '/api/field/push/subscriptions',
    does: label('在这台设备上接收提醒', 'Be told on this device'),
    status: 204,
    // Keys as browsers give them: a point of the curve, and sixteen bytes.
    body: Type.Object({ endpoint, keys: Type.Object({ p256dh: base64url(87), auth: base64url(22) }, strict) }, strict),
    handle: (ctx: Ctx, { body }) => subscribe(ctx, accountOf(ctx), body, ctx.deviceId ?? null),
  }),
  defineRoute({
    ...own,
    id: 'notices.push.unsubscribe',
    method: 'POST',
    path: '/api/field/push/unsubscribe',
    does: label('这台设备不再提醒', 'Be told on this device no more'),
    status: 204,
    body: Type.Object({ endpoint }, strict),
    handle: (ctx: Ctx, { body }) => unsubscribe(ctx, accountOf(ctx), body.endpoint),
  }),
  defineRoute({
    ...own,
    id: 'notices.push.quiet',
    method: 'PUT',
    path: '/api/field/push/quiet',
    does: label('设置免打扰时段', 'Set the quiet hours'),
    body: Type.Object({ quiet: Type.Union([Type.Object({ from: time, to: time }, strict), Type.Null()]) }, strict),
    handle: async (ctx: Ctx, { body }) => {
      await setQuiet(ctx, accountOf(ctx), body.quiet)
      return viewPush(ctx)
    },
  }),
]
