// One entry as a reader may see it, with everything that belongs to it. Reading sealed fields is logged here.
import { sql } from 'kysely'
import { instantOf } from '../../contract/calendar.ts'
import { problem } from '../../contract/errors.ts'
import { marksOf } from '../../contract/fields.ts'
import { entryCan, entryFieldFilter, sealedFields } from '../../contract/register-access.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { EntryName, EntryVersion, EntryView } from '../../contract/register-views.ts'
import type { TimelineEntry } from '../../contract/views.ts'
import { logRead } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { divisionView } from '../divisions/view.ts'
import { personLabel, timelineEntries, unitNames } from '../matters/view.ts'
import { namesOf } from '../people/names.ts'
import { linksOf } from './links.ts'
import { entryRow } from './list.ts'
import { findEntries, type LoadedEntry, loadEntry, readableEntries } from './load.ts'
import { entryColumns, entryFacts, valuesOf } from './record.ts'
import { openTransferOf } from './transfer-view.ts'

const minutesOfDay = 1440
const mostReferring = 200

/** Shows an entry to the actor; with `on`, as it stood at the end of that day. @throws access.not-found */
export async function viewEntry(ctx: Ctx, kind: string, id: string, on?: string): Promise<EntryView> {
  const loaded = await loadEntry(ctx, id, { kind })
  return viewOf(ctx, loaded, on === undefined ? null : { on, record: await recordOn(ctx, id, on) })
}

/** The entry as it stood at the end of a day. @throws access.not-found when it was not there yet */
async function recordOn(ctx: Ctx, id: string, day: string): Promise<EntryRecord> {
  const version = await ctx.db
    .selectFrom('register_versions')
    .select('row')
    .where('entry_id', '=', id)
    .where('at', '<', instantOf(day, minutesOfDay))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!version) throw problem('access.not-found')
  const row = version.row as unknown as EntryRecord
  return {
    ...row,
    made_at: new Date(row.made_at),
    confirmed_at: new Date(row.confirmed_at),
    changed_at: new Date(row.changed_at),
  }
}

/** Shows a loaded entry. */
export async function viewOf(
  ctx: Ctx,
  { register: r, entry: present }: LoadedEntry,
  then: { on: string; record: EntryRecord } | null = null,
): Promise<EntryView> {
  const e = then?.record ?? present
  const sees = entryFieldFilter(r, ctx.actor, entryFacts(present))
  const data = Object.fromEntries(Object.entries(valuesOf(e)).filter(([name]) => sees(name)))
  const sealed = sealedFields(r).filter((name) => name in data)
  if (sealed.length > 0)
    await logRead(ctx, { kind: r.kind, subjectIds: [e.id], fields: sealed, countyId: present.county_id })
  const units = await unitNames(ctx, [e.unit_id])
  const merged = await mergedOf(ctx, present)
  return {
    ...entryRow(ctx, r, e, units.get(e.unit_id ?? '') ?? null),
    division: divisionView(ctx.house.divisions.tree, e.division_id, then?.on),
    madeAt: e.made_at.toISOString(),
    ...merged,
    refersTo: await namesIn(ctx, r, data),
    referredBy: await referringTo(ctx, present),
    links: await linksOf(ctx, present),
    transfer: await openTransferOf(ctx, r, present),
    on: then?.on ?? null,
    data,
    can: entryCan(r, entryFacts(present), ctx.actor),
  }
}

const nameOf = (e: EntryRecord): EntryName => ({ id: e.id, kind: e.kind, code: e.code, headline: e.headline })

async function mergedOf(ctx: Ctx, e: EntryRecord): Promise<Pick<EntryView, 'mergedInto' | 'mergedHere'>> {
  const here = await ctx.db
    .selectFrom('register_entries')
    .select(entryColumns)
    .where('merged_into', '=', e.id)
    .limit(mostReferring)
    .execute()
  const [into] = e.merged_into === null ? [] : await findEntries(ctx, [e.merged_into])
  return { mergedInto: into ? nameOf(into) : null, mergedHere: readableEntries(ctx, here).map(nameOf) }
}

/** The entries that fields of these values name, as far as the reader sees them. */
async function namesIn(ctx: Ctx, r: AnyRegister, data: Record<string, unknown>): Promise<Record<string, EntryName>> {
  const fields = Object.keys(data).filter((name) => marksOf(r.fields[name], name)['x-widget'] === 'entry')
  const found = readableEntries(
    ctx,
    await findEntries(
      ctx,
      fields.map((name) => data[name] as string),
    ),
  )
  return Object.fromEntries(
    fields.flatMap((name) => {
      const entry = found.find((each) => each.id === data[name])
      return entry ? [[name, nameOf(entry)]] : []
    }),
  )
}

/** The entries of any register that name this one, as far as the reader sees them. */
async function referringTo(ctx: Ctx, e: EntryRecord): Promise<EntryView['referredBy']> {
  const referring = [...ctx.house.registers.values()].flatMap((other) =>
    Object.entries(other.fields)
      .filter(([name, schema]) => marksOf(schema, name)['x-register'] === e.kind)
      .map(([name]) => ({ kind: other.kind, name })),
  )
  const found: EntryView['referredBy'] = []
  for (const { kind, name } of referring) {
    const { rows } = await sql<EntryRecord>`select ${sql.join(entryColumns.map((c) => sql.ref(c)))}
      from register_entries where data @> ${JSON.stringify({ [name]: e.id })}::jsonb and kind = ${kind}
      and county_id = ${e.county_id} and merged_into is null and closed_on is null
      order by headline limit ${mostReferring}`.execute(ctx.db)
    found.push(...readableEntries(ctx, rows).map((each) => ({ ...nameOf(each), field: name })))
  }
  return found.slice(0, mostReferring)
}

/** The story of an entry, oldest first; at most 500 lines. */
export async function entryHistory(ctx: Ctx, kind: string, id: string): Promise<TimelineEntry[]> {
  await loadEntry(ctx, id, { kind })
  const events = await ctx.db
    .selectFrom('events')
    .selectAll()
    .where('subject_id', '=', id)
    .orderBy('seq')
    .limit(500)
    .execute()
  return timelineEntries(ctx, events)
}

/** The versions of an entry, the newest first; at most 500. */
export async function entryVersions(ctx: Ctx, kind: string, id: string): Promise<EntryVersion[]> {
  await loadEntry(ctx, id, { kind })
  const events = await ctx.db
    .selectFrom('events')
    .select(['type', 'at', 'actor_id', 'data'])
    .where('subject_id', '=', id)
    .where('digest', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(500)
    .execute()
  const names = await namesOf(
    ctx,
    events.map((e) => e.actor_id),
  )
  return events.map((e) => ({
    version: Number(e.data.version),
    at: e.at.toISOString(),
    by: personLabel(e.actor_id, names),
    did: e.type.slice(kind.length + 1),
    changed: (e.data.changed as string[] | undefined) ?? [],
  }))
}
