// Geodesic distances from a boundary, good to a decimetre, and all points near many boundaries at once.

import Flatbush from 'flatbush'
import geographiclib from 'geographiclib-geodesic'
import { containsPoint } from './contain.ts'
import { degreesAround } from './distance.ts'
import { boundsOf, eachEdge, ringsOf, type Shape } from './shape.ts'

// WGS84: equatorial radius in metres, and flattening.
const a = 6_378_137
const f = 1 / 298.257223563
const e2 = f * (2 - f)
const radians = Math.PI / 180

/**
 * Distance of a point from the nearest point of a shape's border, metres on the WGS84 ellipsoid; 0 inside. Any point of
 * the border counts, not only its corners, as the 200 m around a school are measured. The nearest point is found on the
 * plane that touches the ellipsoid there, and the distance to it is Karney's: good to 0.1 m within 5 km.
 */
export function boundaryDistanceM(shape: Shape, lng: number, lat: number): number {
  if (containsPoint(shape, lng, lat)) return 0
  const nearest = nearestOnBoundary(shape, lng, lat)
  return nearest === null ? Infinity : geodesicM(nearest.lng, nearest.lat, lng, lat)
}

/** Length of the geodesic between two WGS84 points, metres, by Karney's algorithm (to some nanometres). */
export const geodesicM = (aLng: number, aLat: number, bLng: number, bLat: number): number =>
  geographiclib.Geodesic.WGS84.Inverse(aLat, aLng, bLat, bLng).s12 ?? Infinity

/** Metres in a degree of longitude and of latitude at a latitude, on the ellipsoid. */
export function metresPerDegreeAt(lat: number): { lng: number; lat: number } {
  const sin = Math.sin(lat * radians)
  const w = 1 - e2 * sin * sin
  return {
    lng: (a / Math.sqrt(w)) * Math.cos(lat * radians) * radians,
    lat: ((a * (1 - e2)) / (w * Math.sqrt(w))) * radians,
  }
}

/** The point of a shape's border nearest to a point, and about how far it is; null for a shape without edges. */
export function nearestOnBoundary(
  shape: Shape,
  lng: number,
  lat: number,
): { lng: number; lat: number; metres: number } | null {
  const scale = metresPerDegreeAt(lat)
  let best: { lng: number; lat: number; metres: number } | null = null
  for (const ring of ringsOf(shape))
    eachEdge(ring, (ax, ay, bx, by) => {
      const [px, py] = [(ax - lng) * scale.lng, (ay - lat) * scale.lat]
      const [dx, dy] = [(bx - ax) * scale.lng, (by - ay) * scale.lat]
      const length = dx * dx + dy * dy
      const t = length === 0 ? 0 : Math.min(1, Math.max(0, -(px * dx + py * dy) / length))
      const metres = Math.hypot(px + t * dx, py + t * dy)
      if (best === null || metres < best.metres) best = { lng: ax + t * (bx - ax), lat: ay + t * (by - ay), metres }
    })
  return best
}

export interface Bounded {
  id: string
  boundary: Shape
}

export interface Placed {
  id: string
  lng: number
  lat: number
}

export interface Near {
  boundaryId: string
  pointId: string
  /** Metres from the border to the point, 0 inside. */
  metres: number
}

// What the plane may be wrong by, so that nothing at the very limit is left out before it is measured exactly.
const marginM = 1

/** Every pair of a boundary and a point not farther than `metres` outside it, nearest first for each boundary. */
export function pointsNear(boundaries: readonly Bounded[], points: readonly Placed[], metres: number): Near[] {
  if (boundaries.length === 0 || points.length === 0) return []
  const index = new Flatbush(points.length)
  for (const { lng, lat } of points) index.add(lng, lat)
  index.finish()
  return boundaries.flatMap((bounded) => nearOne(bounded, points, index, metres))
}

function nearOne({ id, boundary }: Bounded, points: readonly Placed[], index: Flatbush, metres: number): Near[] {
  const [west, south, east, north] = boundsOf(boundary)
  // The widest of its latitudes, and a little more than the sphere says.
  const reach = degreesAround(Math.max(Math.abs(south), Math.abs(north)), (metres + marginM) * 1.01)
  const found: Near[] = []
  for (const at of index.search(west - reach.lng, south - reach.lat, east + reach.lng, north + reach.lat)) {
    const point = points[at] as Placed
    if (containsPoint(boundary, point.lng, point.lat)) {
      found.push({ boundaryId: id, pointId: point.id, metres: 0 })
      continue
    }
    const nearest = nearestOnBoundary(boundary, point.lng, point.lat)
    if (nearest === null || nearest.metres > metres + marginM) continue
    const exact = geodesicM(nearest.lng, nearest.lat, point.lng, point.lat)
    if (exact <= metres) found.push({ boundaryId: id, pointId: point.id, metres: exact })
  }
  return found.sort((x, y) => x.metres - y.metres)
}
