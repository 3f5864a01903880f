// Reads the outlines that the server sends: rings, boxes, and which division a point lies in.
import type { Feature, FeatureCollection, Position } from 'geojson'
import { planarMap, planarPath } from '../../../contract/planar.ts'
import type { Box, Spot } from './view.ts'

export interface Shape {
  id: number
  name: string
  level: string
  rings: [number, number][][]
  /** SVG path in world units. */
  path: string
  /** In world units. */
  box: Box
}

export interface Ground {
  shapes: Shape[]
  whole: Box
  metresPerUnit: number
  /** The borders were made up for a demonstration, and the map must say so. */
  isDemonstration: boolean
  toWorld: (lng: number, lat: number) => Spot
  toDegrees: (spot: Spot) => { lng: number; lat: number }
}

const worldWidth = 1000
const metresPerDegree = 111_320

/** Everything the map draws, projected once. Undefined when there is nothing to draw. */
export function groundOf(outline: FeatureCollection): Ground | undefined {
  const read = outline.features.flatMap((f) => {
    const rings = ringsOf(f)
    return rings.length === 0 ? [] : [{ feature: f, rings }]
  })
  if (read.length === 0) return undefined
  const box = boundsOf(read.flatMap((r) => r.rings))
  const map = planarMap([box.west, box.south, box.east, box.north], worldWidth)
  const shapes = read.map(({ feature, rings }) => {
    const world = rings.map((ring) => ring.map(([lng, lat]): [number, number] => map.toPixels(lng, lat)))
    const found = boundsOf(world)
    return {
      id: Number(feature.properties?.id),
      name: String(feature.properties?.name ?? ''),
      level: String(feature.properties?.level ?? ''),
      rings,
      path: planarPath(map, rings),
      // Pixels grow downwards, so the smaller y is the north.
      box: { west: found.west, east: found.east, north: found.south, south: found.north },
    }
  })
  return {
    shapes,
    whole: { west: 0, north: 0, east: map.width, south: map.height },
    metresPerUnit: ((box.north - box.south) * metresPerDegree) / map.height,
    isDemonstration: outline.features.some((f) => /demo/i.test(String(f.properties?.geometrySource ?? ''))),
    toWorld: (lng, lat) => map.toPixels(lng, lat),
    toDegrees: ([x, y]) => {
      const [lng, lat] = map.toDegrees(x, y)
      return { lng: round(lng), lat: round(lat) }
    },
  }
}

// Six decimals are a tenth of a metre.
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

function ringsOf(feature: Feature): [number, number][][] {
  const { geometry } = feature
  const polygons: Position[][][] =
    geometry?.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry?.type === 'MultiPolygon'
        ? geometry.coordinates
        : []
  return polygons.flat().map((ring) => ring.map((p): [number, number] => [p[0] ?? 0, p[1] ?? 0]))
}

function boundsOf(rings: [number, number][][]): Box {
  const box = {
    west: Number.POSITIVE_INFINITY,
    south: Number.POSITIVE_INFINITY,
    east: Number.NEGATIVE_INFINITY,
    north: Number.NEGATIVE_INFINITY,
  }
  for (const [x, y] of rings.flat()) {
    box.west = Math.min(box.west, x)
    box.east = Math.max(box.east, x)
    box.south = Math.min(box.south, y)
    box.north = Math.max(box.north, y)
  }
  return box
}

/** Even-odd rule over all rings: holes and islands come out right. */
export function holds(rings: readonly (readonly (readonly [number, number])[])[], lng: number, lat: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] as [number, number]
      const [bx, by] = ring[j] as [number, number]
      if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}

/** The shape of a level that a place lies in. Outlines are simplified, so at a border this is a hint, no verdict. */
export const shapeAt = (ground: Ground, level: string, lng: number, lat: number): Shape | undefined =>
  ground.shapes.find((s) => s.level === level && holds(s.rings, lng, lat))
