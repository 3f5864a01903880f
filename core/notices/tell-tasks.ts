// Tells phones of work: a matter that waits for somebody's post, and in the morning what is due that day.
import { sql } from 'kysely'
import { eventType } from '../../contract/derive/paths.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import type { EventRecord } from '../events/reader.ts'
import type { EventSubscriber } from '../events/subscribers.ts'
import { findMatters } from '../matters/load.ts'
import { notify } from './notices.ts'

/** Leaves a notice with those whose post a matter now waits for and who want to be told on a phone; desks see it anyway. */
export const tellTasks = (kinds: Iterable<AnyMatterKind>): EventSubscriber => ({
  id: 'core.tell-tasks',
  wants: [...kinds].flatMap((k) => ['opened', ...Object.keys(k.transitions)].map((did) => eventType(k, did))),
  handle: async (ctx, events) => {
    if (!(await isAnybodyTold(ctx))) return
    const matters = await findMatters(
      ctx,
      events.map((e) => e.subject_id),
    )
    const latest = new Map(events.map((e) => [e.subject_id, e]))
    for (const m of matters) {
      const event = latest.get(m.id)
      if (event && isWaiting(m, event)) await tellHolders(ctx, m, event.actor_id)
    }
  },
})

async function isAnybodyTold(ctx: Ctx): Promise<boolean> {
  const one = await ctx.db.selectFrom('push_subscriptions').select('id').limit(1).executeTakeFirst()
  return one !== undefined
}

/** It waits for a post, in the state that the step left it in. Being shared as it was opened makes it no less new. */
const isWaiting = (m: MatterRecord, event: EventRecord): boolean =>
  m.waits_post !== null && m.ended_at === null && m.merged_into === null && event.data.to === m.state

const mostTold = 20

async function tellHolders(ctx: Ctx, m: MatterRecord, byId: string | null): Promise<void> {
  const { rows } = await sql<{ account_id: string }>`select distinct p.account_id from posts_held p
    where p.division_id = ${m.waits_division_id} and p.post = ${m.waits_post} and p.unit_id is not distinct from ${m.owner_id === null ? m.unit_id : null}
      and p.accepted_at is not null and p.from_at <= ${ctx.now()} and (p.to_at is null or p.to_at > ${ctx.now()})
      and p.account_id is distinct from ${byId}
      and exists (select from push_subscriptions s where s.account_id = p.account_id)
    limit ${mostTold}`.execute(ctx.db)
  const text = label(`${m.no} 等待您办理`, `${m.no} waits for you`)
  const accountIds = rows.map((row) => row.account_id)
  await notify(ctx, { accountIds, countyId: m.county_id, text, push: text, matterId: m.id, kind: m.kind })
}

const dayMs = 86_400_000
const mostReminded = 100_000

/** Tells everybody with a phone how many of their matters are due within a day. For the morning. */
export async function tellDueToday(ctx: Ctx): Promise<void> {
  const until = new Date(ctx.now().getTime() + dayMs)
  const { rows } = await sql<{ owner_id: string; county_id: number; n: number }>`
    select m.owner_id, min(m.county_id) as county_id, count(*)::int as n from matters m
    where m.due_at between ${ctx.now()} and ${until} and m.ended_at is null and m.merged_into is null
      and m.owner_id in (select account_id from push_subscriptions)
    group by m.owner_id limit ${mostReminded}`.execute(ctx.db)
  for (const { owner_id, county_id, n } of rows) {
    const text = label(`24小时内有${n}件事项到期`, `${n} of your matters are due within 24 hours`)
    await notify(ctx, { accountIds: [owner_id], countyId: county_id, text, push: text })
  }
}
