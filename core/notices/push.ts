// Who is told on a phone: subscriptions of browsers, and a queue of what each is still to be told.
import { v7 as uuidv7 } from 'uuid'
import { fieldProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { Ctx } from '../context.ts'

export interface Subscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

// A person with more browsers than this has forgotten the first ones.
const mostSubscriptions = 10

/** Keeps where a browser of the account is told. A browser in other hands now takes nothing along of what waited for the former. */
export async function subscribe(
  ctx: Ctx,
  accountId: string,
  { endpoint, keys }: Subscription,
  deviceId: string | null,
): Promise<void> {
  if (URL.parse(endpoint)?.protocol !== 'https:')
    throw fieldProblem('endpoint', label('推送地址必须是 https', 'The address of a push service is https'))
  await ctx.db
    .deleteFrom('push_subscriptions')
    .where('endpoint', '=', endpoint)
    .where('account_id', '<>', accountId)
    .execute()
  const row = { account_id: accountId, device_id: deviceId, p256dh: keys.p256dh, auth: keys.auth, made_at: ctx.now() }
  await ctx.db
    .insertInto('push_subscriptions')
    .values({ county_id: null, id: uuidv7(), endpoint, ...row })
    .onConflict((c) => c.column('endpoint').doUpdateSet(row))
    .execute()
  const old = await ctx.db
    .selectFrom('push_subscriptions')
    .select('id')
    .where('account_id', '=', accountId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .offset(mostSubscriptions)
    .limit(mostSubscriptions)
    .execute()
  if (old.length > 0)
    await ctx.db
      .deleteFrom('push_subscriptions')
      .where(
        'id',
        'in',
        old.map(({ id }) => id),
      )
      .execute()
}

/** Ends a subscription of the account; another's stays. */
export async function unsubscribe(ctx: Ctx, accountId: string, endpoint: string): Promise<void> {
  await ctx.db
    .deleteFrom('push_subscriptions')
    .where('account_id', '=', accountId)
    .where('endpoint', '=', endpoint)
    .execute()
}

/** Queues notices for the browsers of their accounts, in the transaction that leaves them. */
export async function queuePushes(
  ctx: Ctx,
  countyId: number,
  notices: readonly { id: string; account_id: string }[],
): Promise<void> {
  const accountIds = [...new Set(notices.map((n) => n.account_id))]
  if (accountIds.length === 0) return
  const subscriptions = await ctx.db
    .selectFrom('push_subscriptions')
    .select(['id', 'account_id'])
    .where('account_id', 'in', accountIds)
    .execute()
  const rows = notices.flatMap((n) =>
    subscriptions
      .filter((s) => s.account_id === n.account_id)
      .map((s) => ({ county_id: countyId, notice_id: n.id, subscription_id: s.id, due_at: ctx.now() })),
  )
  if (rows.length > 0) await ctx.db.insertInto('push_queue').values(rows).execute()
}
