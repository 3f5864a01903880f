// What the rounds of the demo ask the database: what waits in the home county, what just happened, which notices are old.
import type { Ctx } from '../../core/context.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { recordColumns } from '../../core/matters/record.ts'
import { homeCode } from '../counties.ts'

/** The home county's id. */
export const homeCounty = ({ house }: Pick<Ctx, 'house'>): number => house.divisions.tree.findByCode(homeCode)?.id ?? 0

const ofKinds = (ctx: Ctx, kinds: readonly string[]) =>
  ctx.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('county_id', '=', homeCounty(ctx))
    .where('kind', 'in', kinds)
    .orderBy('no')

/** Checks that are due, by number. */
export const dueOf = (ctx: Ctx, kinds: readonly string[]): Promise<MatterRecord[]> =>
  ofKinds(ctx, kinds).where('state', '=', 'due').execute()

/** Findings that are open, by number. */
export const openOf = (ctx: Ctx, kinds: readonly string[]): Promise<MatterRecord[]> =>
  ofKinds(ctx, kinds).where('ended_at', 'is', null).execute()

/** Events of the moment of `ctx` after a place in the stream. */
export async function eventsNow(ctx: Ctx, types: readonly string[], after: number): Promise<EventRecord[]> {
  const rows = await ctx.db
    .selectFrom('events')
    .selectAll()
    .where('at', '=', ctx.now())
    .where('type', 'in', types)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
  return rows as unknown as EventRecord[]
}

/** What was told before a moment has been read. */
export const readNotices = async (ctx: Ctx, before: Date): Promise<void> => {
  await ctx.db
    .updateTable('notices')
    .set((w) => ({ read_at: w.ref('at') }))
    .where('read_at', 'is', null)
    .where('at', '<', before)
    .execute()
}
