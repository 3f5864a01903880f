// What forms offer to choose from in a county: entries of kept lists, units.
import type { Ctx } from '../context.ts'
import { homeCounty } from './home.ts'

const mostUnits = 2000

/** The county whose lists somebody works with: that of their first post, or the home county. */
export async function ownCounty(ctx: Ctx): Promise<number> {
  const held = 'posts' in ctx.actor ? ctx.actor.posts.find((p) => p.countyId !== null) : undefined
  return held?.countyId ?? homeCounty(ctx)
}

/** The units of a county that are not closed, by name; at most 2,000. */
export const unitsOf = async (ctx: Ctx, countyId: number) =>
  ctx.db
    .selectFrom('units')
    .select(['id', 'name', 'sort', 'division_id as divisionId'])
    .where('county_id', '=', countyId)
    .where('closed_at', 'is', null)
    .orderBy('name')
    .limit(mostUnits)
    .execute()
