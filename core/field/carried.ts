// What a phone carries besides matters: lists and units for its forms, divisions and outlines for its map.
import { createHash } from 'node:crypto'
import type { HeldPost } from '../../contract/access.ts'
import type { FieldDivisions, FieldLists } from '../../contract/field.ts'
import { type Level, levels } from '../../contract/posts.ts'
import { carriedChecklists } from '../checklists/carried.ts'
import type { Ctx } from '../context.ts'
import { type OutlineFeature, outlinesUnder } from '../divisions/outlines.ts'
import type { Division } from '../divisions/tree.ts'
import { divisionView } from '../divisions/view.ts'
import { listEntries } from '../lists/lists.ts'
import { ownCounty, unitsOf } from '../lists/offered.ts'
import { entriesToOpenAbout } from '../registers/of-divisions.ts'

/** A short name for a content: the same content has the same. */
export const revisionOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16)

/** The lists, units and checklists of the actor's county, and the entries they open matters about. */
export async function carriedLists(ctx: Ctx): Promise<FieldLists> {
  const countyId = await ownCounty(ctx)
  const lists: FieldLists['lists'] = {}
  for (const id of ctx.house.lists.keys()) lists[id] = await listEntries(ctx, countyId, id)
  const units = (await unitsOf(ctx, countyId)).map(({ id, name }) => ({ id, name }))
  const checklists = await carriedChecklists(ctx, countyId)
  const entries = await entriesToOpenAbout(ctx)
  return { revision: revisionOf([lists, units, checklists, entries]), lists, units, checklists, entries }
}

const mostDivisions = 1000
const [countyLevel, townshipLevel] = [levels.indexOf('county'), levels.indexOf('township')]
const divisions = new WeakMap<object, Map<string, Promise<FieldDivisions>>>()

/** The divisions of the actor's posts and all below them, with outlines; remembered until divisions change. */
export function carriedDivisions(ctx: Ctx, posts: readonly HeldPost[]): Promise<FieldDivisions> {
  const { tree } = ctx.house.divisions
  const ids = [...new Set(posts.map((held) => held.divisionId))].sort((a, b) => a - b)
  const ofTree = divisions.get(tree) ?? new Map<string, Promise<FieldDivisions>>()
  divisions.set(tree, ofTree)
  const key = ids.join(' ')
  const known = ofTree.get(key) ?? readDivisions(ctx, ids)
  ofTree.set(key, known)
  known.catch(() => ofTree.delete(key))
  return known
}

async function readDivisions(ctx: Ctx, ids: readonly number[]): Promise<FieldDivisions> {
  const { tree } = ctx.house.divisions
  const below = new Map(ids.flatMap((id) => tree.below(id).map((d) => [d.id, d] as const)))
  const nearest = [...below.values()].sort((a, b) => a.level - b.level).slice(0, mostDivisions)
  const features = new Map<number, OutlineFeature>()
  for (const id of ids) for (const f of await outlinesAround(ctx, tree.get(id))) features.set(f.id, f)
  const content = {
    divisions: nearest.map((d) => divisionView(tree, d.id)),
    outline: { type: 'FeatureCollection' as const, features: [...features.values()] },
  }
  return { revision: revisionOf(content), ...content }
}

/** The map of a post: its township with the villages, and the grids of its own division; of a county, its villages. */
async function outlinesAround(ctx: Ctx, division: Division): Promise<OutlineFeature[]> {
  const { tree } = ctx.house.divisions
  if (division.level < countyLevel) return []
  const outlines = async (id: number, ...wanted: [Level, ...Level[]]) =>
    (await outlinesUnder(ctx, id, ...wanted)).features
  const township = tree.ancestors(division.id).find((d) => d.level === townshipLevel)
  if (!township) return outlines(division.id, 'county', 'township', 'village')
  return [
    ...(await outlines(township.id, 'township', 'village')),
    ...(await outlines(division.id, 'grid', 'microGrid')),
  ]
}
