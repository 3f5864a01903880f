// Names of accounts for display. Staff appear as posts; a closed account keeps its name in old stories.
import type { Ctx } from '../context.ts'

/** Account id to display name, for the ids given; unknown ids are simply absent. */
export async function namesOf(ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('accounts_users').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((r) => [r.id, r.name]))
}
