// What tests of rounds do again and again: start one in the county, and read the matters that came of it.
import type { RoundKind } from '../contract/round.ts'
import type { MatterRecord } from '../core/db/tables.ts'
import { recordColumns } from '../core/matters/record.ts'
import { openDueChecks } from '../core/rounds/open-checks.ts'
import type { World } from './world.ts'

/** Publishes the round's own checklist and switches the round on from a day, as the county's administrator does. */
export async function startRound(world: World, r: RoundKind, fromDay: string, plan: object = {}): Promise<void> {
  const admin = await world.asUser('admin')
  const saved = await admin.put(`/api/rounds/${r.kind}/checklists/draft`, { form: r.checklist, revision: 0 })
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body))
  await admin.post(`/api/rounds/${r.kind}/checklists/publish`, { revision: 1 })
  const usual = { isOn: true, fromDay, cadence: null, drawCount: null, contestDays: 4, version: 0 }
  const set = await admin.put(`/api/rounds/${r.kind}/plan`, { ...usual, ...plan })
  if (set.status !== 200) throw new Error(JSON.stringify(set.body))
}

/** Sets the clock to a local time, `2026-03-09T08:00`. */
export const setTime = (world: World, local: string): void => {
  world.clock.now = new Date(`${local}:00+08:00`)
}

/** Opens what is due now, and lets the readers follow. */
export async function openNow(world: World): Promise<number> {
  const opened = await openDueChecks(world.house)
  await world.idle()
  return opened
}

/** All matters of a kind, oldest first. */
export const mattersOf = async (world: World, kind: string): Promise<MatterRecord[]> =>
  world.house.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('kind', '=', kind)
    .orderBy('opened_at')
    .orderBy('no')
    .execute()
