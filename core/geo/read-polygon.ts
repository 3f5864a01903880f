// Reads a polygon from outside: its form only, before any geometry.
import { signedAreaM2 } from './measure.ts'
import { type PolygonFault, polygonFault } from './polygon-fault.ts'
import { type Position, type Ring, type Shape, shapeOf } from './shape.ts'

const mostPositions = 100_000
// A ten-millionth of a degree is a centimetre.
const steps = 1e7

/** Remembers the first fault of the form; what is read after it does not matter. */
type Tell = (...fault: Parameters<typeof polygonFault>) => void

/**
 * A GeoJSON Polygon or MultiPolygon, or the first fault of its form. What comes back is clean: heights dropped, rounded
 * to a centimetre, outer rings counter-clockwise and holes clockwise (RFC 7946 §3.1.6).
 */
export function readPolygon(input: unknown): Shape | PolygonFault {
  const faults: PolygonFault[] = []
  const shape = readShape(input, (...fault) => {
    if (faults.length === 0) faults.push(polygonFault(...fault))
  })
  return faults[0] ?? shape
}

function readShape(input: unknown, tell: Tell): Shape {
  const { type, coordinates } = (typeof input === 'object' && input !== null ? input : {}) as Partial<Shape>
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    tell('not-a-polygon', '不是 GeoJSON 面（Polygon 或 MultiPolygon）', 'This is not a GeoJSON Polygon or MultiPolygon')
  const polygons = listOf(type === 'Polygon' ? [coordinates] : coordinates, tell)
  const rings = polygons.map((polygon) => listOf(polygon, tell).map((ring) => listOf(ring, tell)))
  const count = rings.flat().reduce((sum, ring) => sum + ring.length, 0)
  if (count > mostPositions) {
    tell('too-many-positions', `超过 ${mostPositions} 个点`, `It has more than ${mostPositions} positions`)
    return shapeOf([])
  }
  return shapeOf(rings.map((part) => part.map((ring, i) => wound(readRing(ring, tell), i === 0))))
}

function listOf(input: unknown, tell: Tell): unknown[] {
  if (Array.isArray(input) && input.length > 0) return input
  tell('empty', '缺少坐标', 'Coordinates are missing')
  return []
}

function readRing(input: unknown[], tell: Tell): Ring {
  const ring = input.map((position, i) => readPosition(position, i + 1, tell))
  const [first, last] = [ring[0], ring.at(-1)]
  if (ring.length < 4) tell('too-few-positions', '环少于 4 个点', 'A ring has fewer than 4 positions', first)
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    tell(
      'not-closed',
      '环没有闭合：末点与首点不同',
      'A ring is not closed: its last position differs from its first',
      last,
    )
  return ring
}

function readPosition(input: unknown, number: number, tell: Tell): Position {
  const [lng, lat] = Array.isArray(input) ? input : []
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) {
    tell('not-a-number', `第 ${number} 个点不是一对数字`, `Position ${number} of a ring is not a pair of numbers`)
    return [0, 0]
  }
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
    tell(
      'out-of-range',
      `第 ${number} 个点（${lng}, ${lat}）超出经纬度范围；经度在前，纬度在后`,
      `Position ${number} (${lng}, ${lat}) is out of range; longitude comes first`,
    )
  return [Math.round(lng * steps) / steps, Math.round(lat * steps) / steps]
}

const wound = (ring: Ring, isOuter: boolean): Ring => (signedAreaM2(ring) > 0 === isOuter ? ring : ring.toReversed())
