// Lists of matters: first page in milliseconds whatever the filter, following pages by key, never by offset.
import { type RawBuilder, sql } from 'kysely'
import { visibleData } from '../../contract/access.ts'
import { fieldProblem } from '../../contract/errors.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { ListQuery, Sort } from '../../contract/list-query.ts'
import type { Post } from '../../contract/posts.ts'
import type { MatterRow, Page } from '../../contract/views.ts'
import { all, type Branch, type Condition, countiesBelow } from '../access/branches.ts'
import { logRead } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { divisionView } from '../divisions/view.ts'
import { namesOf } from '../people/names.ts'
import { filterConditions, readableBranches, workBranches } from './filter.ts'
import { headlineOf } from './headline.ts'
import { sharedPostsOf } from './load.ts'
import { accessFacts, recordColumns } from './record.ts'
import { personLabel, unitNames } from './view.ts'

const orders: Record<Sort, { column: string; descending: boolean }> = {
  '-openedAt': { column: 'opened_at', descending: true },
  openedAt: { column: 'opened_at', descending: false },
  dueAt: { column: 'due_at', descending: false },
}

/** Stands for the deadline of what has none, in the order of somebody's work. */
const noClock = new Date('9999-12-31T00:00:00Z')

/** One page of the matters of a kind that the reader may see under this filter. Reading personal fields is logged. */
export async function listMatters(ctx: Ctx, k: AnyMatterKind, query: ListQuery): Promise<Page<MatterRow>> {
  const limit = query.limit ?? 50
  const { records, next } = await findPage(ctx, k, query, limit)
  return { rows: await rowsOf(ctx, k, records), next }
}

/** The records of one page and the cursor after it. */
export async function findPage(ctx: Ctx, k: AnyMatterKind, query: ListQuery, limit: number) {
  const sort = query.sort ?? '-openedAt'
  const branches = await branchesOf(ctx, k, query)
  if (branches.length === 0) return { records: [], next: null }
  const order = orders[sort]
  // Nobody's work is hidden because no clock runs on it: it comes last.
  const hasAll = order.column === 'due_at' && query.work === true
  const keyOf = (of: string) =>
    hasAll ? sql`coalesce(${sql.ref(of)}, ${sql.lit(noClock.toISOString())}::timestamptz)` : sql`${sql.ref(of)}`
  const column = keyOf(`m.${order.column}`)
  const direction = sql.raw(order.descending ? 'desc' : 'asc')
  const shared = filterConditions(ctx, k, query)
  if (order.column === 'due_at' && !hasAll) shared.push(sql<boolean>`m.due_at is not null`)
  if (query.after) shared.push(afterCursor(query.after, column, order.descending))
  const by = keyOf(order.column)
  const ordered = sql`order by ${column} ${direction}, m.id ${direction} limit ${limit + 1}`
  // One indexed, limited scan for each branch; together they cannot be longer than branches × limit.
  const scans = branches.map(({ where, above }) => {
    const conditions = all([where, ...shared])
    if (above === undefined) return sql`(select ${columns} from matters m where ${conditions} ${ordered})`
    // The first of each county by its index alone; only those that remain are fetched.
    return sql`(select ${columns} from (
        select m.id, m.county_id from (select c.id from ${countiesBelow(above)}) c
        cross join lateral (select m.id, m.county_id, ${column} from matters m
          where m.county_id = c.id and ${conditions} ${ordered}) m
        ${ordered}
      ) f join matters m on m.id = f.id and m.county_id = f.county_id)`
  })
  const { rows } =
    await sql<MatterRecord>`select distinct on (${by}, id) * from (${sql.join(scans, sql` union all `)}) u
    order by ${by} ${direction}, id ${direction} limit ${limit + 1}`.execute(ctx.db)
  const records = rows.slice(0, limit)
  const last = records.at(-1)
  return { records, next: rows.length > limit && last ? cursorOf(last, order.column) : null }
}

const columns = sql.join(recordColumns.map((c) => sql.ref(`m.${c}`)))

