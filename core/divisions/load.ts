// Reads the tree and the place index out of the table: once at the start, and again after divisions change.
import type { Kysely } from 'kysely'
import type { Tables } from '../db/tables.ts'
import { type PlaceIndex, placeIndex } from '../geo/place-index.ts'
import type { Shape } from '../geo/shape.ts'
import type { DivisionAlias } from './former-names.ts'
import type { DivisionRow } from './nested-order.ts'
import { type DivisionTree, divisionTree } from './tree.ts'

/** Told at the end of every transaction that changes divisions: all processes listen, and load the tree again. */
export const divisionsChannel = 'lianfang_divisions'

// A nation in one answer would double the memory it takes.
const batchSize = 50_000

/** The divisions as they are now: 665,000 load in some three seconds. */
export async function loadDivisions(db: Kysely<Tables>): Promise<{ tree: DivisionTree; places: PlaceIndex }> {
  const [rows, aliases, places] = [await rowsIn(db), await aliasesIn(db), await placesIn(db)]
  return { tree: divisionTree(rows, aliases), places }
}

async function rowsIn(db: Kysely<Tables>): Promise<DivisionRow[]> {
  const rows: DivisionRow[] = []
  for (let after = Number.NEGATIVE_INFINITY; ; ) {
    let query = db
      .selectFrom('divisions')
      .select([
        'id',
        'parent_id as parentId',
        'level',
        'code',
        'name',
        'valid_from as validFrom',
        'valid_to as validTo',
      ])
      .orderBy('id')
      .limit(batchSize)
    if (Number.isFinite(after)) query = query.where('id', '>', after)
    const batch = await query.execute()
    for (const row of batch) rows.push(row)
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return rows
    after = last.id
  }
}

/** Former codes and names of all divisions. */
export const aliasesIn = (db: Kysely<Tables>): Promise<DivisionAlias[]> =>
  db
    .selectFrom('division_aliases')
    .select(['division_id as divisionId', 'code', 'name', 'valid_from as validFrom', 'valid_to as validTo'])
    .execute()

async function placesIn(db: Kysely<Tables>): Promise<PlaceIndex> {
  const rows = await db
    .selectFrom('divisions')
    .select(['id', 'level', 'polygon'])
    .where('polygon', 'is not', null)
    .where('valid_to', 'is', null)
    .execute()
  return placeIndex(rows.map(({ id, level, polygon }) => ({ id, level, polygon: polygon as Shape })))
}
