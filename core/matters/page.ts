// Finds one page of matters, newest or oldest first or by deadline, in milliseconds whatever the filter and the level.
import { type RawBuilder, sql } from 'kysely'
import { fieldProblem } from '../../contract/errors.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { ListQuery, Sort } from '../../contract/list-query.ts'
import { all, anyBranch, type Branch, type Condition, inCounties } from '../access/branches.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { filterConditions, readableBranches, workBranches } from './filter.ts'
import { recordColumns } from './record.ts'

const orders: Record<Sort, { column: 'opened_at' | 'due_at'; isDescending: boolean }> = {
  '-openedAt': { column: 'opened_at', isDescending: true },
  openedAt: { column: 'opened_at', isDescending: false },
  dueAt: { column: 'due_at', isDescending: false },
}

/** Stands for the deadline of what has none, in the order of somebody's work. */
const noClock = new Date('9999-12-31T00:00:00Z')

/** What the row is called: a matter, one that was found by an index alone, or nothing. */
type RowOf = 'm' | 'f' | ''

/** What a page is made of: the filter as conditions on `m`, its order, and one row more than it holds. */
interface Wanted {
  k: MatterKind
  query: ListQuery
  conditions: readonly Condition[]
  /** "Behind the last row of the page before", one of the conditions; null for the first page. */
  after: Condition | null
  column: 'opened_at' | 'due_at'
  /** The value the list is in the order of. */
  key(row: RowOf): RawBuilder<unknown>
  ordered(row: RowOf): RawBuilder<unknown>
  most: number
}

/** The records of one page and the cursor after it. */
export async function findPage(ctx: Ctx, k: AnyMatterKind, query: ListQuery, limit: number) {
  const readable = await readableBranches(ctx, k, query.division)
  if (readable.length === 0) return { records: [], next: null }
  const wanted = wantedOf(ctx, k, query, limit)
  const rows = (await amongNewest(ctx, readable, wanted)) ?? (await inEachBranch(ctx, readable, wanted))
  const records = rows.slice(0, limit)
  const last = records.at(-1)
  return { records, next: rows.length > limit && last ? cursorOf(last, wanted.column) : null }
}

function wantedOf(ctx: Ctx, k: AnyMatterKind, query: ListQuery, limit: number): Wanted {
  const { column, isDescending } = orders[query.sort ?? '-openedAt']
  // Nobody's work is hidden because no clock runs on it: it comes last.
  const hasAll = column === 'due_at' && query.work === true
  const key = (row: RowOf) => {
    const own = sql.ref(row === '' ? column : `${row}.${column}`)
    return hasAll ? sql`coalesce(${own}, ${sql.lit(noClock.toISOString())}::timestamptz)` : own
  }
  const direction = sql.raw(isDescending ? 'desc' : 'asc')
  const conditions = filterConditions(ctx, k, query)
  if (column === 'due_at' && !hasAll) conditions.push(sql<boolean>`m.due_at is not null`)
  const after = query.after ? afterCursor(query.after, key('m'), isDescending) : null
  if (after) conditions.push(after)
  const ordered = (row: RowOf) =>
    sql`order by ${key(row)} ${direction}, ${sql.ref(row === '' ? 'id' : `${row}.id`)} ${direction}`
  return { k: k as MatterKind, query, conditions, after, column, key, ordered, most: limit + 1 }
}

/** How many of the newest an index alone is read for: what a nation opens in five days. */
const newest = 50_000
/** How many where the rows themselves have to be looked at. */
const newestRows = 5000
/** Longer pages are not found among those few. */
const longestAmongNewest = 200

/**
 * The page out of the newest of the kind, or the oldest when those come first: above the prefectures nearly every list is
 * full then. Null where that is not so, or does not help.
 */
async function amongNewest(ctx: Ctx, readable: readonly Branch[], wanted: Wanted): Promise<MatterRecord[] | null> {
  const { k, query, conditions, after, column, ordered, most } = wanted
  const helps = readable.some(({ above }) => above?.isHigh) && column === 'opened_at' && most <= longestAmongNewest
  if (!helps || query.work || query.merged || isOpenOnly(query)) return null
  const [only] = readable
  const within = readable.length === 1 && only?.above ? inCounties('m', only.above) : null
  const isIndexed = within !== null && looksIntoRows.every((filter) => query[filter] === undefined)
  const states = wantedStates(k, query)
  const near = all([
    sql<boolean>`m.kind = ${k.kind} and m.merged_into is null`,
    // A single state has an index of its own; several are picked out of all.
    ...(states.length === 1 ? [sql<boolean>`m.state = ${states[0]}`] : []),
    ...(after ? [after] : []),
    ...betweenTimes(query),
  ])
  const fits = all([...(within ?? [anyBranch(readable)]), ...ofStates(k, query), ...conditions])
  const candidates = isIndexed
    ? sql`select m.id, m.county_id, m.opened_at from (
          select ${indexed} from matters m where ${near} ${ordered('m')} limit ${newest}
        ) m where ${fits} ${ordered('m')} limit ${most}`
    : sql`select m.id, m.county_id, m.opened_at from matters m where ${near} ${ordered('m')} limit ${newestRows}`
  const { rows } = await sql<MatterRecord>`select ${columns} from (${candidates}) f
    join matters m on m.id = f.id and m.county_id = f.county_id
    where ${isIndexed ? sql<boolean>`true` : fits} ${ordered('f')} limit ${most}`.execute(ctx.db)
  return rows.length === most ? rows : null
}

