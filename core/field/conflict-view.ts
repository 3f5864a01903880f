// A step that came too late, as somebody sees it who may settle it: what it meant, what happened since, what is now.
import { type Selectable, sql } from 'kysely'
import { fieldFilter, isWithin, personFields, whyNot } from '../../contract/access.ts'
import type { FieldConflictView } from '../../contract/field.ts'
import type { Post } from '../../contract/posts.ts'
import type { MatterView } from '../../contract/views.ts'
import { logRead } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { FieldConflicts } from '../db/field-tables.ts'
import type { Events } from '../db/tables.ts'
import type { Loaded } from '../matters/load.ts'
import { accessFacts } from '../matters/record.ts'
import { personLabel, timelineEntries, viewOf } from '../matters/view.ts'
import { namesOf } from '../people/names.ts'
import { heldBy, ownId } from '../people/reach.ts'

export type Conflict = Selectable<FieldConflicts>

/** Who settles beside the person who did it: the centres above the matter. */
export const settlingPosts = ['townshipCentre', 'countyCentre', 'commandCentre'] as const satisfies readonly Post[]

const mostSince = 50

/** Whether the actor may settle a conflict of a matter they can read. */
export const maySettle = (ctx: Ctx, conflict: Conflict, { matter }: Loaded): boolean =>
  conflict.made_by === ownId(ctx) || heldBy(ctx, ...settlingPosts).some((held) => isWithin(matter.path, held.path))

/** Shows a conflict on a matter the actor has loaded; `present` when the matter is shown otherwise than usual. */
export async function conflictView(
  ctx: Ctx,
  conflict: Conflict,
  loaded: Loaded,
  present?: MatterView,
): Promise<FieldConflictView> {
  const { kind, matter, sharedTo } = loaded
  const names = await namesOf(ctx, [conflict.made_by, conflict.settled_by])
  const facts = accessFacts(matter, sharedTo)
  return {
    id: conflict.id,
    matterId: matter.id,
    kind: matter.kind,
    no: matter.no,
    transition: conflict.transition,
    by: { id: conflict.made_by, name: names.get(conflict.made_by) ?? '—' },
    deviceAt: conflict.device_at.toISOString(),
    deviceAheadMs: conflict.device_ahead_ms,
    at: conflict.at.toISOString(),
    baseVersion: conflict.base_version,
    queued: await queuedData(ctx, conflict, loaded),
    since: await timelineEntries(ctx, await eventsSince(ctx, conflict)),
    present: present ?? (await viewOf(ctx, loaded)),
    whyNot: whyNot(kind, conflict.transition, facts, ctx.actor, ctx.now(), conflict.data),
    state: conflict.state,
    settledBy: personLabel(conflict.settled_by, names),
    settledAt: conflict.settled_at?.toISOString() ?? null,
  }
}

/** What the step would fill: to whoever wrote it all of it, to others as they may see the matter, logged like any reading. */
async function queuedData(ctx: Ctx, conflict: Conflict, loaded: Loaded): Promise<Record<string, unknown>> {
  if (conflict.made_by === ownId(ctx)) return conflict.data
  const { kind, matter, sharedTo } = loaded
  const sees = fieldFilter(kind, ctx.actor, accessFacts(matter, sharedTo))
  const seen = Object.fromEntries(Object.entries(conflict.data).filter(([name]) => sees(name)))
  const fields = personFields(kind).filter((name) => name in seen)
  if (fields.length > 0)
    await logRead(ctx, { kind: matter.kind, subjectIds: [matter.id], fields, countyId: matter.county_id })
  return seen
}

async function eventsSince(ctx: Ctx, { matter_id, base_version }: Conflict): Promise<Selectable<Events>[]> {
  const { rows } = await sql<Selectable<Events>>`select * from events
    where subject_id = ${matter_id} and (data ->> 'version')::int > ${base_version} and not data ? 'conflictId'
    order by seq limit ${mostSince}`.execute(ctx.db)
  return rows
}
