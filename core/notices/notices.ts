// Notices to staff: a line in the app, and a text to a phone only through the county's own carrier.
import { v7 as uuidv7 } from 'uuid'
import { type Label, label } from '../../contract/label.ts'
import type { NoticeView } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import { queuePushes } from './push.ts'

export interface NewNotice {
  accountIds: readonly string[]
  countyId: number
  text: Label
  /** What a locked screen may show: nothing of a person, nothing that somebody wrote. A general word when left out. */
  push?: Label
  matterId?: string | null
  kind?: string | null
}

const unsaid = label('您有一条新提醒', 'You have a new notice')

/** Leaves a notice for each account, and tells their phones, in the transaction of what it tells about. */
export async function notify(ctx: Ctx, n: NewNotice): Promise<void> {
  if (n.accountIds.length === 0) return
  const rows = n.accountIds.map((accountId) => ({
    county_id: n.countyId,
    id: uuidv7(),
    account_id: accountId,
    at: ctx.now(),
    text: JSON.stringify(n.text) as never,
    push: JSON.stringify(n.push ?? unsaid) as never,
    matter_id: n.matterId ?? null,
    kind: n.kind ?? null,
    read_at: null,
  }))
  await ctx.db.insertInto('notices').values(rows).execute()
  await queuePushes(ctx, n.countyId, rows)
}

/** The newest notices of an account, at most 100. */
export async function noticesOf(ctx: Ctx, accountId: string): Promise<NoticeView[]> {
  const rows = await ctx.db
    .selectFrom('notices')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map((r) => ({
    id: r.id,
    at: r.at.toISOString(),
    text: r.text,
    matterId: r.matter_id,
    kind: r.kind,
    readAt: r.read_at?.toISOString() ?? null,
  }))
}

/** How many notices of an account are unread, up to 99. */
export async function unreadCount(ctx: Ctx, accountId: string): Promise<number> {
  const rows = await ctx.db
    .selectFrom('notices')
    .select('id')
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .limit(99)
    .execute()
  return rows.length
}

/** Marks notices of the account itself as read; others' ids do nothing. */
export async function markRead(ctx: Ctx, accountId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await ctx.db
    .updateTable('notices')
    .set({ read_at: ctx.now() })
    .where('account_id', '=', accountId)
    .where('id', 'in', [...ids])
    .where('read_at', 'is', null)
    .execute()
}
