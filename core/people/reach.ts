// How far an administrator reaches: the own division and all below it. What lies outside is not found.
import { type RawBuilder, sql } from 'kysely'
import { type HeldPost, isWithin } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import type { Post } from '../../contract/posts.ts'
import { logRefusal } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { Division } from '../divisions/tree.ts'

/** The posts of one sort that the actor holds. */
export const heldBy = (ctx: Ctx, ...sorts: readonly Post[]): readonly HeldPost[] =>
  'posts' in ctx.actor ? ctx.actor.posts.filter((held) => sorts.includes(held.post)) : []

/** Whether the actor administers a division. */
export const administers = (ctx: Ctx, path: string): boolean =>
  heldBy(ctx, 'administrator').some((held) => isWithin(path, held.path))

/** The id of the actor's account. */
export const ownId = (ctx: Ctx): string | null => ('id' in ctx.actor ? ctx.actor.id : null)

/** A division that the actor administers. @throws input.unknown-division, access.not-your-post (logged) */
export async function administeredDivision(ctx: Ctx, divisionId: number): Promise<Division> {
  const division = ctx.house.divisions.tree.get(divisionId)
  if (administers(ctx, division.path)) return division
  await logRefusal(ctx, {
    kind: 'core.division',
    subjectIds: [],
    countyId: division.countyId,
    why: 'access.not-your-post',
  })
  throw problem('access.not-your-post')
}

/** The county whose lists and tokens the actor administers as a whole. @throws access.not-your-post (logged) */
export async function administeredCounty(ctx: Ctx): Promise<number> {
  const held = heldBy(ctx, 'administrator')
  const whole = held.find((h) => h.divisionId === h.countyId)
  if (whole?.countyId != null) return whole.countyId
  await logRefusal(ctx, {
    kind: null,
    subjectIds: [],
    countyId: held[0]?.countyId ?? null,
    why: 'access.not-your-post',
  })
  throw problem('access.not-your-post')
}

/** "At or below one of these divisions", of a column that holds a path. */
export function belowAny(column: string, held: readonly Pick<HeldPost, 'path'>[]): RawBuilder<boolean> {
  const ranges = held.map(
    ({ path }) => sql`${sql.ref(column)} >= ${path} and ${sql.ref(column)} < ${`${path.slice(0, -1)}0`}`,
  )
  return ranges.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(ranges, sql` or `)})`
}
