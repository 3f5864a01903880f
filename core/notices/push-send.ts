// Delivers what waits for phones, encrypted for the browser alone; quiet hours are kept but for what is urgent, gone browsers forgotten, tries bounded.
import { sql } from 'kysely'
import { type Label, label } from '../../contract/label.ts'
import { type Ctx, clockContext, type House } from '../context.ts'
import { type Loop, startLoop } from '../events/loop.ts'
import { type OutgoingAnswer, OutgoingFault } from '../outgoing/fetch-outside.ts'
import { afterQuiet, quietOf } from './quiet.ts'
import { vapidKeys } from './vapid.ts'

interface Waiting {
  notice_id: string
  subscription_id: string
  tries: number
  endpoint: string
  p256dh: string
  auth: string
  from_minute: number | null
  to_minute: number | null
  has_quiet: boolean
  text: Label | null
  matter_id: string | null
  kind: string | null
  read_at: Date | null
}

const atOnce = 20
const [minuteMs, hourS] = [60_000, 3600]
/** Before the second, third … try. After the last one the notice is in the app only. */
const retryMs = [2 * minuteMs, 10 * minuteMs, 60 * minuteMs, 240 * minuteMs]
const withinMs = 10_000
/** A phone that was off for longer reads it in the app. */
const keepS = 24 * hourS
/** What a push service answers when there is no such browser any more, or none that belongs to our key. */
const gone: readonly number[] = [403, 404, 410]

/** Starts the deliveries of a process. */
export const startPushes = (house: House): Loop =>
  startLoop(house, {
    id: 'core.push',
    gapMs: () => 250,
    round: async () => ((await deliverDue(house)) === atOnce ? 'full' : 'done'),
  })

/** Delivers what is due, at most twenty. Returns how many were looked at. Safe in several processes at once. */
export async function deliverDue(house: House): Promise<number> {
  const ctx = clockContext(house, 'notices.push')
  const claimed = await claim(ctx)
  await Promise.all(claimed.map((each) => deliver(ctx, each)))
  return claimed.length
}

/**
 * Takes what is due, and puts its next try where it belongs when nothing more is heard of this one: a process that dies
 * meanwhile loses nothing. No transaction is open while a service is asked.
 */
async function claim(ctx: Ctx): Promise<Waiting[]> {
  const nextAt = new Date(ctx.now().getTime() + (retryMs[0] as number))
  const { rows } = await sql<Waiting>`
    with due as (
      select notice_id, subscription_id from push_queue where due_at <= ${ctx.now()}
      order by due_at limit ${atOnce} for update skip locked),
    claimed as (
      update push_queue q set due_at = ${nextAt}, tries = q.tries + 1 from due
      where q.notice_id = due.notice_id and q.subscription_id = due.subscription_id
      returning q.notice_id, q.subscription_id, q.tries)
    select c.*, s.endpoint, s.p256dh, s.auth, h.from_minute, h.to_minute, h.account_id is not null as has_quiet,
      n.push as text, n.matter_id, n.kind, n.read_at
    from claimed c join push_subscriptions s on s.id = c.subscription_id
      left join push_quiet h on h.account_id = s.account_id left join notices n on n.id = c.notice_id`.execute(ctx.db)
  return rows
}

async function deliver(ctx: Ctx, waiting: Waiting): Promise<void> {
  // Erased with its time, or read at a desk already.
  if (waiting.text === null || waiting.read_at !== null) return drop(ctx, waiting)
  const isUrgent = ctx.house.kinds.get(waiting.kind ?? '')?.urgent === true
  const at = isUrgent ? ctx.now() : afterQuiet(ctx.now(), quietOf(waiting.has_quiet ? waiting : undefined))
  if (at > ctx.now()) return putOff(ctx, waiting, at, waiting.tries - 1)
  const outcome = await send(ctx.house, waiting)
  if (outcome === 'delivered') return drop(ctx, waiting)
  if (outcome === 'gone') {
    await ctx.db.deleteFrom('push_subscriptions').where('id', '=', waiting.subscription_id).execute()
    return
  }
  const wait = retryMs[waiting.tries - 1]
  if (outcome === 'refused' || wait === undefined) return drop(ctx, waiting)
  return putOff(ctx, waiting, new Date(ctx.now().getTime() + wait), waiting.tries)
}

type Outcome = 'delivered' | 'gone' | 'refused' | 'later'

async function send(house: House, waiting: Waiting): Promise<Outcome> {
  try {
    const { endpoint, headers, body } = await sealed(house, waiting)
    const answer = await house.fetchOutside(endpoint, { method: 'POST', headers, body, withinMs, mostBytes: 10_000 })
    return outcomeOf(answer)
  } catch (fault) {
    const facts = { subscription: waiting.subscription_id, fault: String(fault) }
    const isUnusable = !(fault instanceof OutgoingFault) || ['address', 'scheme', 'redirect'].includes(fault.why)
    house.log.warn(facts, isUnusable ? 'a phone cannot be told and is forgotten' : 'a phone could not be told')
    return isUnusable ? 'gone' : 'later'
  }
}

function outcomeOf({ status }: OutgoingAnswer): Outcome {
  if (status >= 200 && status < 300) return 'delivered'
  if (gone.includes(status)) return 'gone'
  return status === 429 || status >= 500 ? 'later' : 'refused'
}

const title = label('联防', 'Lianfang')

/** The message as the push service gets it: it can read nothing of it (RFC 8291). */
async function sealed(house: House, { endpoint, p256dh, auth, notice_id, text, matter_id, kind }: Waiting) {
  const message = { id: notice_id, title: title.zh, body: text?.zh, matterId: matter_id, kind }
  const { default: webPush } = await import('web-push')
  const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
    vapidDetails: { subject: subjectOf(house.publicUrl), ...vapidKeys(house.secret) },
    TTL: keepS,
    urgency: 'high',
  })
  const headers = Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name, String(value)]))
  return { endpoint: details.endpoint, headers, body: details.body as Buffer }
}

/** Whom a push service may ask about us (RFC 8292 §2.1): our address where it is one that others can reach. */
const subjectOf = (publicUrl: string): string =>
  publicUrl.startsWith('https://') ? publicUrl : `mailto:webmaster@${new URL(publicUrl).hostname}`

async function drop(ctx: Ctx, { notice_id, subscription_id }: Waiting): Promise<void> {
  await ctx.db
    .deleteFrom('push_queue')
    .where('notice_id', '=', notice_id)
    .where('subscription_id', '=', subscription_id)
    .execute()
}

async function putOff(ctx: Ctx, { notice_id, subscription_id }: Waiting, at: Date, tries: number): Promise<void> {
  await ctx.db
    .updateTable('push_queue')
    .set({ due_at: at, tries })
    .where('notice_id', '=', notice_id)
    .where('subscription_id', '=', subscription_id)
    .execute()
}
