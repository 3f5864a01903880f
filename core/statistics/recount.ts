// Counts matters themselves: what the counters are checked against, and what answers below the townships.
import { type RawBuilder, sql } from 'kysely'
import { type Count, type CountedFacts, countedFields, countsOf } from '../../contract/derive/statistics.ts'
import type { AnyMatterKind, End } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'

interface Group {
  place: number | null
  day: string
  state: string
  merged: boolean
  values: (string | null)[]
  n: number
  answered: number
  answered_s: number
  ended: number
  ended_s: number
}

/** A count, and the division of the column grouped by: null for matters that lie directly in the one asked for. */
export interface Counted extends Count {
  place: number | null
}

export type PlaceColumn = 'county_id' | 'township_id' | 'village_id' | 'grid_id'

// Whole seconds, as `countedFacts` rounds them: halves up, never below zero; null while it has not happened.
const seconds = (until: string) => {
  const at = sql.ref(`m.${until}`)
  return sql`case when ${at} is not null then greatest(0, floor(extract(epoch from ${at} - m.opened_at) + 0.5)) end`
}

const dayIn = (at: string) => sql`to_char(${sql.ref(`m.${at}`)} at time zone interval '8 hours', 'YYYY-MM-DD')`

/**
 * Counts the matters of a kind that fit a condition on `m`, by a column of their place and the day they were opened on,
 * in the measures of `countsOf` that belong to that day and its month.
 */
export async function recountOpened(
  db: Ctx['db'],
  k: AnyMatterKind,
  where: RawBuilder<boolean>,
  place: PlaceColumn,
): Promise<Counted[]> {
  const fields = countedFields(k)
  const value = (field: string) =>
    sql`case when jsonb_typeof(m.data -> ${field}) = 'string' then m.data ->> ${field} end`
  const { rows } = await sql<Group>`select place, day, state, merged, values, count(*) as n,
      count(answered_s) as answered, coalesce(sum(answered_s), 0)::bigint as answered_s,
      count(ended_s) as ended, coalesce(sum(ended_s), 0)::bigint as ended_s
    from (
      select ${sql.ref(`m.${place}`)} as place, ${dayIn('opened_at')} as day,
        m.state, m.merged_into is not null as merged,
        array[${sql.join(fields.map(value))}]::text[] as values,
        ${seconds('answered_at')} as answered_s, ${seconds('ended_at')} as ended_s
      from matters m where m.kind = ${k.kind} and ${where}
    ) facts group by place, day, state, merged, values`.execute(db)
  return rows.flatMap((group) => countsOfGroup(k, fields, group))
}

/** Counts the matters that have ended, in the month they ended in, whenever they were opened. */
export async function recountEnded(
  db: Ctx['db'],
  k: AnyMatterKind,
  where: RawBuilder<boolean>,
  place: PlaceColumn,
): Promise<Counted[]> {
  const { rows } = await sql<{ place: number | null; day: string; as: End; n: number }>`
    select ${sql.ref(`m.${place}`)} as place, ${dayIn('ended_at')} as day, m.ended_as as as, count(*) as n
    from matters m where m.kind = ${k.kind} and ${where} and m.ended_at is not null and m.ended_as is not null
      and m.merged_into is null group by 1, 2, 3`.execute(db)
  return rows.map(({ place, day, as, n }) => ({
    place,
    grain: 'month',
    period: `${day.slice(0, 7)}-01`,
    measure: `endedIn:${as}`,
    n,
  }))
}

function countsOfGroup(k: AnyMatterKind, fields: readonly string[], g: Group): Counted[] {
  const given = fields.map((field, i) => [field, g.values[i] ?? null] as const).filter(([, value]) => value !== null)
  const facts: CountedFacts = {
    kind: k.kind,
    divisionId: g.place ?? 0,
    day: g.day,
    state: g.state,
    merged: g.merged,
    values: Object.fromEntries(given) as Record<string, string>,
    answeredAfterS: null,
    endedAfterS: null,
    ended: null,
  }
  const counts = countsOf(k, facts).map((count) => ({ ...count, place: g.place, n: count.n * g.n }))
  const { answered, answered_s, ended, ended_s } = g
  const period = `${g.day.slice(0, 7)}-01`
  const times = g.merged ? {} : { answered, answered_s, ended, ended_s }
  for (const [measure, n] of Object.entries(times))
    if (n !== 0) counts.push({ place: g.place, grain: 'month', period, measure, n })
  return counts
}
