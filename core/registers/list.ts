// Lists of entries: by key, never by offset; shapes stay where they are.
import { sql } from 'kysely'
import { fieldProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { type EntryQuery, type EntrySort, filterableFields } from '../../contract/register-query.ts'
import type { EntryRow } from '../../contract/register-views.ts'
import type { Page } from '../../contract/views.ts'
import type { Condition } from '../access/branches.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { divisionView } from '../divisions/view.ts'
import { unitNames } from '../matters/view.ts'
import { entryConditions } from './filter.ts'
import { entryColumns, staleBefore } from './record.ts'

const orders: Record<EntrySort, { column: 'headline' | 'changed_at' | 'confirmed_at'; descending: boolean }> = {
  headline: { column: 'headline', descending: false },
  '-changedAt': { column: 'changed_at', descending: true },
  confirmedAt: { column: 'confirmed_at', descending: false },
}

/** An entry without its shapes. */
export type ListedEntry = Omit<EntryRecord, 'shapes'>

const listed = entryColumns.filter((c) => c !== 'shapes')
const withShapes = sql.join(entryColumns.map((c) => sql.ref(`e.${c}`)))
const withoutShapes = sql.join(listed.map((c) => sql.ref(`e.${c}`)))

/** One page of the entries that the reader may see under this filter. */
export async function listEntriesOf(ctx: Ctx, r: AnyRegister, query: EntryQuery): Promise<Page<EntryRow>> {
  const { records, next } = await findEntryPage(ctx, r, query, query.limit ?? 50)
  return { rows: await entryRows(ctx, r, records), next }
}

/** The records of one page and the cursor after it; with shapes only for those who need them. */
export async function findEntryPage(
  ctx: Ctx,
  r: AnyRegister,
  query: EntryQuery,
  limit: number,
  { shapes = false }: { shapes?: boolean } = {},
): Promise<{ records: EntryRecord[]; next: string | null }> {
  const where = entryConditions(ctx, r, query)
  if (where === null) return { records: [], next: null }
  const order = orders[query.sort ?? 'headline']
  const column = sql.ref(`e.${order.column}`)
  const direction = sql.raw(order.descending ? 'desc' : 'asc')
  const after = query.after === undefined ? sql`` : sql` and ${afterCursor(query.after, order)}`
  const { rows } = await sql<EntryRecord>`select ${shapes ? withShapes : withoutShapes} from register_entries e
    where ${where}${after} order by ${column} ${direction}, e.id ${direction} limit ${limit + 1}`.execute(ctx.db)
  const records = rows.slice(0, limit)
  const last = records.at(-1)
  return { records, next: rows.length > limit && last ? cursorOf(last, order.column) : null }
}

const cursorOf = (e: ListedEntry, column: 'headline' | 'changed_at' | 'confirmed_at'): string =>
  Buffer.from(JSON.stringify([e[column], e.id])).toString('base64url')

function afterCursor(after: string, order: (typeof orders)[EntrySort]): Condition {
  const [value, id] = readCursor(after)
  const column = sql.ref(`e.${order.column}`)
  const key = order.column === 'headline' ? sql`(${value}, ${id}::uuid)` : sql`(${value}::timestamptz, ${id}::uuid)`
  return order.descending ? sql<boolean>`(${column}, e.id) < ${key}` : sql<boolean>`(${column}, e.id) > ${key}`
}

function readCursor(after: string): [string, string] {
  try {
    const [value, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as [unknown, unknown]
    const isId = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    if (isId && typeof value === 'string') return [value, id]
  } catch {
    // Said below, whatever is wrong with it.
  }
  throw fieldProblem(
    'after',
    label('翻页标记无效，请从第一页开始', 'This cursor is not valid; start from the first page'),
  )
}

/** Entries as rows of a list. */
export async function entryRows(ctx: Ctx, r: AnyRegister, records: readonly ListedEntry[]): Promise<EntryRow[]> {
  const units = await unitNames(
    ctx,
    records.map((e) => e.unit_id),
  )
  return records.map((e) => entryRow(ctx, r, e, units.get(e.unit_id ?? '') ?? null))
}

/** One entry as a row. */
export function entryRow(ctx: Ctx, r: AnyRegister, e: ListedEntry, unit: EntryRow['unit']): EntryRow {
  const { id, name, names, level } = divisionView(ctx.house.divisions.tree, e.division_id)
  const shown = [...filterableFields(r), ...r.sums]
  return {
    id: e.id,
    kind: e.kind,
    code: e.code,
    headline: e.headline,
    version: e.version,
    division: { id, name, names, level },
    unit,
    point: e.lng !== null && e.lat !== null ? { lng: e.lng, lat: e.lat } : null,
    missing: e.missing,
    confirmedAt: e.confirmed_at.toISOString(),
    stale: e.confirmed_at < staleBefore(r, ctx.now()),
    closedOn: e.closed_on,
    changedAt: e.changed_at.toISOString(),
    data: Object.fromEntries(shown.filter((name) => e.data[name] !== undefined).map((name) => [name, e.data[name]])),
  }
}
