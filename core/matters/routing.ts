// Who gets a matter first: the first step of the kind's routing whose post somebody holds in that place.

import type { AnyMatterKind, RoutingStep } from '../../contract/kind.ts'
import { levels, type Post, posts } from '../../contract/posts.ts'
import type { Ctx } from '../context.ts'
import type { DivisionTree } from '../divisions/tree.ts'
import { heldPosts } from '../people/held.ts'
import type { Placing, Waiting } from './step.ts'

/**
 * Whom a matter placed there waits for, or null when the routing names no place above it.
 * `above` starts higher: the step after the post it waited for, as an escalation does.
 */
export async function waitingFor(
  ctx: Ctx,
  k: AnyMatterKind,
  placing: Pick<Placing, 'divisionId'>,
  above: string | null = null,
): Promise<Waiting | null> {
  const candidates = routedTo(ctx.house.divisions.tree, k, placing.divisionId, above)
  if (candidates.length === 0) return null
  const held = await heldPosts(ctx, candidates)
  return firstHeld(candidates, (c) => held.has(`${c.post}@${c.divisionId}`))
}

/** Whom a matter placed there waits for when one of these posts decides: the nearest that somebody holds. */
export async function decisionWaits(ctx: Ctx, by: readonly Post[], divisionId: number): Promise<Waiting | null> {
  const upwards = ctx.house.divisions.tree.ancestors(divisionId).toSorted((a, b) => b.level - a.level)
  const candidates = upwards.flatMap(({ id, level }) =>
    by
      .filter((post) => posts[post].at.some((at) => levels.indexOf(at) === level))
      .map((post) => ({ post, divisionId: id })),
  )
  if (candidates.length === 0) return null
  const held = await heldPosts(ctx, candidates)
  return firstHeld(candidates, (c) => held.has(`${c.post}@${c.divisionId}`))
}

/** Whom a matter waits for that is given to a unit: a department's officer, unless another post of units is named. */
export async function unitWaits(ctx: Ctx, unitId: string, post: Post = 'department'): Promise<Waiting | null> {
  const unit = await ctx.db.selectFrom('units').select('division_id').where('id', '=', unitId).executeTakeFirst()
  return unit ? { post, divisionId: unit.division_id } : null
}

/** The post of units that a kind's routing names, such as a school's guard; undefined when it names posts of places only. */
export const unitPost = (k: AnyMatterKind): Post | undefined =>
  k.routing.map(({ post }) => post as Post).find((post) => 'inUnit' in posts[post])

/** Who is asked, in this order, for a matter in a division: the steps of the kind's routing as posts of places. */
export function routedTo(
  tree: Pick<DivisionTree, 'ancestors'>,
  k: AnyMatterKind,
  divisionId: number,
  above: string | null,
): Waiting[] {
  const ancestors = tree.ancestors(divisionId)
  return stepsAbove(k.routing, above).flatMap((s) => {
    const place = ancestors.find((a) => a.level === levels.indexOf(s.level))
    return place ? [{ post: s.post as string, divisionId: place.id }] : []
  })
}

/** The first whose post somebody holds; the last one when nobody holds any. */
export const firstHeld = (candidates: readonly Waiting[], isHeld: (c: Waiting) => boolean): Waiting | null =>
  candidates.find(isHeld) ?? candidates.at(-1) ?? null

function stepsAbove(routing: readonly RoutingStep[], above: string | null): readonly RoutingStep[] {
  if (above === null) return routing
  const last = routing.findLastIndex((s) => s.post === above)
  const rest = routing.slice(last + 1)
  return rest.length > 0 ? rest : routing.slice(-1)
}
