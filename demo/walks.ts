// The guards' rounds of today in the demo's schools: made without a network, so told all at once when the phones came back.
import type { Actor } from '../contract/access.ts'
import { dayOf } from '../contract/calendar.ts'
import { appendRows, type Ctx } from '../core/context.ts'
import type { MatterRecord } from '../core/db/tables.ts'
import { stepEnvironment } from '../core/matters/environment.ts'
import { entryLinks } from '../core/matters/input.ts'
import { nextNumber } from '../core/matters/numbers.ts'
import { placingIn } from '../core/matters/placing.ts'
import { insertMatters } from '../core/matters/save.ts'
import { openedRecord } from '../core/matters/step.ts'
import { walk } from '../modules/schools/walk.matter.ts'
import { demoId } from './ids.ts'
import type { Chance } from './random.ts'

/** A key area as it was added: its id, where it lies, and what it says. */
export interface WalkedArea {
  id: string
  village: { id: number }
  values: Record<string, unknown>
}

const minuteMs = 60_000
const betweenRoundsMs = 95 * minuteMs
const mostRounds = 5

/** The rounds one guard has made since the morning; of the one under way the last area is still to come. */
export async function tellWalks(
  ctx: Ctx,
  guard: Actor & { type: 'staff' },
  areas: readonly WalkedArea[],
  chance: Chance,
): Promise<void> {
  const [first] = areas
  if (!first) return
  const countyId = ctx.house.divisions.tree.get(first.village.id).countyId as number
  const asGuard: Ctx = { ...ctx, actor: guard }
  const env = await stepEnvironment(asGuard, countyId)
  const matters: MatterRecord[] = []
  const rounds = chance.whole(2, mostRounds)
  for (let round = rounds; round > 0; round--) {
    const begun = ctx.now().getTime() - round * betweenRoundsMs + chance.whole(0, 30) * minuteMs
    const passed = round === 1 ? areas.slice(0, -1) : areas
    for (const [i, area] of passed.entries()) {
      const deviceAt = new Date(begun + i * 4 * minuteMs)
      if (dayOf(deviceAt) !== dayOf(ctx.now())) continue
      const unitId = area.values.unit as string
      const data = { area: area.id, areaName: area.values.name, unit: unitId }
      const no = await nextNumber(asGuard, countyId)
      const placing = placingIn(ctx.house, area.village.id, area.values.place as { lng: number; lat: number })
      const opening = { id: demoId(chance), no, placing, channel: 'field', data, waits: null, deviceAt, unitId }
      matters.push(openedRecord(walk, opening, env))
    }
  }
  await insertMatters(asGuard, walk, matters, { did: 'opened', data: { channel: 'field' } })
  await appendRows(asGuard, { links: matters.flatMap((m) => entryLinks(walk, m, guard.id)) })
}
