// Imports divisions in one transaction: all accepted rows or, when anything breaks, none. Running it again changes nothing.
import { type Kysely, sql } from 'kysely'
import { dayOf } from '../../contract/calendar.ts'
import type { Tables } from '../db/tables.ts'
import { labelPoint } from '../geo/measure.ts'
import type { Shape } from '../geo/shape.ts'
import { aliasesIn, divisionsChannel } from './load.ts'
import type { Kept, NewDivision, Plan, Rejection } from './plan.ts'
import { parentCodeOf } from './plan-places.ts'
import { planImport } from './plan-rows.ts'
import type { SourceRow } from './source.ts'

export interface ImportNotes {
  /** Dates a change whose row says no day. */
  now: Date
  /** Told how many rows of the new ones are written. */
  onProgress?: (done: number, total: number) => void
  /** Ids of the divisions below which the importer may change anything; everywhere when left out. */
  within?: readonly number[]
}

export interface ImportReport {
  accepted: number
  added: number
  renamed: number
  closed: number
  drawn: number
  unchanged: number
  rejections: Rejection[]
}

// Enough to make the round trip small against the work, little enough to report progress.
const batchSize = 5000
/** Drawn borders of neighbours and parents differ by so much without being wrong. */
export const borderToleranceM = 50

/**
 * Imports rows. Same code, same id: what is there is only renamed, renumbered, closed or drawn, and its former code and
 * name are kept with their dates. Divisions that the rows do not name are left alone.
 */
export async function importDivisions(
  db: Kysely<Tables>,
  rows: readonly SourceRow[],
  notes: ImportNotes,
): Promise<ImportReport> {
  return db.transaction().execute(async (trx) => {
    // Ids are given out here, so nobody else may add divisions meanwhile; readers are not held up.
    await sql`lock table divisions in share row exclusive mode`.execute(trx)
    // Planning a whole country asks the database nothing for longer than a busy machine lets a transaction be silent.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
    const kept = await keptIn(trx)
    const plan = planImport(rows, {
      kept,
      aliases: await aliasesIn(trx),
      polygons: await parentPolygons(trx, rows),
      day: dayOf(notes.now),
      toleranceM: borderToleranceM,
      within: notes.within,
    })
    await write(trx, plan, notes)
    // So that the first questions after a large import do not read the whole table.
    if (plan.added.length > 0) await sql`analyze divisions`.execute(trx)
    await sql`select pg_notify(${divisionsChannel}, '')`.execute(trx)
    return reportOf(rows.length, plan)
  })
}

const reportOf = (rows: number, plan: Plan): ImportReport => ({
  accepted: rows - plan.rejections.length,
  added: plan.added.length,
  renamed: plan.renamed.length,
  closed: plan.closed.length,
  drawn: plan.drawn.length + plan.added.filter((d) => d.polygon !== null).length,
  unchanged: plan.unchanged,
  rejections: plan.rejections,
})

async function keptIn(db: Kysely<Tables>): Promise<Kept[]> {
  const rows = await db
    .selectFrom('divisions')
    .select(['id', 'parent_id', 'county_id', 'level', 'code', 'name', 'path', 'valid_from', 'valid_to'])
    .execute()
  return rows.map(({ parent_id, county_id, valid_from, valid_to, ...same }) => ({
    ...same,
    parentId: parent_id,
    countyId: county_id,
    validFrom: valid_from,
    validTo: valid_to,
  }))
}

async function parentPolygons(db: Kysely<Tables>, rows: readonly SourceRow[]): Promise<Map<string, Shape>> {
  const drawn = rows.filter((row) => row.polygon)
  const codes = new Set(drawn.map((row) => parentCodeOf(row, (code) => code.length < row.code.length)))
  const found = await db
    .selectFrom('divisions')
    .select(['code', 'polygon'])
    .where('code', 'in', [...codes].flatMap((code) => code ?? []).concat(''))
    .where('valid_to', 'is', null)
    .where('polygon', 'is not', null)
    .execute()
  return new Map(found.map(({ code, polygon }) => [code, polygon as Shape]))
}

async function write(db: Kysely<Tables>, plan: Plan, notes: ImportNotes): Promise<void> {
  for (let done = 0; done < plan.added.length; done += batchSize) {
    await insert(db, plan.added.slice(done, done + batchSize))
    notes.onProgress?.(Math.min(done + batchSize, plan.added.length), plan.added.length)
  }
  await sql`select setval(pg_get_serial_sequence('divisions', 'id'), greatest(1, (select max(id) from divisions)))`.execute(
    db,
  )
  for (const { id, code, name } of plan.renamed)
    await db.updateTable('divisions').set({ code, name }).where('id', '=', id).execute()
  for (const { countyId, divisionId, code, name, validFrom, validTo } of plan.aliases)
    await db
      .insertInto('division_aliases')
      .values({ county_id: countyId, division_id: divisionId, code, name, valid_from: validFrom, valid_to: validTo })
      .execute()
  for (const { id, polygon, geometrySource } of plan.drawn) {
    const [centre_lng, centre_lat] = labelPoint(polygon) ?? [null, null]
    const drawn = { polygon: JSON.stringify(polygon), geometry_source: geometrySource, centre_lng, centre_lat }
    await db.updateTable('divisions').set(drawn).where('id', '=', id).execute()
  }
  for (const { path, validTo } of plan.closed)
    await db
      .updateTable('divisions')
      .set({ valid_to: validTo })
      .where('path', '>=', path)
      .where('path', '<', endOfSubtree(path))
      .where('valid_to', 'is', null)
      .execute()
}

/** The first path after all that begin with this one: `0` is the character after `/`. */
export const endOfSubtree = (path: string): string => `${path.slice(0, -1)}0`

async function insert(db: Kysely<Tables>, added: NewDivision[]): Promise<void> {
  const centres = added.map((d) => (d.polygon ? labelPoint(d.polygon) : undefined))
  await sql`
    insert into divisions (id, parent_id, county_id, level, code, name, path, valid_from, valid_to,
                           polygon, geometry_source, centre_lng, centre_lat)
    select * from unnest(
      ${added.map((d) => d.id)}::integer[], ${added.map((d) => d.parentId)}::integer[],
      ${added.map((d) => d.countyId)}::integer[], ${added.map((d) => d.level)}::smallint[],
      ${added.map((d) => d.code)}::text[], ${added.map((d) => d.name)}::text[], ${added.map((d) => d.path)}::text[],
      ${added.map((d) => d.validFrom)}::date[], ${added.map((d) => d.validTo)}::date[],
      ${added.map((d) => (d.polygon ? JSON.stringify(d.polygon) : null))}::jsonb[],
      ${added.map((d) => d.geometrySource)}::text[],
      ${centres.map((c) => c?.[0] ?? null)}::float8[], ${centres.map((c) => c?.[1] ?? null)}::float8[])
  `.execute(db)
}
