// Distances on the ground in metres.
import { eachEdge, ringsOf, type Shape } from './shape.ts'

/** Mean radius of the earth (IUGG), metres. */
export const earthRadiusM = 6_371_008.8
const radians = Math.PI / 180
/** Metres in one degree of latitude, and of longitude on the equator. */
export const metresPerDegree = earthRadiusM * radians

/** Great-circle distance of two WGS84 points, metres (haversine; within 0.5 % of the ellipsoid). */
export function distanceM(aLng: number, aLat: number, bLng: number, bLat: number): number {
  const sinLat = Math.sin(((bLat - aLat) * radians) / 2)
  const sinLng = Math.sin(((bLng - aLng) * radians) / 2)
  const h = sinLat * sinLat + Math.cos(aLat * radians) * Math.cos(bLat * radians) * sinLng * sinLng
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Degrees of longitude and latitude that `metres` make at a latitude, for a box to search in. */
export function degreesAround(lat: number, metres: number): { lng: number; lat: number } {
  const cos = Math.max(0.01, Math.cos(lat * radians))
  return { lng: metres / (metresPerDegree * cos), lat: metres / metresPerDegree }
}

/** Distance of a point to an edge, metres, on a plane laid at the point's latitude: good to 1 % within 100 km. */
export function distanceToEdgeM(lng: number, lat: number, ax: number, ay: number, bx: number, by: number): number {
  const cos = Math.cos(lat * radians)
  const px = (ax - lng) * cos
  const py = ay - lat
  const dx = (bx - ax) * cos
  const dy = by - ay
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, -(px * dx + py * dy) / length))
  return Math.hypot(px + t * dx, py + t * dy) * metresPerDegree
}

/** Distance of a point to the nearest edge of a shape, inside or out, metres; Infinity when it has none. */
export function distanceToBoundaryM(shape: Shape, lng: number, lat: number): number {
  let nearest = Infinity
  for (const ring of ringsOf(shape)) {
    eachEdge(ring, (ax, ay, bx, by) => {
      nearest = Math.min(nearest, distanceToEdgeM(lng, lat, ax, ay, bx, by))
    })
  }
  return nearest
}
