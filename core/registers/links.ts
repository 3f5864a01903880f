// What belongs to an entry: matters and checks. Each sort of thing is read by its own reader, so none is known here.
import { sql } from 'kysely'
import type { EntryLink } from '../../contract/register-views.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import type { MatterRecord } from '../db/tables.ts'
import { actorId } from '../events/append.ts'
import { findMatters, readableAmong } from '../matters/load.ts'
import { recordColumns } from '../matters/record.ts'

export interface NewLink {
  entryId: string
  countyId: number
  /** `matter`, or what else `linkReaders` reads. */
  subject: string
  subjectId: string
  why: string
}

/** Says that something belongs to an entry, in the transaction of what made it. Said again, it changes nothing. */
export async function linkToEntry(ctx: Ctx, link: NewLink): Promise<boolean> {
  const made = await ctx.db
    .insertInto('register_links')
    .values({
      county_id: link.countyId,
      entry_id: link.entryId,
      subject: link.subject,
      subject_id: link.subjectId,
      why: link.why,
      made_by: actorId(ctx.actor),
      made_at: ctx.now(),
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

/** What is said of things that are linked, by id; those the actor may not read are left out. */
export type LinkReader = (
  ctx: Ctx,
  ids: readonly string[],
) => Promise<Map<string, Pick<EntryLink, 'no' | 'kind' | 'state'>>>

const readMatters: LinkReader = async (ctx, ids) => {
  const readable = await readableAmong(ctx, await findMatters(ctx, ids))
  return new Map(readable.map(({ matter: m }) => [m.id, { no: m.no, kind: m.kind, state: m.state }]))
}

/** How each sort of linked thing is read. A pillar that links its own adds a line. */
const linkReaders: Record<string, LinkReader> = { matter: readMatters }

const mostLinks = 200

/** What is linked with an entry and what was merged into it, newest first, as far as the actor may read it. */
export async function linksOf(ctx: Ctx, e: EntryRecord): Promise<EntryLink[]> {
  const rows = await ctx.db
    .selectFrom('register_links')
    .selectAll()
    .where((w) =>
      w.or([
        w('entry_id', '=', e.id),
        w('entry_id', 'in', w.selectFrom('register_entries').select('id').where('merged_into', '=', e.id)),
      ]),
    )
    .orderBy('made_at', 'desc')
    .limit(mostLinks)
    .execute()
  const found = new Map<string, Pick<EntryLink, 'no' | 'kind' | 'state'>>()
  for (const [subject, read] of Object.entries(linkReaders)) {
    const ids = rows.filter((row) => row.subject === subject).map((row) => row.subject_id)
    if (ids.length > 0) for (const [id, told] of await read(ctx, ids)) found.set(id, told)
  }
  const linked = rows.flatMap((row) => {
    const told = found.get(row.subject_id)
    return told
      ? [{ subject: row.subject, id: row.subject_id, ...told, why: row.why, at: row.made_at.toISOString() }]
      : []
  })
  const all = [...linked, ...(await aimedAt(ctx, e))]
  return all.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, mostLinks)
}

/** Matters whose target is the entry, as the checks and findings of rounds name it. */
async function aimedAt(ctx: Ctx, e: EntryRecord): Promise<EntryLink[]> {
  const { rows } = await sql<MatterRecord>`select ${sql.join(recordColumns.map((c) => sql.ref(c)))} from matters
    where data ? 'target' and data ->> 'target' = ${e.id} and county_id = ${e.county_id}
    order by opened_at desc limit ${mostLinks}`.execute(ctx.db)
  return (await readableAmong(ctx, rows)).map(({ kind, matter: m }) => ({
    subject: 'matter',
    id: m.id,
    no: m.no,
    kind: m.kind,
    state: m.state,
    why: kind.label.zh,
    at: m.opened_at.toISOString(),
  }))
}
