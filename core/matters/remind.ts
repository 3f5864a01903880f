// Reminders before a deadline, once each: the days come from the definition, or from what the county set.
import { dayAfter, dayOf, instantOf } from '../../contract/calendar.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { type Ctx, clockContext, type House, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { countySettings } from '../lists/settings.ts'
import { notify } from '../notices/notices.ts'
import { holdersOf } from './holders.ts'
import { recordColumns } from './record.ts'

/** Id of the setting that replaces the days of a state, a list of whole days: `remind.club.game.begun`. */
export const remindSetting = (kind: string, state: string): string => `remind.${kind}.${state}`

const batch = 500
const mostDays = 365

/** Tells owners of deadlines that come near. Returns how many notices were left; a second run leaves none. */
export async function remindOwners(house: House): Promise<number> {
  const ctx = clockContext(house, 'matters.reminders')
  let told = 0
  for (const k of house.kinds.values())
    for (const [state, { deadline }] of Object.entries((k as MatterKind).states))
      if (deadline?.remind?.length) told += await remindState(ctx, k as MatterKind, state, deadline.remind)
  return told
}

async function remindState(ctx: Ctx, k: MatterKind, state: string, usual: readonly number[]): Promise<number> {
  let told = 0
  for (let after: MatterRecord | undefined; ; ) {
    const near = await nearing(ctx, k, state, after)
    for (const m of near) told += await inTransaction(ctx, (tx) => remindOne(tx, m, usual))
    after = near.at(-1)
    if (near.length < batch) return told
  }
}

/** Open matters of a state whose deadline is still to come, the nearest first. */
const nearing = (ctx: Ctx, k: MatterKind, state: string, after: MatterRecord | undefined): Promise<MatterRecord[]> =>
  ctx.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('due_at', '>', after?.due_at ?? ctx.now())
    .where('due_at', '<', instantOf(dayAfter(dayOf(ctx.now()), mostDays + 1)))
    .where('missed_at', 'is', null)
    .where('merged_into', 'is', null)
    .where('ended_at', 'is', null)
    .where('kind', '=', k.kind)
    .where('state', '=', state)
    .orderBy('due_at')
    .limit(batch)
    .execute()

/** The nearest reminder whose day has come, unless it was told. One is enough when several were passed over. */
async function remindOne(tx: Ctx, m: MatterRecord, usual: readonly number[]): Promise<number> {
  const due = m.due_at as Date
  const own = (await countySettings(tx, m.county_id)).get(remindSetting(m.kind, m.state)) as number[] | undefined
  const today = dayOf(tx.now())
  const days = (own ?? usual).filter((n) => dayAfter(dayOf(due), -n) <= today).sort((a, b) => a - b)[0]
  if (days === undefined) return 0
  const row = { county_id: m.county_id, matter_id: m.id, due_at: due, days, told_at: tx.now() }
  const made = await tx.db
    .insertInto('matter_reminders')
    .values(row)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) return 0
  const left = dayOf(due)
  const text = label(`${m.no} 将于 ${left} 到期`, `${m.no} is due on ${left}`)
  const waits =
    m.owner_id === null && m.waits_post !== null && m.waits_division_id !== null
      ? { post: m.waits_post, divisionId: m.waits_division_id }
      : null
  const accountIds = m.owner_id === null ? await holdersOf(tx, waits) : [m.owner_id]
  await notify(tx, { accountIds, countyId: m.county_id, text, push: text, matterId: m.id, kind: m.kind })
  return accountIds.length
}
