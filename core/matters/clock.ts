// What the clock does: takes the transition of a missed deadline, or tells the owner's superiors, once.
import { sql } from 'kysely'
import { whyNot } from '../../contract/access.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { type Ctx, clockContext, type House, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { notify } from '../notices/notices.ts'
import { holdersOf } from './holders.ts'
import { placingIn } from './placing.ts'
import { accessFacts, recordColumns } from './record.ts'
import { waitingFor } from './routing.ts'
import { updateMatter } from './save.ts'
import { takeTransition } from './transition.ts'

const batch = 200

/**
 * Handles the deadlines that have passed. Returns how many. One matter at fault stops neither the others nor those that
 * are due later: each run goes through all of them once.
 */
export async function passDeadlines(house: House): Promise<number> {
  const ctx = clockContext(house, 'matters.deadlines')
  const now = ctx.now()
  let handled = 0
  for (let after = { dueAt: new Date(0), id: lowestId }; ; ) {
    const due = await dueAfter(ctx, now, after)
    for (const { id } of due) await passSafely(ctx, id)
    handled += due.length
    const last = due.at(-1)
    if (!last?.due_at || due.length < batch) break
    after = { dueAt: last.due_at, id: last.id }
  }
  if (handled > 0) house.wake()
  return handled
}

const lowestId = '00000000-0000-0000-0000-000000000000'

const dueAfter = (ctx: Ctx, now: Date, after: { dueAt: Date; id: string }) =>
  ctx.db
    .selectFrom('matters')
    .select(['id', 'due_at'])
    .where('due_at', '<', now)
    .where('missed_at', 'is', null)
    .where('merged_into', 'is', null)
    .where(sql<boolean>`(due_at, id) > (${after.dueAt}, ${after.id}::uuid)`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(batch)
    .execute()

async function passSafely(ctx: Ctx, id: string): Promise<void> {
  try {
    await inTransaction(ctx, (tx) => passDeadline(tx, id))
  } catch (fault) {
    ctx.house.log.error({ matter: id, fault: String(fault) }, 'a passed deadline could not be handled')
  }
}

/** Handles the passed deadline of one matter, in the caller's transaction; nothing where none has passed. */
export async function passDeadline(tx: Ctx, id: string): Promise<void> {
  const m = await tx.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!m || m.missed_at !== null || m.due_at === null || m.due_at >= tx.now()) return
  const k = tx.house.kinds.get(m.kind)
  if (!k) return
  const onMiss = (k as MatterKind).states[m.state]?.deadline?.onMiss
  if (onMiss !== undefined && whyNot(k, onMiss, accessFacts(m), tx.actor, tx.now()) === null) {
    await takeTransition(tx, m.kind, id, onMiss, { data: {}, version: null })
    await tellAbove(tx, m)
    return
  }
  const after: MatterRecord = { ...m, version: m.version + 1, missed_at: tx.now(), changed_at: tx.now() }
  await updateMatter(tx, k, m, after, { did: 'deadline-missed', data: { dueAt: m.due_at.toISOString() } })
  await tellAbove(tx, m)
}

/** Tells the owner and whoever stands above in the kind's routing. */
async function tellAbove(tx: Ctx, m: MatterRecord): Promise<void> {
  const k = tx.house.kinds.get(m.kind) as MatterKind
  const above = await waitingFor(tx, k, placingIn(tx.house, m.division_id), m.waits_post ?? k.routing[0]?.post ?? null)
  const accountIds = [...new Set([...(await holdersOf(tx, above)), ...(m.owner_id ? [m.owner_id] : [])])]
  const text = label(`${m.no} 已超过期限`, `${m.no} has passed its deadline`)
  await notify(tx, { accountIds, countyId: m.county_id, text, push: text, matterId: m.id, kind: m.kind })
}
