// Reach as SQL: the alternatives by which somebody sees rows of matters or of registers, each answered by one index.
import { type RawBuilder, sql } from 'kysely'
import type { HeldPost } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import { levels, type Post, type Reach } from '../../contract/posts.ts'
import type { Ctx } from '../context.ts'

export type Condition = RawBuilder<boolean>

/** What the table is called in the statement: `m` for matters, `p` for what they hang under, `e` for entries of registers. */
export type RowName = 'm' | 'p' | 'e'

const prefecture = levels.indexOf('prefecture')
const county = levels.indexOf('county')
// The columns that hold a row's ancestors, from the county down; deeper levels go by path.
const levelColumns = ['county_id', 'township_id', 'village_id', 'grid_id'] as const

/** "In this division or below", by the column of its level where there is one, and always by its county. */
export function inDivision(ctx: Ctx, row: RowName, divisionId: number): Condition {
  const node = ctx.house.divisions.tree.get(divisionId)
  if (node.level === county) return sql<boolean>`${sql.ref(`${row}.county_id`)} = ${divisionId}`
  const column = levelColumns[node.level - county]
  const here = column ? sql<boolean>`${sql.ref(`${row}.${column}`)} = ${divisionId}` : belowPath(row, node.path)
  return node.countyId === null ? here : sql<boolean>`${sql.ref(`${row}.county_id`)} = ${node.countyId} and ${here}`
}

/** "At this path or below". */
export const belowPath = (row: RowName, path: string): Condition => {
  const column = sql.ref(`${row}.path`)
  return sql<boolean>`${column} >= ${path} and ${column} < ${endOfSubtree(path)}`
}

/** The first path after a subtree: `/1/23/` ends before `/1/230`, since `0` follows `/`. */
const endOfSubtree = (path: string): string => `${path.slice(0, -1)}0`

export interface Reader {
  id: string
  posts: readonly HeldPost[]
}

/** Who asks, with the posts they hold. @throws access.sign-in */
export function readerOf(ctx: Ctx): Reader {
  const { actor } = ctx
  if (actor.type !== 'staff' && actor.type !== 'machine') throw problem('access.sign-in')
  return actor
}

/** One way to see rows. A wide one is a whole division, found in the order of a list by the index of its level. */
export interface Branch {
  where: Condition
  isWide: boolean
  /** Where it lies above the counties: no index has its rows in the order of a list then, so its counties are read one by one. */
  above?: Above
}

/** A division above the counties. */
export interface Above {
  /** All its counties. */
  counties: readonly number[]
  /** It has every county there is. */
  isWhole: boolean
  /** A nation or a province, whose part in all there is is not small. */
  isHigh: boolean
}

export interface Asked {
  row: RowName
  reads: Partial<Record<Post, Reach>>
  /** Only in this division and below. */
  division?: number | undefined
}

/**
 * The alternatives by which the reader may see rows, narrowed to a division when one is asked for. Alternatives that
 * lie inside another are dropped, so that usually one is left. Empty: nothing is visible.
 * @throws input.unknown-division
 */
export function reachBranches(ctx: Ctx, { row, reads, division }: Asked): Branch[] {
  const reader = readerOf(ctx)
  const reading = reader.posts.filter((held) => reads[held.post] !== undefined)
  if (reading.length === 0) return []
  const asked = division === undefined ? undefined : ctx.house.divisions.tree.find(division)
  if (division !== undefined && asked === undefined) throw problem('input.unknown-division')
  const subtree = reading.filter((held) => reads[held.post] === 'subtree')
  const tops = subtree.filter((a) => !subtree.some((b) => b.path !== a.path && a.path.startsWith(b.path)))
  const topIds = new Map(tops.map((held) => [held.divisionId, held.path]))
  const wide = (id: number): Branch => ({
    where: inDivision(ctx, row, id),
    isWide: true,
    ...aboveCounties(ctx, id),
  })
  if (asked && [...topIds.values()].some((path) => asked.path.startsWith(path))) return [wide(asked.id)]
  const within = withinAsked(ctx, row, asked?.id)
  const branches = [...topIds].filter(([, path]) => !asked || path.startsWith(asked.path)).map(([id]) => wide(id))
  for (const held of reading) {
    const where = narrowReach(reader, row, held, reads[held.post])
    if (where) branches.push({ where: sql<boolean>`${where}${within}`, isWide: false })
  }
  return branches
}

function aboveCounties(ctx: Ctx, id: number): Pick<Branch, 'above'> {
  const { tree } = ctx.house.divisions
  const node = tree.get(id)
  if (node.level >= county) return {}
  return {
    above: { counties: tree.counties(id), isWhole: tree.hasEveryCounty(id), isHigh: node.level < prefecture },
  }
}

/** "In one of its counties", by number, so that the planner knows how many; nothing for the whole. */
export const inCounties = (row: RowName, { counties, isWhole }: Above): Condition[] =>
  isWhole ? [] : [sql<boolean>`${sql.ref(`${row}.county_id`)} = any(${counties}::int[])`]

/** "And in this division", to be put after another condition; nothing when none is asked for. */
export const withinAsked = (ctx: Ctx, row: RowName, division: number | undefined): Condition =>
  division === undefined ? sql<boolean>`` : sql<boolean>` and ${inDivision(ctx, row, division)}`

function narrowReach(reader: Reader, row: RowName, held: HeldPost, reach: Reach | undefined): Condition | null {
  const column = (name: string) => sql.ref(`${row}.${name}`)
  if (reach === 'unit' && held.unitId) return sql<boolean>`${column('unit_id')} = ${held.unitId}`
  if (reach === 'division') return sql<boolean>`${column('path')} = ${held.path}`
  if (reach !== 'own') return null
  const mine = sql<boolean>`(${column('owner_id')} = ${reader.id} or ${column('opened_by')} = ${reader.id})`
  return sql<boolean>`${mine} and ${belowPath(row, held.path)}`
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
