// Writes what happened to a tale: the row after it, and the event that tells of it, as the engine itself would.
import type { Actor } from '../../contract/access.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import { actorId } from '../../core/events/append.ts'
import { matterEvent, type Told } from '../../core/matters/save.ts'
import { demoId } from '../ids.ts'
import type { Tale } from './tale.ts'
import type { Town } from './town.ts'

export interface Happened extends Told {
  at: Date
  by: Actor
}

/** The row and the event of an opening. */
export function writeOpening(town: Town, m: MatterRecord, told: Happened): void {
  pushEvent(town, null, m, told)
}

/** The row after a change, and its event. */
export function writeChange(town: Town, tale: Tale, after: MatterRecord, told: Happened): void {
  pushEvent(town, tale.m, after, told)
  tale.m = after
}

/** One version further, changed at a moment. */
export const touched = (m: MatterRecord, at: Date, columns: Partial<MatterRecord> = {}): MatterRecord => ({
  ...m,
  ...columns,
  version: m.version + 1,
  changed_at: at,
})

function pushEvent(town: Town, before: MatterRecord | null, after: MatterRecord, { at, by, ...told }: Happened): void {
  const e = matterEvent(town, town.kind, before, after, told)
  town.written.events.push({
    county_id: e.countyId,
    id: demoId(town.chance, at),
    type: e.type,
    subject_kind: e.subjectKind,
    subject_id: e.subjectId,
    path: e.path,
    at,
    device_at: e.deviceAt,
    actor_type: by.type,
    actor_id: actorId(by),
    actor_post: e.post,
    data: e.data,
    was: e.was,
    now: e.now,
    digest: e.digest,
  })
}
