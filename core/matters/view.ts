// One matter as a reader may see it, with what they may do. Reading a person's fields is logged here.
import { canTable, personFields, reaches, visibleData } from '../../contract/access.ts'
import { dayOf } from '../../contract/calendar.ts'
import type { MatterKind } from '../../contract/kind.ts'
import type { Post } from '../../contract/posts.ts'
import type { ExtensionView, MatterView, PersonView, TimelineEntry } from '../../contract/views.ts'
import { logRead } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { divisionView } from '../divisions/view.ts'
import { namesOf } from '../people/names.ts'
import { type Loaded, loadMatter } from './load.ts'
import { mergedInto } from './merge.ts'
import { accessFacts } from './record.ts'

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
  const { kind: k, matter: m, sharedTo } = loaded
  const facts = accessFacts(m, sharedTo)
  const data = visibleData(k, m.data, ctx.actor, facts)
  const extension = await extensionView(ctx, m)
  const related = await relatedOf(ctx, m)
  const names = await namesOf(ctx, [m.owner_id, m.first_contact_id, m.opened_by])
  const units = await unitNames(ctx, [m.unit_id])
  await logPersonFields(
    ctx,
    m,
    personFields(k).filter((f) => f in data),
  )
  const can = canTable(k, facts, ctx.actor, ctx.now())
  return {
    ...plainView(ctx, m),
    openedBy: personLabel(m.opened_by, names),
    owner: personLabel(m.owner_id, names),
    firstContact: personLabel(m.first_contact_id, names),
    unit: units.get(m.unit_id ?? '') ?? null,
    ...related,
    extension,
    rating: typeof data.rating === 'number' ? data.rating : null,
    data,
    can: { ...can, ...decideCan(ctx, loaded, extension) },
  }
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
    waitsFor:
      m.owner_id === null && m.waits_post !== null && m.waits_division_id !== null
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
  const deciders = k.states[matter.state]?.deadline?.extension?.by ?? []
  const facts = accessFacts(matter, sharedTo)
  const fits = actor.posts.some(
    (held) => deciders.includes(held.post) && reaches(k.reads[held.post] ?? 'own', held, actor.id, facts),
  )
  if (!fits) return { decideExtension: 'access.not-your-post' }
  return { decideExtension: extension.askedBy.id === actor.id ? 'matters.same-person' : null }
}

async function relatedOf(ctx: Ctx, m: MatterRecord): Promise<Pick<MatterView, 'mergedInto' | 'mergedHere' | 'links'>> {
  const into = m.merged_into
    ? await ctx.db.selectFrom('matters').select(['id', 'no']).where('id', '=', m.merged_into).executeTakeFirst()
    : undefined
  const here = await mergedInto(ctx, m.id)
  const links = await ctx.db
    .selectFrom('matter_links as l')
    .innerJoin('matters as m', (j) =>
      j.on((w) => w.or([w('m.id', '=', w.ref('l.to_id')), w('m.id', '=', w.ref('l.from_id'))])),
    )
    .select(['m.id', 'm.no', 'm.kind', 'l.why'])
    .where((w) => w.or([w('l.from_id', '=', m.id), w('l.to_id', '=', m.id)]))
    .where('m.id', '<>', m.id)
    .limit(100)
    .execute()
  return { mergedInto: into ?? null, mergedHere: here.map(({ id, no }) => ({ id, no })), links }
}

async function extensionView(ctx: Ctx, m: MatterRecord): Promise<ExtensionView | null> {
  const e = await ctx.db
    .selectFrom('matter_extensions')
    .selectAll()
    .where('matter_id', '=', m.id)
    .orderBy('asked_at', 'desc')
    .executeTakeFirst()
  // Asked for in a state that is over, it has lapsed.
  if (!e || (e.state === 'asked' && (e.matter_state !== m.state || e.asked_at < m.state_since))) return null
  const names = await namesOf(ctx, [e.asked_by, e.decided_by])
  return {
    id: e.id,
    askedBy: { id: e.asked_by, name: names.get(e.asked_by) ?? '—' },
    askedAt: e.asked_at.toISOString(),
    until: e.until.toISOString(),
    reason: e.reason,
    state: e.state,
    decidedBy: personLabel(e.decided_by, names),
  }
}

const logPersonFields = async (ctx: Ctx, m: MatterRecord, fields: string[]): Promise<void> => {
  if (fields.length > 0) await logRead(ctx, { kind: m.kind, subjectIds: [m.id], fields, countyId: m.county_id })
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
  const names = await namesOf(
    ctx,
    events.map((e) => e.actor_id),
  )
  return events.map((e) => ({
    seq: String(e.seq),
    type: e.type,
    at: e.at.toISOString(),
    deviceAt: e.device_at?.toISOString() ?? null,
    by: personLabel(e.actor_id, names),
    byPost: e.actor_post ?? e.actor_type,
    from: (e.data.from as string | undefined) ?? null,
    to: (e.data.to as string | undefined) ?? null,
    data: (e.data.set as Record<string, unknown> | undefined) ?? {},
    note: (e.data.reason as string | undefined) ?? null,
  }))
}
