// What GeoReport asks of the records: requests of a county by time, state and change, and the steps they took.
import { sql } from 'kysely'
import type { Ctx } from '../../../core/context.ts'
import type { MatterRecord } from '../../../core/db/tables.ts'
import { recordColumns } from '../../../core/matters/record.ts'
import { report } from '../../../modules/reports/report.matter.ts'

export interface RequestsAsked {
  /** Counties to look in. */
  countyIds: readonly number[]
  ids?: readonly string[] | undefined
  codes?: readonly string[] | undefined
  /** True: not ended; false: ended. */
  open?: boolean | undefined
  from?: Date | undefined
  to?: Date | undefined
  updatedFrom?: Date | undefined
  updatedTo?: Date | undefined
  limit: number
  offset: number
}

/** When a request last changed as the standard means it: once closed, when it was closed. */
const updatedAt = sql<Date>`coalesce(ended_at, changed_at)`

const minuteMs = 60_000

/** The requests asked for, the newest first. Merged ones are found by their number only: they are told of as another. */
export function requestsOf(ctx: Ctx, a: RequestsAsked): Promise<MatterRecord[]> {
  let query = ctx.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('county_id', 'in', [...a.countyIds])
    .where('kind', '=', report.kind)
  if (a.ids) query = query.where('no', 'in', [...a.ids])
  else query = query.where('merged_into', 'is', null)
  if (a.codes) query = query.where('category', 'in', [...a.codes])
  if (a.open !== undefined) query = query.where('ended_at', a.open ? 'is' : 'is not', null)
  if (a.from) query = query.where('opened_at', '>=', a.from)
  if (a.to) query = query.where('opened_at', '<=', a.to)
  if (a.updatedFrom) query = query.where(updatedAt, '>=', a.updatedFrom).where('id', 'in', changedSince(ctx, a))
  if (a.updatedTo) query = query.where(updatedAt, '<=', a.updatedTo)
  return query.orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(a.limit).offset(a.offset).execute()
}

/** Whatever changed left an event at that time, and events lie in the order of time: "since" reads only the newest. */
const changedSince = (ctx: Ctx, { countyIds, updatedFrom }: RequestsAsked) =>
  ctx.db
    .selectFrom('events')
    .select('subject_id')
    .where('at', '>=', new Date((updatedFrom?.getTime() ?? 0) - minuteMs))
    .where('county_id', 'in', [...countyIds])
    .where('subject_kind', '=', report.kind)

/** The counties that numbers begin with: looked up by county and number, a million matters take no longer than one. */
export const countiesOf = (ctx: Ctx, numbers: readonly string[]): number[] => {
  const codes = new Set(numbers.map((no) => no.split('-')[0] ?? ''))
  return [...codes].flatMap((code) => ctx.house.divisions.tree.findByCode(code)?.countyId ?? [])
}

/** The matter with a number, or undefined. */
export async function findByNumber(ctx: Ctx, no: string): Promise<MatterRecord | undefined> {
  const countyIds = countiesOf(ctx, [no])
  if (countyIds.length === 0) return undefined
  return (await requestsOf(ctx, { countyIds, ids: [no], limit: 1, offset: 0 }))[0]
}

/** The number of the matter that a tracking code belongs to, by the hash of the code. */
export async function findNumberByCode(ctx: Ctx, hash: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('matter_parties as p')
    .innerJoin('matters as m', 'm.id', 'p.matter_id')
    .select('m.no')
    .where('p.code_hash', '=', hash)
    .executeTakeFirst()
  return row?.no
}

export interface StepTaken {
  id: string
  matterId: string
  at: Date
  to: string
  /** Open values that the step filled. */
  set: Record<string, unknown>
}

/** Steps from one state to another in a span of time, the oldest first. */
export async function stepsBetween(
  ctx: Ctx,
  a: { countyId: number; from: Date; to: Date; limit: number; offset: number },
): Promise<StepTaken[]> {
  const rows = await ctx.db
    .selectFrom('events')
    .select(['id', 'subject_id', 'at', 'data'])
    .where('at', '>=', a.from)
    .where('at', '<=', a.to)
    .where('county_id', '=', a.countyId)
    .where('subject_kind', '=', report.kind)
    .where(sql<boolean>`data ? 'from'`)
    .orderBy('at')
    .orderBy('seq')
    .limit(a.limit)
    .offset(a.offset)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    matterId: row.subject_id,
    at: row.at,
    to: String(row.data.to),
    set: (row.data.set as Record<string, unknown> | undefined) ?? {},
  }))
}

/** The id of the last event of a matter. */
export async function lastEvent(ctx: Ctx, matterId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('events')
    .select('id')
    .where('subject_id', '=', matterId)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  return row.id
}
