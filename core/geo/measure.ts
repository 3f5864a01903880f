// Area, centroid and a point to write the name at.
import { containsPoint } from './contain.ts'
import { distanceToBoundaryM, earthRadiusM } from './distance.ts'
import { boundsOf, eachEdge, type Position, partsOf, type Ring, ringsOf, type Shape } from './shape.ts'

const radians = Math.PI / 180

/** Signed area of a ring on the sphere, square metres; positive when it runs counter-clockwise. */
export function signedAreaM2(ring: Ring): number {
  let sum = 0
  eachEdge(ring, (ax, ay, bx, by) => {
    sum += (bx - ax) * radians * (2 + Math.sin(ay * radians) + Math.sin(by * radians))
  })
  return (-sum * earthRadiusM * earthRadiusM) / 2
}

/** Area of a shape without its holes, square metres. */
export function areaM2(shape: Shape): number {
  let area = 0
  for (const [outer, ...holes] of partsOf(shape)) {
    if (outer) area += Math.abs(signedAreaM2(outer))
    for (const hole of holes) area -= Math.abs(signedAreaM2(hole))
  }
  return area
}

// Doubled area and moments about an origin near by: far from zero, so that little is lost to rounding.
const momentsOf = (ring: Ring, [ox, oy]: Position) => {
  let twice = 0
  let x = 0
  let y = 0
  eachEdge(ring, (ax, ay, bx, by) => {
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
    twice += cross
    x += (ax + bx - 2 * ox) * cross
    y += (ay + by - 2 * oy) * cross
  })
  return twice < 0 ? { twice: -twice, x: -x, y: -y } : { twice, x, y }
}

/** The centre of area. It may lie outside a bent shape: see `labelPoint`. */
export function centroidOf(shape: Shape): Position {
  const [west, south, east, north] = boundsOf(shape)
  const origin: Position = [(west + east) / 2, (south + north) / 2]
  let twice = 0
  let x = 0
  let y = 0
  for (const rings of partsOf(shape)) {
    rings.forEach((ring, i) => {
      const m = momentsOf(ring, origin)
      const sign = i === 0 ? 1 : -1
      twice += sign * m.twice
      x += sign * m.x
      y += sign * m.y
    })
  }
  return twice <= 0 ? origin : [origin[0] + x / (3 * twice), origin[1] + y / (3 * twice)]
}

/**
 * A point inside the shape, well away from its edges: the centroid when that is inside, else the best of the middles
 * of the stretches that horizontal lines cut out of it. Undefined only for a shape without area.
 */
export function labelPoint(shape: Shape): Position | undefined {
  const centroid = centroidOf(shape)
  const candidates = containsPoint(shape, ...centroid) ? [centroid] : middles(shape)
  let best: Position | undefined
  let bestM = -1
  for (const candidate of candidates) {
    const metres = distanceToBoundaryM(shape, ...candidate)
    if (metres > bestM && containsPoint(shape, ...candidate)) {
      best = candidate
      bestM = metres
    }
  }
  return best
}

const scanLines = 24

function middles(shape: Shape): Position[] {
  const found: Position[] = []
  for (const part of partsOf(shape)) {
    const single: Shape = { type: 'Polygon', coordinates: part }
    const [, south, , north] = boundsOf(single)
    for (let i = 0; i < scanLines; i++) {
      // Off the round fractions, where vertices like to lie.
      const lat = south + ((i + 0.497) / scanLines) * (north - south)
      found.push(...middlesAt(single, lat))
    }
  }
  return found
}

function middlesAt(shape: Shape, lat: number): Position[] {
  const crossings: number[] = []
  for (const ring of ringsOf(shape)) {
    eachEdge(ring, (ax, ay, bx, by) => {
      if (ay > lat !== by > lat) crossings.push(((bx - ax) * (lat - ay)) / (by - ay) + ax)
    })
  }
  crossings.sort((a, b) => a - b)
  const found: Position[] = []
  crossings.forEach((from, i) => {
    const to = crossings[i + 1]
    if (i % 2 === 0 && to !== undefined) found.push([(from + to) / 2, lat])
  })
  return found
}
