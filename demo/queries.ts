// Writes the demo into the database: thousands of rows with a statement each thousand.
import { sql } from 'kysely'
import type { AnyMatterKind } from '../contract/kind.ts'
import type { Ctx, Db } from '../core/context.ts'
import type { MatterRecord } from '../core/db/tables.ts'
import type { Shape } from '../core/geo/shape.ts'
import { recordColumns, searchable } from '../core/matters/record.ts'
import { noteSetting } from './sign-in.ts'
import type { EventRow } from './year/rows.ts'

const batchSize = 1000

/** Inserts rows in their order; what a row does not name gets the table's default. */
export async function insertRows(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const names = sql.join(columns.map((c) => sql.ref(c)))
  const values = sql.join(columns.map((c) => sql.ref(`r.${c}`)))
  for (const batch of batchesOf(rows))
    await sql`insert into ${sql.table(table)} (${names})
      select ${values} from jsonb_array_elements(${JSON.stringify(batch)}::jsonb) with ordinality as e (row, n),
        jsonb_populate_record(null::${sql.table(table)}, e.row) as r order by e.n`.execute(db)
}

/** Inserts matters as they stand, with the words they are found by. */
export async function insertMatters(db: Db, k: AnyMatterKind, matters: readonly MatterRecord[]): Promise<void> {
  const rows = matters.map((m) => ({ ...m, search: searchable(k, m) }))
  await insertRows(db, 'matters', [...recordColumns, 'search'], rows)
}

/** Every matter there is. */
export const allMatters = (db: Db): Promise<MatterRecord[]> => db.selectFrom('matters').select(recordColumns).execute()

/**
 * From here on what the engine tells in this transaction goes into a table of the transaction's own, which stands before
 * the real one: events are only ever appended, so they are put in order before they are.
 */
export async function holdEvents(db: Db): Promise<void> {
  await sql`create temporary table events (like events including defaults including identity) on commit drop`.execute(
    db,
  )
}

/** What was told since `holdEvents`, in its order; the next goes into the real table again. */
export async function heldEvents(db: Db): Promise<EventRow[]> {
  const held = await db.selectFrom('events').selectAll().orderBy('seq').execute()
  await sql`drop table pg_temp.events`.execute(db)
  return held.map(({ seq: _, xid: __, ...event }) => event as unknown as EventRow)
}

function* batchesOf<T>(rows: readonly T[]): Iterable<readonly T[]> {
  for (let i = 0; i < rows.length; i += batchSize) yield rows.slice(i, i + batchSize)
}

/** Polygons by division. */
export async function shapesOf(db: Db): Promise<Map<number, Shape>> {
  const rows = await db.selectFrom('divisions').select(['id', 'polygon']).where('polygon', 'is not', null).execute()
  return new Map(rows.map((r) => [r.id, r.polygon as Shape]))
}

/** Fresh statistics, so that the first lists are planned by what is there. */
export const analyze = async (db: Db): Promise<void> => {
  await sql`analyze`.execute(db)
}

/** What the start prints about the demo; undefined where there is none. */
export async function findNote(db: Db, countyId: number): Promise<{ trackingCode: string | null } | undefined> {
  const row = await db
    .selectFrom('county_settings')
    .select('value')
    .where('county_id', '=', countyId)
    .where('id', '=', noteSetting)
    .executeTakeFirst()
  return row?.value as { trackingCode: string | null } | undefined
}

/** Keeps what the county sets differently from the definitions. */
export const keepSetting = async ({ db, now }: Ctx, countyId: number, id: string, value: unknown): Promise<void> => {
  const row = { county_id: countyId, id, value: JSON.stringify(value), changed_at: now() }
  await db.insertInto('county_settings').values(row).execute()
}
