// How far somebody reaches in a round: by the same posts and reaches as its checks.
import { isWithin } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import type { Post, Reach } from '../../contract/posts.ts'
import type { RoundKind } from '../../contract/round.ts'
import { logRefusal } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import { heldBy } from '../people/reach.ts'

export interface RoundReach {
  countyId: number
  /** Paths of the divisions whose targets are seen, and units whose own are. */
  paths: readonly string[]
  units: readonly string[]
  /** The county as a whole is seen. */
  isWhole: boolean
}

/** Where the actor sees a round. @throws access.not-found, logged, for whom it does not concern */
export async function reachIn(ctx: Ctx, r: RoundKind): Promise<RoundReach> {
  const reads = r.check.reads as Partial<Record<Post, Reach>>
  const held = heldBy(ctx, ...(Object.keys(reads) as Post[])).filter((h) => h.countyId !== null)
  const countyId = held[0]?.countyId ?? administered(ctx)
  if (countyId === null) {
    await logRefusal(ctx, { kind: r.check.kind, subjectIds: [], countyId: null, why: 'access.not-found' })
    throw problem('access.not-found')
  }
  const here = held.filter((h) => h.countyId === countyId)
  const wide = here.filter((h) => reads[h.post] === 'subtree')
  const countyPath = ctx.house.divisions.tree.get(countyId).path
  return {
    countyId,
    paths: wide.map((h) => h.path),
    units: here.filter((h) => reads[h.post] === 'unit' && h.unitId !== null).map((h) => h.unitId as string),
    isWhole: wide.some((h) => isWithin(countyPath, h.path)),
  }
}

/** An administrator plans a round without reading its checks. */
const administered = (ctx: Ctx): number | null => heldBy(ctx, 'administrator')[0]?.countyId ?? null

/** Whether something in a division or of a unit is seen. */
export const seesTarget = (reach: RoundReach, t: { path: string; unitId: string | null }): boolean =>
  reach.paths.some((path) => isWithin(t.path, path)) || (t.unitId !== null && reach.units.includes(t.unitId))

/** The county whose rounds the actor looks after as a whole. @throws access.not-your-post, logged */
export async function ledCounty(ctx: Ctx, r: RoundKind): Promise<number> {
  const found = findLedCounty(ctx, r)
  if (found !== null) return found
  await logRefusal(ctx, { kind: r.check.kind, subjectIds: [], countyId: null, why: 'access.not-your-post' })
  throw problem('access.not-your-post')
}

/** The same, or null. */
export const findLedCounty = (ctx: Ctx, r: RoundKind): number | null =>
  heldBy(ctx, ...r.leads).find((h) => h.divisionId === h.countyId)?.countyId ?? null