/** Filters over columns that the indexes of the newest do not hold. */
const looksIntoRows = ['mine', 'supervision', 'unplaced', 'owner', 'unit', 'q'] as const satisfies (keyof ListQuery)[]

/** What they hold; none of those that they hold was merged into another. */
const indexed = sql`m.id, m.county_id, m.kind, m.state, m.opened_at, m.category, m.channel, null::uuid as merged_into`

const betweenTimes = ({ from, to }: ListQuery): Condition[] => [
  ...(from ? [sql<boolean>`m.opened_at >= ${new Date(from)}`] : []),
  ...(to ? [sql<boolean>`m.opened_at < ${new Date(to)}`] : []),
]

/** One indexed, limited scan for each branch; together they cannot be longer than branches × page. */
async function inEachBranch(ctx: Ctx, readable: readonly Branch[], wanted: Wanted): Promise<MatterRecord[]> {
  const { ordered, key, most } = wanted
  const scans = scansOf(ctx, readable, wanted)
  if (scans.length === 0) return []
  const { rows } = await sql<MatterRecord>`select distinct on (${key('')}, id) *
    from (${sql.join(scans, sql` union all `)}) u ${ordered('')} limit ${most}`.execute(ctx.db)
  return rows
}

/** Reach and states multiplied out, so that each scan reads one index in the order of the list. */
function scansOf(ctx: Ctx, readable: readonly Branch[], wanted: Wanted): RawBuilder<unknown>[] {
  const { k, query, column } = wanted
  const anyState = ofStates(k, query)
  if (query.work) return workWithin(ctx, query, readable).map((where) => scan(wanted, [where, ...anyState]))
  return readable.map(({ where, isWide, above }) => {
    if (above !== undefined && isOpenOnly(query)) return scanOpen(wanted, [...inCounties('m', above), ...anyState])
    if (above !== undefined) return scanEach(wanted, sql`unnest(${above.counties}::int[]) c(id),`, inCounty)
    return isWide && column === 'opened_at' ? scanEach(wanted, sql``, where) : scan(wanted, [where, ...anyState])
  })
}

const inCounty = sql<boolean>`m.county_id = c.id`

const scan = ({ conditions, ordered, most }: Wanted, where: readonly Condition[]) =>
  sql`(select ${columns} from matters m where ${all([...where, ...conditions])} ${ordered('m')} limit ${most})`

/** The first of each state, in each county where those are named, by the index alone; only those that remain are fetched. */
const scanEach = (
  { k, query, conditions, key, ordered, most }: Wanted,
  counties: RawBuilder<unknown>,
  where: Condition,
) =>
  sql`(select ${columns} from (
      select m.id, m.county_id from ${counties} unnest(${wantedStates(k, query)}::text[]) s(state)
      cross join lateral (select m.id, m.county_id, ${key('m')} from matters m
        where ${all([where, sql<boolean>`m.state = s.state`, ...conditions])} ${ordered('m')} limit ${most}) m
      ${ordered('m')} limit ${most}
    ) f join matters m on m.id = f.id and m.county_id = f.county_id)`

/** Of a nation's matters few are open: the index that holds those alone is read in the order of time. */
function scanOpen({ query, conditions, ordered, most }: Wanted, where: readonly Condition[]) {
  // Said twice it counts twice for the planner.
  const open = query.open ? [] : [sql<boolean>`m.ended_at is null`]
  return sql`(select ${columns} from (
      select m.id, m.county_id from matters m where ${all([...open, ...where, ...conditions])} ${ordered('m')} limit ${most}
    ) f join matters m on m.id = f.id and m.county_id = f.county_id)`
}

const columns = sql.join(recordColumns.map((c) => sql.ref(`m.${c}`)))

/** Overdue matters and those with a deadline are open ones. */
const isOpenOnly = (f: ListQuery): boolean => f.open === true || f.overdue === true || f.sort === 'dueAt'

/** The states that can fit the filter: open matters are in none that ended. */
const wantedStates = (k: MatterKind, f: ListQuery): string[] =>
  Object.entries(k.states)
    .filter(([name, s]) => (!f.state || f.state.includes(name)) && !(isOpenOnly(f) && s.end))
    .map(([name]) => name)

const ofStates = (k: MatterKind, f: ListQuery): Condition[] =>
  f.state ? [sql<boolean>`m.state = any(${wantedStates(k, f)}::text[])`] : []

/** Work lies within reach by construction; a division filter still narrows it. */
function workWithin(ctx: Ctx, f: ListQuery, readable: readonly Branch[]): Condition[] {
  const mine = workBranches(ctx)
  return f.division === undefined ? mine : readable.flatMap((r) => mine.map((w) => sql<boolean>`${r.where} and ${w}`))
}

function afterCursor(after: string, key: RawBuilder<unknown>, isDescending: boolean): Condition {
  const [, at, id] = /^(-?\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (at === undefined || id === undefined)
    throw fieldProblem(
      'after',
      label('翻页标记无效，请从第一页开始', 'This cursor is not valid; start from the first page'),
    )
  const last = sql`(${new Date(Number(at))}::timestamptz, ${id}::uuid)`
  return isDescending ? sql<boolean>`(${key}, m.id) < ${last}` : sql<boolean>`(${key}, m.id) > ${last}`
}

const cursorOf = (m: MatterRecord, column: 'opened_at' | 'due_at'): string =>
  `${(m[column] ?? noClock).getTime()}_${m.id}`
