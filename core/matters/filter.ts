// Access is inside reading: turns who asks and what for into SQL branches, each answered by one index in order.
import { type RawBuilder, sql } from 'kysely'
import type { HeldPost } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import type { FilterQuery } from '../../contract/list-query.ts'
import { levels, type Post, type Reach } from '../../contract/posts.ts'
import type { Ctx } from '../context.ts'
import { searchQuery } from '../search/words.ts'

export type Condition = RawBuilder<boolean>

const county = levels.indexOf('county')
// The columns that hold a matter's ancestors, from the county down; deeper levels go by path.
const levelColumns = ['county_id', 'township_id', 'village_id', 'grid_id'] as const

/** "In this division or below", by the column of its level where there is one, and always by its county. */
export function inDivision(ctx: Ctx, divisionId: number): Condition {
  const node = ctx.house.divisions.tree.get(divisionId)
  if (node.level === county) return sql<boolean>`m.county_id = ${divisionId}`
  const column = levelColumns[node.level - county]
  const here = column
    ? sql<boolean>`${sql.ref(`m.${column}`)} = ${divisionId}`
    : sql<boolean>`m.path >= ${node.path} and m.path < ${endOfSubtree(node.path)}`
  return node.countyId === null ? here : sql<boolean>`m.county_id = ${node.countyId} and ${here}`
}

/** The first path after a subtree: `/1/23/` ends before `/1/230`, since `0` follows `/`. */
const endOfSubtree = (path: string): string => `${path.slice(0, -1)}0`

interface Reader {
  id: string
  posts: readonly HeldPost[]
}

function readerOf(ctx: Ctx): Reader {
  const { actor } = ctx
  if (actor.type !== 'staff' && actor.type !== 'machine') throw problem('access.sign-in')
  return actor
}

/** One way to see matters. A wide one is a whole division, found in the order of time by the index of its level. */
export interface Branch {
  where: Condition
  isWide: boolean
  /** The path of a province or a prefecture: no index has its matters in the order of time, so its counties are read one by one. */
  above?: string
}

/**
 * The alternatives by which the reader may see matters of this kind, narrowed to a division when one is asked for.
 * Alternatives that lie inside another are dropped, so that usually one is left. Empty: nothing is visible.
 */
export async function readableBranches(ctx: Ctx, k: AnyMatterKind, division?: number): Promise<Branch[]> {
  const reader = readerOf(ctx)
  const reads = k.reads as Partial<Record<Post, Reach>>
  const reading = reader.posts.filter((held) => reads[held.post] !== undefined)
  if (reading.length === 0) return []
  const asked = division === undefined ? undefined : ctx.house.divisions.tree.find(division)
  if (division !== undefined && asked === undefined) throw problem('input.unknown-division')
  const subtree = reading.filter((held) => reads[held.post] === 'subtree')
  const tops = subtree.filter((a) => !subtree.some((b) => b.path !== a.path && a.path.startsWith(b.path)))
  const topIds = new Map(tops.map((held) => [held.divisionId, held.path]))
  const wide = (id: number): Branch => ({ where: inDivision(ctx, id), isWide: true, ...aboveCounties(ctx, id) })
  if (asked && [...topIds.values()].some((path) => asked.path.startsWith(path))) return [wide(asked.id)]
  const within = asked ? sql<boolean>` and ${inDivision(ctx, asked.id)}` : sql<boolean>``
  const branches = [...topIds].filter(([, path]) => !asked || path.startsWith(asked.path)).map(([id]) => wide(id))
  for (const held of reading) {
    const where = narrowReach(reader, held, reads[held.post])
    if (where) branches.push({ where: sql<boolean>`${where}${within}`, isWide: false })
  }
  // Asked for beforehand: few have any, and a subquery would keep the lists from reading in the order of time.
  const shared = await sharedIds(ctx, reader.id, reading)
  if (shared.length > 0) branches.push({ where: sql<boolean>`m.id = any(${shared}::uuid[])${within}`, isWide: false })
  if (k.taskOf !== undefined)
    branches.push({ where: sql<boolean>`${underTheirs(reader, shared)}${within}`, isWide: false })
  return branches
}

/** Tasks of what was shared with the reader, or is theirs. */
const underTheirs = (reader: Reader, shared: readonly string[]): Condition => sql<boolean>`m.parent_id in (
  select p.id from matters p where p.id = any(${shared}::uuid[]) or (p.owner_id = ${reader.id} and ${withinPosts(reader)}))`

const withinPosts = (reader: Reader): Condition =>
  any(reader.posts.map((held) => sql<boolean>`p.path >= ${held.path} and p.path < ${endOfSubtree(held.path)}`))

function aboveCounties(ctx: Ctx, id: number): { above?: string } {
  const { level, parentId, path } = ctx.house.divisions.tree.get(id)
  return level < county && parentId !== null ? { above: path } : {}
}

/** The counties below a path, as `c`. */
export const countiesBelow = (path: string): RawBuilder<unknown> =>
  sql`divisions c where c.level = ${sql.lit(county)} and c.path >= ${path} and c.path < ${endOfSubtree(path)}`

function narrowReach(reader: Reader, held: HeldPost, reach: Reach | undefined): Condition | null {
  if (reach === 'unit' && held.unitId) return sql<boolean>`m.unit_id = ${held.unitId}`
  if (reach === 'division') return sql<boolean>`m.path = ${held.path}`
  if (reach !== 'own') return null
  const mine = sql<boolean>`(m.owner_id = ${reader.id} or m.opened_by = ${reader.id})`
  return sql<boolean>`${mine} and m.path >= ${held.path} and m.path < ${endOfSubtree(held.path)}`
}

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

/** What waits for the reader: their own open matters, and those nobody owns that wait for a post they hold. */
export function workBranches(ctx: Ctx): Condition[] {
  const reader = readerOf(ctx)
  const open = sql<boolean>`m.ended_at is null and m.merged_into is null`
  return [
    sql<boolean>`m.owner_id = ${reader.id} and ${open}`,
    ...reader.posts.map((held) =>
      held.unitId
        ? sql<boolean>`m.unit_id = ${held.unitId} and m.owner_id is null and ${open}`
        : sql<boolean>`m.waits_division_id = ${held.divisionId} and m.waits_post = ${held.post} and m.owner_id is null and ${open}`,
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

/** Conditions joined by `and`. */
export const all = (conditions: readonly Condition[]): Condition => sql<boolean>`${sql.join(conditions, sql` and `)}`

/** Any of these branches. */
export const anyBranch = (branches: readonly Branch[]): Condition => any(branches.map((b) => b.where))

/** Conditions joined by `or`; false when there is none. */
export const any = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        conditions.map((c) => sql`(${c})`),
        sql` or `,
      )})`
