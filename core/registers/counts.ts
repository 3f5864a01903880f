// Counts and sums beside a list, and the map under the same filter.

import type { Geometry } from 'geojson'
import { sql } from 'kysely'
import { marksOf } from '../../contract/fields.ts'
import { listLimits } from '../../contract/list-query.ts'
import { entryFieldFilter } from '../../contract/register-access.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { type EntryFilter, filterableFields, mostShapes } from '../../contract/register-query.ts'
import type { EntryCounts, EntryMap } from '../../contract/register-views.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import type { Shape } from '../geo/shape.ts'
import { roundToMetre, simplify } from '../geo/simplify.ts'
import { entryConditions } from './filter.ts'
import { entryFacts, staleBefore } from './record.ts'

/** Counts under a filter, and the sums of the register's number fields: what totals on a screen are made of. */
export async function countEntries(ctx: Ctx, r: AnyRegister, f: EntryFilter): Promise<EntryCounts> {
  const none = { total: 0, incomplete: 0, stale: 0, closed: 0, sums: {}, by: {} }
  const [where, closed] = [entryConditions(ctx, r, f), entryConditions(ctx, r, { ...f, closed: true })]
  if (where === null || closed === null) return none
  const sums = r.sums.map(
    (name) => sql`coalesce(sum((e.data ->> ${name})::numeric), 0)::float8 as ${sql.ref(`sum_${name}`)}`,
  )
  const { rows } = await sql<Record<string, number>>`select ${sql.join([
    sql`count(*)::int as total`,
    sql`count(*) filter (where cardinality(e.missing) > 0)::int as incomplete`,
    sql`count(*) filter (where e.confirmed_at < ${staleBefore(r, ctx.now())})::int as stale`,
    sql`(select count(*)::int from register_entries e where ${closed}) as closed`,
    ...sums,
  ])} from register_entries e where ${where}`.execute(ctx.db)
  const row = rows[0] ?? {}
  const by: EntryCounts['by'] = {}
  for (const name of filterableFields(r)) {
    if (!['choice', 'category', 'yes'].includes(marksOf(r.fields[name], name)['x-widget'])) continue
    const groups = await sql<{ value: string; n: number }>`select e.data ->> ${name} as value, count(*)::int as n
      from register_entries e where ${where} and e.data ? ${name} group by 1 limit 200`.execute(ctx.db)
    by[name] = Object.fromEntries(groups.rows.map(({ value, n }) => [value, n]))
  }
  return {
    total: row.total ?? 0,
    incomplete: row.incomplete ?? 0,
    stale: row.stale ?? 0,
    closed: row.closed ?? 0,
    sums: Object.fromEntries(r.sums.map((name) => [name, row[`sum_${name}`] ?? 0])),
    by,
  }
}

// A metre or two: nobody sees more on a screen, and half the positions stay here.
const simplifiedM = 2

/** Points of the entries under a filter, and their shapes while there are not too many. */
export async function mapEntries(ctx: Ctx, r: AnyRegister, f: EntryFilter): Promise<EntryMap> {
  const where = entryConditions(ctx, r, f)
  if (where === null) return { points: [], shapes: { type: 'FeatureCollection', features: [] }, truncated: false }
  const { rows } = await sql<EntryRecord>`select e.id, e.lng, e.lat, e.headline, e.missing, e.confirmed_at, e.path,
      e.unit_id, e.closed_on, e.merged_into, e.shapes
    from register_entries e where ${where} and e.lng is not null order by e.id limit ${listLimits.points + 1}`.execute(
    ctx.db,
  )
  const shown = rows.slice(0, listLimits.points)
  const stale = staleBefore(r, ctx.now())
  return {
    points: shown.map((e) => ({
      id: e.id,
      lng: e.lng as number,
      lat: e.lat as number,
      headline: e.headline,
      incomplete: e.missing.length > 0,
      stale: e.confirmed_at < stale,
    })),
    shapes: { type: 'FeatureCollection', features: shown.slice(0, mostShapes).flatMap((e) => features(ctx, r, e)) },
    truncated: rows.length > shown.length,
  }
}

function features(ctx: Ctx, r: AnyRegister, e: EntryRecord): EntryMap['shapes']['features'] {
  const sees = entryFieldFilter(r, ctx.actor, entryFacts(e))
  return Object.entries(e.shapes)
    .filter(([name]) => sees(name))
    .map(([, shape]) => ({
      type: 'Feature',
      properties: { id: e.id, name: e.headline },
      geometry: drawn(shape as Geometry),
    }))
}

const drawn = (shape: Geometry): Geometry =>
  shape.type === 'LineString' ? shape : (roundToMetre(simplify(shape as Shape, simplifiedM)) as Geometry)
