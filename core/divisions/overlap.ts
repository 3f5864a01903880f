// Do two polygons overlap by more than drawn borders usually do?
import polygonClipping from 'polygon-clipping'
import { areaM2 } from '../geo/measure.ts'
import { type PolygonFault, polygonFault } from '../geo/polygon-fault.ts'
import { boundsOf, partsOf, type Shape, shapeOf } from '../geo/shape.ts'

// Borders drawn by hand along the same stream differ by about this share of a grid.
const toleratedShare = 0.01
const squareMetresPerHectare = 10_000

/** Why a shape overlaps a neighbour too much, or null. `name` is the neighbour's. */
export function overlapFault(shape: Shape, neighbour: Shape, name: string): PolygonFault | null {
  const [west, south, east, north] = boundsOf(shape)
  const [w, s, e, n] = boundsOf(neighbour)
  if (west >= e || w >= east || south >= n || s >= north) return null
  const common = commonAreaM2(shape, neighbour)
  if (common === null)
    return polygonFault('too-tangled', `无法与${name}比较边界`, `Its border cannot be compared with ${name}'s`)
  const share = common / Math.min(areaM2(shape), areaM2(neighbour))
  if (share <= toleratedShare) return null
  const [hectares, percent] = [(common / squareMetresPerHectare).toFixed(2), Math.round(share * 100)]
  return polygonFault(
    'overlaps-sibling',
    `与${name}重叠 ${hectares} 公顷(较小一方的 ${percent}%)`,
    `It overlaps ${name} by ${hectares} ha (${percent} % of the smaller one)`,
  )
}

function commonAreaM2(a: Shape, b: Shape): number | null {
  try {
    return areaM2(shapeOf(polygonClipping.intersection(partsOf(a), partsOf(b))))
  } catch {
    // It gives up on a few borders that run within rounding of each other.
    return null
  }
}
