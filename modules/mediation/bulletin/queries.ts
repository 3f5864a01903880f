// What ended in a period, which the counters by month of opening do not tell.
import { sql } from 'kysely'
import type { Ctx } from '../../../core/context.ts'
import type { Division } from '../../../core/divisions/tree.ts'
import { dispute } from '../dispute.matter.ts'

/** Disputes of a division within one county that ended from one moment to another, by how. */
export async function endedBetween(ctx: Ctx, node: Division, from: Date, to: Date) {
  const { rows } = await sql<{ as: string; n: number }>`
    select ended_as as as, count(*)::int as n from matters
    where county_id = ${node.countyId} and kind = ${dispute.kind} and path like ${`${node.path}%`}
      and ended_at >= ${from} and ended_at < ${to} and merged_into is null
    group by ended_as`.execute(ctx.db)
  const of = (as: string): number => rows.find((row) => row.as === as)?.n ?? 0
  return { settled: of('settled'), failed: of('failed'), dropped: of('dropped') }
}
