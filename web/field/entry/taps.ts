// What was opened about which entry today from this phone, so that a round is seen to go on without a network.
import { dayOf } from '../../../contract/calendar.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { Command } from '../offline/types.ts'

export interface Tap {
  /** The newest of the day, by this phone's clock. */
  lastAt: string
  times: number
}

/** Today's openings of a kind by the entry they are about; what the server refused is not among them. */
export function tapsToday(outbox: readonly Command[], kind: AnyMatterKind, now: Date): Map<string, Tap> {
  const taps = new Map<string, Tap>()
  const field = kind.about?.entry
  if (field === undefined) return taps
  for (const { kind: of, transition, data, deviceAt, state } of outbox) {
    if (of !== kind.kind || transition !== null || state === 'refused') continue
    if (dayOf(new Date(deviceAt)) !== dayOf(now)) continue
    const id = String(data[field])
    const before = taps.get(id)
    const lastAt = before && before.lastAt > deviceAt ? before.lastAt : deviceAt
    taps.set(id, { lastAt, times: (before?.times ?? 0) + 1 })
  }
  return taps
}