/** Reach and states multiplied out, so that each branch reads one index in the order of the list. */
async function branchesOf(ctx: Ctx, k: AnyMatterKind, f: ListQuery): Promise<Pick<Branch, 'where' | 'above'>[]> {
  const readable = await readableBranches(ctx, k, f.division)
  if (readable.length === 0) return []
  const states = wantedStates(k as MatterKind, f)
  const anyState = f.state ? sql<boolean>` and m.state = any(${states}::text[])` : sql<boolean>``
  if (f.work) return workWithin(ctx, f, readable).map((where) => ({ where: sql<boolean>`${where}${anyState}` }))
  const isByTime = f.sort !== 'dueAt'
  return readable.flatMap(({ where, isWide, above }) => {
    // The counties themselves are the condition then; comparing paths as well would need each row and not only the index.
    const here = above === undefined ? where : sql<boolean>`true`
    const wheres =
      isWide && isByTime
        ? states.map((s) => sql<boolean>`${here} and m.state = ${s}`)
        : [sql<boolean>`${here}${anyState}`]
    return wheres.map((each) => ({ where: each, ...(above === undefined ? {} : { above }) }))
  })
}

/** The states that can fit the filter: overdue and open matters are in none that ended. */
function wantedStates(k: MatterKind, f: ListQuery): string[] {
  const isOpenOnly = f.open || f.overdue || f.sort === 'dueAt'
  return Object.entries(k.states)
    .filter(([name, s]) => (!f.state || f.state.includes(name)) && !(isOpenOnly && s.end))
    .map(([name]) => name)
}

/** Work lies within reach by construction; a division filter still narrows it. */
function workWithin(ctx: Ctx, f: ListQuery, readable: readonly Branch[]): Condition[] {
  const mine = workBranches(ctx)
  return f.division === undefined ? mine : readable.flatMap((r) => mine.map((w) => sql<boolean>`${r.where} and ${w}`))
}

function afterCursor(after: string, column: RawBuilder<unknown>, isDescending: boolean): Condition {
  const [, at, id] = /^(-?\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (at === undefined || id === undefined)
    throw fieldProblem(
      'after',
      label('翻页标记无效，请从第一页开始', 'This cursor is not valid; start from the first page'),
    )
  const key = sql`(${new Date(Number(at))}::timestamptz, ${id}::uuid)`
  return isDescending ? sql<boolean>`(${column}, m.id) < ${key}` : sql<boolean>`(${column}, m.id) > ${key}`
}

const cursorOf = (m: MatterRecord, column: string): string =>
  `${((m[column as keyof MatterRecord] as Date | null) ?? noClock).getTime()}_${m.id}`

/** Rows as the reader may see them: a headline they may not read is left empty. */
export async function rowsOf(ctx: Ctx, k: AnyMatterKind, records: readonly MatterRecord[]): Promise<MatterRow[]> {
  const names = await namesOf(
    ctx,
    records.map((m) => m.owner_id),
  )
  const units = await unitNames(
    ctx,
    records.map((m) => m.unit_id),
  )
  const shared = await sharedPostsOf(ctx, records)
  const seen: MatterRecord[] = []
  const rows = records.map((m) => {
    const data = visibleData(k, m.data, ctx.actor, accessFacts(m, shared.get(m.id)))
    const headline = data[k.headline as string]
    if (headline !== undefined) seen.push(m)
    return rowOf(ctx, m, headlineOf(k, data), personLabel(m.owner_id, names), units.get(m.unit_id ?? '') ?? null)
  })
  if (seen.length > 0)
    await logRead(ctx, {
      kind: k.kind,
      subjectIds: seen.map((m) => m.id),
      fields: [k.headline as string],
      countyId: seen[0]?.county_id ?? null,
    })
  return rows
}

function rowOf(
  ctx: Ctx,
  m: MatterRecord,
  headline: string,
  owner: MatterRow['owner'],
  unit: MatterRow['unit'],
): MatterRow {
  const me = ctx.actor.type === 'staff' ? ctx.actor.id : null
  return {
    id: m.id,
    kind: m.kind,
    no: m.no,
    state: m.state,
    version: m.version,
    headline,
    category: m.category,
    division: divisionShort(ctx, m.division_id),
    point: m.lng !== null && m.lat !== null ? { lng: m.lng, lat: m.lat } : null,
    placed: m.placed,
    channel: m.channel,
    openedAt: m.opened_at.toISOString(),
    stateSince: m.state_since.toISOString(),
    dueAt: m.due_at?.toISOString() ?? null,
    overdue: m.due_at !== null && m.due_at < ctx.now(),
    owner,
    unit,
    waitsFor: m.waits_post as Post | null,
    supervision: m.supervision,
    mine: me !== null && m.owner_id === me,
    merged: m.merged_into !== null,
  }
}

function divisionShort(ctx: Ctx, id: number): MatterRow['division'] {
  const { name, names, level } = divisionView(ctx.house.divisions.tree, id)
  return { id, name, names, level }
}
