// Outlines for the web: simplified to what a screen can show, rounded to a metre, remembered until divisions change.

import { type Level, levels } from '../../contract/posts.ts'
import type { Ctx } from '../context.ts'
import type { Shape } from '../geo/shape.ts'
import { roundToMetre, simplifyTogether } from '../geo/simplify.ts'

export interface OutlineFeature {
  type: 'Feature'
  id: number
  geometry: Shape
  properties: {
    id: number
    name: string
    code: string
    level: Level
    geometrySource: string | null
    centre: [number, number] | null
  }
}

export interface OutlineCollection {
  type: 'FeatureCollection'
  features: OutlineFeature[]
}

const mostOutlines = 3000
// Finer than a pixel of a county on a phone, coarse enough for a bad network.
const toleranceM: Partial<Record<Level, number>> = { county: 120, township: 80, village: 50 }

const remembered = new WeakMap<object, Map<string, OutlineCollection>>()

/** The outlines of a division's descendants at some levels (itself among them), at most 3,000. */
export async function outlinesUnder(
  ctx: Ctx,
  divisionId: number,
  ...wanted: [Level, ...Level[]]
): Promise<OutlineCollection> {
  const { tree } = ctx.house.divisions
  // Keyed by the tree itself, so that a change of divisions forgets every outline.
  const known = remembered.get(tree) ?? new Map<string, OutlineCollection>()
  remembered.set(tree, known)
  const key = `${divisionId}/${wanted.join(' ')}`
  const before = known.get(key)
  if (before) return before
  const node = tree.get(divisionId)
  const rows = await ctx.db
    .selectFrom('divisions')
    .select(['id', 'name', 'code', 'level', 'polygon', 'geometry_source', 'centre_lng', 'centre_lat'])
    .where('path', '>=', node.path)
    .where('path', '<', `${node.path.slice(0, -1)}0`)
    .where(
      'level',
      'in',
      wanted.map((level) => levels.indexOf(level)),
    )
    .orderBy('level')
    .where('polygon', 'is not', null)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .limit(mostOutlines)
    .execute()
  const polygons = rows.map((r) => r.polygon as Shape)
  // Together, so that no gaps open between neighbours.
  const shapes = simplifyTogether(polygons, Math.min(...wanted.map((level) => toleranceM[level] ?? 10))).map(
    roundToMetre,
  )
  const features = rows.map(
    (r, i): OutlineFeature => ({
      type: 'Feature',
      id: r.id,
      geometry: shapes[i] ?? (r.polygon as Shape),
      properties: {
        id: r.id,
        name: r.name,
        code: r.code,
        level: levels[r.level] as Level,
        geometrySource: r.geometry_source,
        centre: r.centre_lng !== null && r.centre_lat !== null ? [r.centre_lng, r.centre_lat] : null,
      },
    }),
  )
  const collection: OutlineCollection = { type: 'FeatureCollection', features }
  known.set(key, collection)
  return collection
}

/** What the portal draws: the county and its villages; `demonstration` says that the borders are not surveyed. */
export async function portalOutline(ctx: Ctx, countyId: number) {
  const { features } = await outlinesUnder(ctx, countyId, 'county', 'village')
  return {
    type: 'FeatureCollection' as const,
    features,
    properties: { demonstration: features.some((f) => f.properties.geometrySource === 'demonstration') },
  }
}
