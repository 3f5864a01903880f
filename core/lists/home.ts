// Which county the portal of this installation speaks for when a link does not say.

import { problem } from '../../contract/errors.ts'
import type { Ctx } from '../context.ts'

export const homeSetting = 'home'

/** The id of the home county. @throws access.not-found before the first set-up */
export async function homeCounty(ctx: Ctx): Promise<number> {
  const row = await ctx.db
    .selectFrom('county_settings')
    .select('county_id')
    .where('id', '=', homeSetting)
    .executeTakeFirst()
  if (!row) throw problem('access.not-found')
  return row.county_id
}

/** Makes a county the home of this installation; the one before, if any, is no longer. */
export async function setHomeCounty(ctx: Ctx, countyId: number): Promise<void> {
  await ctx.db.deleteFrom('county_settings').where('id', '=', homeSetting).execute()
  await ctx.db
    .insertInto('county_settings')
    .values({ county_id: countyId, id: homeSetting, value: JSON.stringify(true) as never, changed_at: ctx.now() })
    .execute()
}
