// One matter as a reader may see it, with what they may do. Reading a person's fields is logged here.
import type { Selectable } from 'kysely'
import { canTable, personFields, reaches, visibleData, whyNotOperation } from '../../contract/access.ts'
import { dayOf } from '../../contract/calendar.ts'
import type { MatterKind } from '../../contract/kind.ts'
import type { Post } from '../../contract/posts.ts'
import type { ExtensionView, MatterView, PersonView, TimelineEntry } from '../../contract/views.ts'
import { logRead } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { Events, MatterRecord } from '../db/tables.ts'
import { divisionView } from '../divisions/view.ts'
import { namesOf } from '../people/names.ts'
import { type Loaded, loadMatter } from './load.ts'
import { accessFacts } from './record.ts'
import { extensionsOf, relatedTables } from './related.ts'
import { hangingTables } from './task-views.ts'

/** An account as a reader sees it; null for nobody. */
export const personLabel = (id: string | null, names: ReadonlyMap<string, string>): PersonView | null =>
  id === null ? null : { id, name: names.get(id) ?? '—' }

/** Unit id to id and name. */
export async function unitNames(
  ctx: Ctx,
  ids: readonly (string | null)[],
): Promise<Map<string, { id: string; name: string }>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('units').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((r) => [r.id, r]))
}

/** Loads a matter and shows it to the actor. @throws access.not-found */
export const viewMatter = async (ctx: Ctx, id: string, kind?: string): Promise<MatterView> =>
  viewOf(ctx, await loadMatter(ctx, id, kind === undefined ? {} : { kind }))

/** Shows a loaded matter to the actor who loaded it. */
export async function viewOf(ctx: Ctx, loaded: Loaded): Promise<MatterView> {
  const [view] = await viewsOf(ctx, [loaded])
  return view as MatterView
}

/** Shows many at once, each as it would be shown alone: a phone is given hundreds. */
export async function viewsOf(ctx: Ctx, loaded: readonly Loaded[]): Promise<MatterView[]> {
  const matters = loaded.map(({ matter }) => matter)
  const extensions = await extensionsOf(ctx, matters)
  const relatedTo = await relatedTables(ctx, matters)
  const hangingOn = await hangingTables(ctx, matters)
  const names = await namesOf(
    ctx,
    matters.flatMap((m) => [m.owner_id, m.first_contact_id, m.opened_by]),
  )
  const units = await unitNames(
    ctx,
    matters.map((m) => m.unit_id),
  )
  const shown = loaded.map(({ kind: k, matter: m, sharedTo }) =>
    visibleData(k, m.data, ctx.actor, accessFacts(m, sharedTo)),
  )
  await logPersonFields(ctx, loaded, shown)
  return loaded.map((each, i) => {
    const { kind: k, matter: m, sharedTo, tasks } = each
    const data = shown[i] as Record<string, unknown>
    const extension = extensions.get(m.id) ?? null
    return {
      ...plainView(ctx, m),
      openedBy: personLabel(m.opened_by, names),
      owner: personLabel(m.owner_id, names),
      firstContact: personLabel(m.first_contact_id, names),
      unit: units.get(m.unit_id ?? '') ?? null,
      ...relatedTo(m),
      ...hangingOn(m),
      sharedTo: [...sharedTo],
      extension,
      rating: typeof data.rating === 'number' ? data.rating : null,
      data,
      can: {
        ...canTable(k, accessFacts(m, sharedTo, tasks), ctx.actor, ctx.now()),
        ...decideCan(ctx, each, extension),
      },
    }
  })
}

