// Who holds a post in a place now: whom notices about a matter go to.
import type { Ctx } from '../context.ts'
import type { Waiting } from './step.ts'

const mostTold = 20

/** The accounts that hold a post in a division now, at most 20; none for nobody. */
export async function holdersOf(ctx: Ctx, waiting: Waiting | null): Promise<string[]> {
  if (waiting === null) return []
  const rows = await ctx.db
    .selectFrom('posts_held')
    .select('account_id')
    .where('division_id', '=', waiting.divisionId)
    .where('post', '=', waiting.post)
    .where('accepted_at', 'is not', null)
    .where('to_at', 'is', null)
    .limit(mostTold)
    .execute()
  return rows.map((row) => row.account_id)
}
