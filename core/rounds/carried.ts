// What a check is told of the last one: findings that are open, what was found then, and what was advised.
import { sql } from 'kysely'
import { dayOf } from '../../contract/calendar.ts'
import { type Label, label } from '../../contract/label.ts'
import type { RoundKind, Target } from '../../contract/round.ts'
import type { Ctx } from '../context.ts'

export interface Carried {
  item: string
  /** Number of the finding; empty for advice. */
  no: string
  day: string
  state: string
  text: Label
}

const mostCarried = 30

interface Row {
  target: string
  item: string
  what: string
  no: string
  state: string
  opened_at: Date
}

/** Target id to what its next check carries over, newest first; at most 30 each. */
export async function carriedTo(
  ctx: Ctx,
  r: RoundKind,
  countyId: number,
  targets: readonly Target[],
): Promise<Map<string, Carried[]>> {
  const ids = targets.map(({ id }) => id)
  const { rows } = await sql<Row>`
    select m.data ->> 'target' as target, m.data ->> 'item' as item, m.data ->> 'what' as what, m.no, m.state, m.opened_at
    from matters m left join round_coverage c
      on c.county_id = m.county_id and c.round = ${r.kind} and c.target_id = m.data ->> 'target'
    where m.data ->> 'target' = any(${ids}::text[]) and m.data ? 'target' and m.county_id = ${countyId}
      and m.kind = ${r.findings.kind} and m.state <> 'dropped'
      and (m.ended_at is null or m.data ->> 'check' = c.last_check_id::text)
    order by m.opened_at desc limit ${mostCarried * Math.max(1, ids.length)}`.execute(ctx.db)
  const advised = await ctx.db
    .selectFrom('round_coverage')
    .select(['target_id', 'advice', 'last_done_on'])
    .where('county_id', '=', countyId)
    .where('round', '=', r.kind)
    .where('target_id', 'in', ids)
    .execute()
  const carried = new Map<string, Carried[]>()
  const add = (target: string, one: Carried) => {
    const list = carried.get(target) ?? []
    if (list.length < mostCarried) carried.set(target, [...list, one])
  }
  for (const row of rows)
    add(row.target, {
      item: row.item,
      no: row.no,
      day: dayOf(row.opened_at),
      state: row.state,
      text: label(row.what, row.what),
    })
  for (const { target_id, advice, last_done_on } of advised)
    for (const { item, text } of advice)
      add(target_id, { item, no: '', day: last_done_on ?? '', state: 'advice', text })
  return carried
}
