// Counts matters themselves: what the counters are checked against, and what answers below the county.
import { type RawBuilder, sql } from 'kysely'
import { type CountedFacts, countedFields, measuresOf } from '../../contract/derive/statistics.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'

interface Group {
  place: number | null
  month: string
  state: string
  merged: boolean
  values: (string | null)[]
  n: number
  answered: number
  answered_s: number
  ended: number
  ended_s: number
}

export interface Counted {
  /** The division of the column grouped by; null for matters that lie directly in the one asked for. */
  place: number | null
  month: string
  measure: string
  n: number
}

// Whole seconds, as `countedFacts` rounds them: halves up, never below zero; null while it has not happened.
const seconds = (until: string) => {
  const at = sql.ref(`m.${until}`)
  return sql`case when ${at} is not null then greatest(0, floor(extract(epoch from ${at} - m.opened_at) + 0.5)) end`
}

/**
 * Counts the matters of a kind that fit a condition on `m`, by a column of their place and the month they were opened
 * in, in the measures of `measuresOf`.
 */
export async function recount(
  db: Ctx['db'],
  k: AnyMatterKind,
  where: RawBuilder<boolean>,
  place: 'county_id' | 'township_id' | 'village_id' | 'grid_id',
): Promise<Counted[]> {
  const fields = countedFields(k)
  const value = (field: string) =>
    sql`case when jsonb_typeof(m.data -> ${field}) = 'string' then m.data ->> ${field} end`
  const { rows } = await sql<Group>`select place, month, state, merged, values, count(*) as n,
      count(answered_s) as answered, coalesce(sum(answered_s), 0)::bigint as answered_s,
      count(ended_s) as ended, coalesce(sum(ended_s), 0)::bigint as ended_s
    from (
      select ${sql.ref(`m.${place}`)} as place,
        to_char(m.opened_at at time zone interval '8 hours', 'YYYY-MM-01') as month,
        m.state, m.merged_into is not null as merged,
        array[${sql.join(fields.map(value))}]::text[] as values,
        ${seconds('answered_at')} as answered_s, ${seconds('ended_at')} as ended_s
      from matters m where m.kind = ${k.kind} and ${where}
    ) facts group by place, month, state, merged, values`.execute(db)
  return rows.flatMap((group) => countsOf(k, fields, group))
}

function countsOf(k: AnyMatterKind, fields: readonly string[], g: Group): Counted[] {
  const given = fields.map((field, i) => [field, g.values[i] ?? null] as const).filter(([, value]) => value !== null)
  const facts: CountedFacts = {
    kind: k.kind,
    divisionId: g.place ?? 0,
    month: g.month,
    state: g.state,
    merged: g.merged,
    values: Object.fromEntries(given) as Record<string, string>,
    answeredAfterS: null,
    endedAfterS: null,
  }
  const { answered, answered_s, ended, ended_s } = g
  const times = g.merged ? {} : { answered, answered_s, ended, ended_s }
  const amounts = Object.entries(measuresOf(k, facts)).map(([measure, n]) => [measure, n * g.n] as const)
  return [...amounts, ...Object.entries(times)]
    .filter(([, n]) => n !== 0)
    .map(([measure, n]) => ({ place: g.place, month: g.month, measure, n }))
}
