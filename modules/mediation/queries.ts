// Questions about disputes that the derived lists and counts cannot ask.
import { sql } from 'kysely'
import type { Ctx } from '../../core/context.ts'
import { countySettings } from '../../core/lists/settings.ts'
import { dispute } from './dispute.matter.ts'
import { type EscalationBands, usualBands } from './rules.ts'

export interface JointCount {
  /** The county that leads, and the one of the other side. */
  leads: number
  other: number
  state: string
  n: number
}

/** The joint cases of a division, as `m` with the division of the other side as `d`. */
const joint = (path: string, from: Date, to: Date) => {
  const below = (column: string) =>
    sql`${sql.ref(column)} >= ${path} and ${sql.ref(column)} < ${`${path.slice(0, -1)}0`}`
  return sql`matters m join divisions d on d.id = (m.data->>'otherSide')::int
    where m.kind = ${dispute.kind} and m.data ? 'otherSide' and m.merged_into is null
      and m.opened_at >= ${from} and m.opened_at < ${to} and ((${below('m.path')}) or (${below('d.path')}))`
}

/** Joint cases opened between two instants in which a county below `path` has a side, each once, by counties and state. */
export async function jointCounts(ctx: Ctx, path: string, from: Date, to: Date): Promise<JointCount[]> {
  const { rows } = await sql<JointCount>`
    select m.county_id as leads, d.county_id as other, m.state, count(*)::int as n
    from ${joint(path, from, to)}
    group by 1, 2, 3 order by 1, 2, 3 limit 10000`.execute(ctx.db)
  return rows
}

/** Which of the joint cases are asked for. */
export interface JointFilter {
  /** The two counties, whichever leads; any pair when unsaid. */
  pair?: readonly [number, number]
  /** Any state when unsaid. */
  states?: readonly string[]
}

export interface JointCase {
  id: string
  no: string
  leads: number
  other: number
  state: string
  opened_at: Date
}

/** A number of the border table leads to at most so many cases, the newest. */
export const mostJoint = 500

/** The joint cases behind a number of the border table, newest first; at most 500. */
export async function jointCases(ctx: Ctx, path: string, from: Date, to: Date, f: JointFilter): Promise<JointCase[]> {
  const pair = f.pair
    ? sql`and least(m.county_id, d.county_id) = ${Math.min(...f.pair)}
      and greatest(m.county_id, d.county_id) = ${Math.max(...f.pair)}`
    : sql``
  const states = f.states ? sql`and m.state = any(${[...f.states]}::text[])` : sql``
  const { rows } = await sql<JointCase>`
    select m.id, m.no, m.county_id as leads, d.county_id as other, m.state, m.opened_at
    from ${joint(path, from, to)} ${pair} ${states}
    order by m.opened_at desc, m.id limit ${mostJoint}`.execute(ctx.db)
  return rows
}

/** How often a clock of the matter was missed. */
export async function missedClocks(ctx: Ctx, id: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('events')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('subject_id', '=', id)
    .where('type', '=', `${dispute.kind}.deadline-missed`)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** The bands of escalation as a county set them (`mediation.escalation`), or the usual ones. */
export async function escalationBands(ctx: Ctx, countyId: number): Promise<EscalationBands> {
  const own = (await countySettings(ctx, countyId)).get('mediation.escalation')
  return { ...usualBands, ...(own as Partial<EscalationBands> | undefined) }
}

export interface CommitteeCount {
  divisionId: number
  members: number
}

/** Divisions below `path` with mediators, and how many hold the post now; at most 5,000. */
export async function committeeCounts(ctx: Ctx, path: string): Promise<CommitteeCount[]> {
  const { rows } = await sql<CommitteeCount>`
    select p.division_id as "divisionId", count(distinct p.account_id)::int as members
    from posts_held p join divisions d on d.id = p.division_id
    where p.post = 'mediator' and p.accepted_at is not null and p.from_at <= ${ctx.now()}
      and (p.to_at is null or p.to_at > ${ctx.now()}) and d.path >= ${path} and d.path < ${`${path.slice(0, -1)}0`}
    group by 1 order by 1 limit 5000`.execute(ctx.db)
  return rows
}
