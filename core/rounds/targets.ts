// What a round passes over in a county: the divisions of a level, or what a register lists.
import { levels } from '../../contract/posts.ts'
import type { RoundKind, Target } from '../../contract/round.ts'
import type { Ctx } from '../context.ts'

/** A round goes over no more than this in one county. */
export const mostTargets = 50_000

/** The targets of a round in a county as they are now, by id. */
export async function targetsOf(ctx: Ctx, r: RoundKind, countyId: number): Promise<Target[]> {
  const found =
    'level' in r.over
      ? divisionTargets(ctx, r.over.level, countyId)
      : await ctx.house.registerTargets(ctx, r.over.register, countyId)
  return found.slice(0, mostTargets)
}

function divisionTargets(ctx: Ctx, levelName: (typeof levels)[number], countyId: number): Target[] {
  const level = levels.indexOf(levelName)
  return ctx.house.divisions.tree
    .below(countyId)
    .filter((d) => d.level === level)
    .map((d) => ({ id: String(d.id), name: d.name, divisionId: d.id }))
}
