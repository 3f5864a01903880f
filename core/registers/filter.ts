// What a list of a register asks for, as SQL: reach by branches, its own fields by one index.
import { sql } from 'kysely'
import { marksOf } from '../../contract/fields.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { type EntryFilter, filterableFields } from '../../contract/register-query.ts'
import { all, any, anyBranch, type Condition, reachBranches } from '../access/branches.ts'
import type { Ctx } from '../context.ts'
import { readCode } from '../matters/codes.ts'
import { searchQuery } from '../search/words.ts'
import { staleBefore } from './record.ts'

/** Everything a row must fit, reach included; null when the reader sees nothing of this register. */
export function entryConditions(ctx: Ctx, r: AnyRegister, f: EntryFilter): Condition | null {
  const branches = reachBranches(ctx, { row: 'e', reads: r.reads, division: f.division })
  if (branches.length === 0) return null
  const where: Condition[] = [
    sql<boolean>`e.kind = ${r.kind}`,
    anyBranch(branches),
    sql<boolean>`e.merged_into is null`,
  ]
  where.push(f.closed ? sql<boolean>`e.closed_on is not null` : sql<boolean>`e.closed_on is null`)
  if (f.unit) where.push(sql<boolean>`e.unit_id = ${f.unit}`)
  if (f.incomplete) where.push(sql<boolean>`cardinality(e.missing) > 0`)
  if (f.stale) where.push(sql<boolean>`e.confirmed_at < ${staleBefore(r, ctx.now())}`)
  const text = f.q === undefined ? null : textCondition(f.q)
  if (text) where.push(text)
  for (const name of filterableFields(r)) {
    const wanted = f[name] as string[] | undefined
    if (wanted && wanted.length > 0) where.push(any(wanted.map((value) => hasValue(r, name, value))))
  }
  return all(where)
}

function textCondition(q: string): Condition | null {
  const code = readCode(q)
  if (code !== null) return sql<boolean>`e.code = ${codeOf(code)}`
  const query = searchQuery(q, 'A')
  return query === null ? null : sql<boolean>`e.search @@ ${query}::tsquery`
}

/** A plain code as it is printed. */
export const codeOf = (plain: string): string => [0, 4, 8].map((i) => plain.slice(i, i + 4)).join('-')

const hasValue = (r: AnyRegister, name: string, value: string): Condition => {
  const isYes = marksOf(r.fields[name], name)['x-widget'] === 'yes'
  return sql<boolean>`e.data @> ${JSON.stringify({ [name]: isYes ? value === 'true' : value })}::jsonb`
}
