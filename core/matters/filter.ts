// Access is inside reading: turns who asks and what for into SQL branches, each answered by one index in order.
import { sql } from 'kysely'
import type { HeldPost } from '../../contract/access.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import type { FilterQuery } from '../../contract/list-query.ts'
import type { Post, Reach } from '../../contract/posts.ts'
import {
  any,
  type Branch,
  belowPath,
  type Condition,
  type Reader,
  reachBranches,
  readerOf,
  withinAsked,
} from '../access/branches.ts'
import type { Ctx } from '../context.ts'
import { searchQuery } from '../search/words.ts'

/** The alternatives by which the reader may see matters of this kind: their posts' reach, and what is shared with them. */
export async function readableBranches(ctx: Ctx, k: AnyMatterKind, division?: number): Promise<Branch[]> {
  const reads = k.reads as Partial<Record<Post, Reach>>
  const reading = readerOf(ctx).posts.filter((held) => reads[held.post] !== undefined)
  const branches = reachBranches(ctx, { row: 'm', reads, division })
  // Where the reader sees everything, what is shared with them there is seen already.
  const asked = division === undefined ? undefined : ctx.house.divisions.tree.get(division)
  const seesAll = reading.some((held) => reads[held.post] === 'subtree' && asked?.path.startsWith(held.path))
  if (reading.length === 0 || seesAll) return branches
  // Asked for beforehand: few have any, and a subquery would keep the lists from reading in the order of time.
  const reader = readerOf(ctx)
  const shared = await sharedIds(ctx, reader.id, reading)
  const within = withinAsked(ctx, 'm', division)
  if (shared.length > 0) branches.push({ where: sql<boolean>`m.id = any(${shared}::uuid[])${within}`, isWide: false })
  if (k.taskOf !== undefined)
    branches.push({ where: sql<boolean>`${underTheirs(reader, shared)}${within}`, isWide: false })
  return branches
}

/** Tasks of what was shared with the reader, or is theirs. */
const underTheirs = (reader: Reader, shared: readonly string[]): Condition => sql<boolean>`m.parent_id in (
  select p.id from matters p where p.id = any(${shared}::uuid[]) or (p.owner_id = ${reader.id} and ${withinPosts(reader)}))`

const withinPosts = (reader: Reader): Condition => any(reader.posts.map((held) => belowPath('p', held.path)))

// More shares than this to one post mean that it should have reach of its own.
const mostShared = 5000

/** The matters shared with any of these posts, the newest shares first. */
async function sharedIds(ctx: Ctx, accountId: string, posts: readonly HeldPost[]): Promise<string[]> {
  const units = posts.flatMap((held) => (held.unitId ? [held.unitId] : []))
  const divisions = posts.filter((held) => held.unitId === null).map((held) => held.divisionId)
  const rows = await ctx.db
    .selectFrom('shares')
    .select('matter_id')
    .where('ended_at', 'is', null)
    .where((w) =>
      w.or([
        w('to_unit_id', '=', w.fn.any(w.val(units))),
        w('to_division_id', '=', w.fn.any(w.val(divisions))),
        w('to_account_id', '=', accountId),
      ]),
    )
    .orderBy('made_at', 'desc')
    .limit(mostShared)
    .execute()
  return [...new Set(rows.map((r) => r.matter_id))]
}

/** What waits for the reader: their own open matters, those of their unit that nobody owns, those that wait for a post they hold. */
export function workBranches(ctx: Ctx): Condition[] {
  const reader = readerOf(ctx)
  const open = sql<boolean>`m.ended_at is null and m.merged_into is null`
  return [
    sql<boolean>`m.owner_id = ${reader.id} and ${open}`,
    ...reader.posts.map((held) =>
      held.unitId
        ? sql<boolean>`m.unit_id = ${held.unitId} and m.owner_id is null and ${open}`
        : sql<boolean>`m.waits_division_id = ${held.divisionId} and m.waits_post = ${held.post} and ${open}`,
    ),
  ]
}

/** The conditions of the filter itself, without division and state. */
export function filterConditions(ctx: Ctx, k: AnyMatterKind, f: FilterQuery): Condition[] {
  const reader = readerOf(ctx)
  const where: Condition[] = [sql<boolean>`m.kind = ${k.kind}`]
  if (f.category) where.push(sql<boolean>`m.category = any(${f.category}::text[])`)
  if (f.channel) where.push(sql<boolean>`m.channel = any(${f.channel}::text[])`)
  if (f.overdue) where.push(sql<boolean>`m.due_at < ${ctx.now()} and m.merged_into is null`)
  if (f.open) where.push(sql<boolean>`m.ended_at is null`)
  if (f.mine) where.push(sql<boolean>`m.owner_id = ${reader.id}`)
  if (f.supervision) where.push(sql<boolean>`m.supervision = any(${f.supervision}::text[])`)
  if (f.unplaced) where.push(sql<boolean>`not m.placed`)
  where.push(f.merged ? sql<boolean>`m.merged_into is not null` : sql<boolean>`m.merged_into is null`)
  if (f.from) where.push(sql<boolean>`m.opened_at >= ${new Date(f.from)}`)
  if (f.to) where.push(sql<boolean>`m.opened_at < ${new Date(f.to)}`)
  if (f.owner) where.push(sql<boolean>`m.owner_id = ${f.owner}`)
  if (f.unit) where.push(sql<boolean>`m.unit_id = ${f.unit}`)
  const text = f.q === undefined ? null : textCondition(reader, k, f.q)
  if (text) where.push(text)
  return where
}

/** A number is looked up by its end or whole; other words in the text the reader may read. */
function textCondition(reader: Reader, k: AnyMatterKind, q: string): Condition | null {
  if (/^\d{6}-\d{4}-\d{6}$/.test(q.trim())) return sql<boolean>`m.no = ${q.trim()}`
  // A post that is shown these fields of some matters only does not search in them.
  const opened = reader.posts.some(
    ({ post }) => k.opens.personal.includes(post) && (k as MatterKind).opens.within?.[post] === undefined,
  )
  const query = searchQuery(q, opened ? 'AB' : 'A')
  return query === null ? null : sql<boolean>`m.search @@ ${query}::tsquery`
}