/** A matter's own columns as every reader of it sees them. */
function plainView(ctx: Ctx, m: MatterRecord) {
  const { tree } = ctx.house.divisions
  return {
    id: m.id,
    kind: m.kind,
    no: m.no,
    state: m.state,
    version: m.version,
    division: divisionView(tree, m.division_id, dayOf(m.opened_at)),
    point: m.lng !== null && m.lat !== null ? { lng: m.lng, lat: m.lat } : null,
    placed: m.placed,
    channel: m.channel,
    openedAt: m.opened_at.toISOString(),
    deviceAt: m.device_at?.toISOString() ?? null,
    stateSince: m.state_since.toISOString(),
    dueAt: m.due_at?.toISOString() ?? null,
    overdue: m.due_at !== null && m.due_at < ctx.now(),
    answeredAt: m.answered_at?.toISOString() ?? null,
    endedAt: m.ended_at?.toISOString() ?? null,
    supervision: m.supervision,
    waitsFor:
      m.waits_post !== null && m.waits_division_id !== null
        ? { post: m.waits_post as Post, division: divisionView(tree, m.waits_division_id) }
        : null,
  }
}

/** Whether the actor may decide the extension that is asked for. */
function decideCan(
  ctx: Ctx,
  { kind, matter, sharedTo }: Loaded,
  extension: ExtensionView | null,
): Record<string, string | null> {
  if (extension?.state !== 'asked' || ctx.actor.type !== 'staff') return {}
  const { actor } = ctx
  const k = kind as MatterKind
  const { by: deciders = [], mode } = k.states[matter.state]?.deadline?.extension ?? {}
  const facts = accessFacts(matter, sharedTo)
  if (mode === 'consent') return { decideExtension: whyNotOperation(k, 'extend', facts, actor) }
  const fits = actor.posts.some(
    (held) => deciders.includes(held.post) && reaches(k.reads[held.post] ?? 'own', held, actor.id, facts),
  )
  if (!fits) return { decideExtension: 'access.not-your-post' }
  return { decideExtension: extension.askedBy.id === actor.id ? 'matters.same-person' : null }
}

/** What was read of persons, one line of the log for all matters of a kind of which the same fields were shown. */
async function logPersonFields(
  ctx: Ctx,
  loaded: readonly Loaded[],
  shown: readonly Record<string, unknown>[],
): Promise<void> {
  const reads = loaded.flatMap(({ kind: k, matter: m }, i) => {
    const fields = personFields(k).filter((name) => name in (shown[i] ?? {}))
    return fields.length > 0 ? [{ m, fields }] : []
  })
  const alike = Map.groupBy(reads, ({ m, fields }) => `${m.kind} ${m.county_id} ${fields.join(' ')}`)
  for (const group of alike.values()) {
    const { m, fields } = group[0] as (typeof reads)[number]
    const subjectIds = group.map((read) => read.m.id)
    await logRead(ctx, { kind: m.kind, subjectIds, fields, countyId: m.county_id })
  }
}

/** The story of a matter, oldest first; at most 500 lines. */
export async function timelineOf(ctx: Ctx, id: string): Promise<TimelineEntry[]> {
  await loadMatter(ctx, id)
  const events = await ctx.db
    .selectFrom('events')
    .selectAll()
    .where('subject_id', '=', id)
    .orderBy('seq')
    .limit(500)
    .execute()
  return timelineEntries(ctx, events)
}

/** Events of a matter as lines of its story. */
export async function timelineEntries(ctx: Ctx, events: readonly Selectable<Events>[]): Promise<TimelineEntry[]> {
  const names = await namesOf(
    ctx,
    events.map((e) => e.actor_id),
  )
  return events.map((e) => ({
    seq: String(e.seq),
    type: e.type,
    at: e.at.toISOString(),
    deviceAt: e.device_at?.toISOString() ?? null,
    deviceAheadMs: typeof e.data.deviceAheadMs === 'number' ? e.data.deviceAheadMs : null,
    by: personLabel(e.actor_id, names),
    byPost: e.actor_post ?? e.actor_type,
    from: (e.data.from as string | undefined) ?? null,
    to: (e.data.to as string | undefined) ?? null,
    data: (e.data.set as Record<string, unknown> | undefined) ?? {},
    note: (e.data.reason as string | undefined) ?? null,
  }))
}
