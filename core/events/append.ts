// Appends what happened, in the transaction of the change. Events tell nothing of a person: open values only.
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '../../contract/access.ts'
import type { CountedFacts } from '../../contract/derive/statistics.ts'
import { appendRows, type Ctx } from '../context.ts'

export interface NewEvent {
  type: string
  subjectKind: string
  subjectId: string
  countyId: number
  path: string
  deviceAt?: Date | null
  /** The post by which the actor acted, when there is one. */
  post?: string | null
  data?: Record<string, unknown>
  /** Counted facts before and after; the counters move by the difference. */
  was?: CountedFacts | null
  now?: CountedFacts | null
  digest?: string | null
}

/** Appends one event. Call inside the transaction of the change it tells of. */
export async function appendEvent(ctx: Ctx, e: NewEvent): Promise<void> {
  await appendRows(ctx, { events: [eventRow(ctx, e)] })
}

/** The row of an event, for writers that insert many at once. */
export const eventRow = (ctx: Pick<Ctx, 'actor' | 'now' | 'deviceAheadMs'>, e: NewEvent) => ({
  county_id: e.countyId,
  id: uuidv7(),
  type: e.type,
  subject_kind: e.subjectKind,
  subject_id: e.subjectId,
  path: e.path,
  at: ctx.now(),
  device_at: e.deviceAt ?? null,
  actor_type: ctx.actor.type,
  actor_id: actorId(ctx.actor),
  actor_post: e.post ?? null,
  // Kept with what it qualifies, so that the time of a phone whose clock was wrong can be read right.
  data:
    e.deviceAt && ctx.deviceAheadMs !== undefined ? { ...e.data, deviceAheadMs: ctx.deviceAheadMs } : (e.data ?? {}),
  was: e.was ?? null,
  now: e.now ?? null,
  digest: e.digest ?? null,
})

/** The id kept with what somebody did. Parties and the public have none: nothing leads back to a person. */
export const actorId = (actor: Actor): string | null =>
  actor.type === 'staff' || actor.type === 'machine' ? actor.id : null
