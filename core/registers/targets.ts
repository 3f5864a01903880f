// What a register lists in a county, for the rounds that go over it.
import type { Target } from '../../contract/round.ts'
import type { Ctx } from '../context.ts'

/** A round goes over no more than this in one county. */
const mostTargets = 50_000

/** The open entries of a register in a county, by name. */
export async function registerTargets(ctx: Ctx, register: string, countyId: number): Promise<Target[]> {
  const rows = await ctx.db
    .selectFrom('register_entries')
    .select(['id', 'headline', 'division_id', 'lng', 'lat', 'unit_id'])
    .where('county_id', '=', countyId)
    .where('kind', '=', register)
    .where('closed_on', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('headline')
    .orderBy('id')
    .limit(mostTargets)
    .execute()
  return rows.map(({ id, headline, division_id, lng, lat, unit_id }) => ({
    id,
    name: headline,
    divisionId: division_id,
    point: lng !== null && lat !== null ? { lng, lat } : null,
    unitId: unit_id,
  }))
}
