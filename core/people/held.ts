// Which posts somebody holds now: asked by every report that comes in, so remembered for a few seconds.
import type { Ctx, House } from '../context.ts'

interface Memory {
  at: number
  held: ReadonlySet<string>
}

const freshMs = 3000
const memories = new WeakMap<House, Map<number | null, Memory>>()

/**
 * The posts held now in the county of some places, as `post@divisionId`; posts in units are not among them. At most
 * three seconds old, and at once after a change in this process.
 */
export async function heldPosts(ctx: Ctx, places: readonly { divisionId: number }[]): Promise<ReadonlySet<string>> {
  const first = places[0]
  if (!first) return new Set()
  const { countyId } = ctx.house.divisions.tree.get(first.divisionId)
  const known = memories.get(ctx.house) ?? new Map<number | null, Memory>()
  memories.set(ctx.house, known)
  const before = known.get(countyId)
  const at = performance.now()
  if (before && at - before.at < freshMs) return before.held
  const held = await read(ctx, countyId)
  known.set(countyId, { at, held })
  return held
}

/** Forgets who holds what; call after a post was given, ended or accepted. */
export const forgetHeld = (ctx: Pick<Ctx, 'house'>): void => {
  memories.delete(ctx.house)
}

async function read(ctx: Ctx, countyId: number | null): Promise<ReadonlySet<string>> {
  const now = ctx.now()
  const rows = await ctx.db
    .selectFrom('posts_held')
    .select(['post', 'division_id'])
    .distinct()
    .where('county_id', 'is not distinct from', countyId)
    .where('unit_id', 'is', null)
    .where('from_at', '<=', now)
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', now)]))
    .where('accepted_at', 'is not', null)
    .execute()
  return new Set(rows.map((r) => `${r.post}@${r.division_id}`))
}
