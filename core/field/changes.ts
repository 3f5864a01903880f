// What changed for somebody since a bookmark: matters to fetch anew, and those they no longer see.
import { sql } from 'kysely'
import type { Actor } from '../../contract/access.ts'
import type { Ctx } from '../context.ts'
import type { EventRecord } from '../events/reader.ts'
import { liveItems } from '../live/item.ts'
import { textFor } from '../live/reach.ts'
import { type Bookmark, isStillThere } from './bookmark.ts'

type Staff = Extract<Actor, { type: 'staff' }>

// A phone that missed more than this is given everything anew: that is less to read and to send.
const mostEvents = 2000

/**
 * Ids of the matters that changed between two bookmarks and that the actor sees, or saw before. Null when that cannot be
 * told: too much happened, or the events are not those the phone has read.
 */
export async function changedBetween(
  ctx: Ctx,
  actor: Staff,
  since: Bookmark,
  until: Bookmark,
): Promise<string[] | null> {
  if (since.mark === until.mark && since.cursor.seq === until.cursor.seq) return []
  if (!(await isStillThere(ctx.db, since))) return null
  const counties = [...new Set(actor.posts.map((held) => held.countyId).filter((id) => id !== null))]
  const elsewhere = await sharedElsewhere(ctx, actor, counties)
  const kinds = [...ctx.house.kinds.keys()]
  const { rows } = await sql<EventRecord>`select * from events
    where (county_id = any(${counties}::int[]) or subject_id = any(${elsewhere}::uuid[]))
      and subject_kind = any(${kinds}::text[])
      and (xid, seq) > (${since.cursor.xid}::xid8, ${since.cursor.seq}::bigint)
      and (xid, seq) <= (${until.cursor.xid}::xid8, ${until.cursor.seq}::bigint)
    order by xid, seq limit ${mostEvents + 1}`.execute(ctx.db)
  if (rows.length > mostEvents) return null
  const items = await liveItems(ctx, rows)
  const seen = items.filter((item) => textFor({ actor, within: null }, item) !== null)
  return withParents(ctx, [...new Set(seen.map((item) => item.now.facts.id))])
}

/** With what each hangs under: what may be done there follows from its tasks. */
async function withParents(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .selectFrom('matters')
    .select('parent_id')
    .distinct()
    .where('id', 'in', ids)
    .where('parent_id', 'is not', null)
    .execute()
  return [...new Set([...ids, ...rows.flatMap(({ parent_id }) => parent_id ?? [])])]
}

/** Matters of other counties that are or were shared with a post of the actor. */
async function sharedElsewhere(ctx: Ctx, { id, posts }: Staff, counties: readonly number[]): Promise<string[]> {
  const divisions = posts.map((held) => held.divisionId)
  const units = posts.map((held) => held.unitId)
  const { rows } = await sql<{ matter_id: string }>`select distinct matter_id from shares
    where county_id <> all(${counties}::int[])
      and (to_division_id = any(${divisions}::int[]) or to_unit_id = any(${units}::uuid[]) or to_account_id = ${id})
    limit ${mostEvents}`.execute(ctx.db)
  return rows.map((row) => row.matter_id)
}
