// Checks a polygon at the door: every fault says what and where, so that the sender can mend it.
import { type Crossing, findCrossing } from './crossing.ts'
import { type ParentLimit, parentFault } from './inside.ts'
import { areaM2, labelPoint } from './measure.ts'
import { outlineOf } from './outline.ts'
import { type PolygonFault, placeText, polygonFault } from './polygon-fault.ts'
import { readPolygon } from './read-polygon.ts'
import { type Position, partsOf, type Ring, type Shape } from './shape.ts'

/** The shape as it may be kept, or why not: at least one fault. */
export type PolygonCheck = { shape: Shape; faults: [] } | { shape: null; faults: [PolygonFault, ...PolygonFault[]] }

const smallestAreaM2 = 1

/**
 * Checks any input to be a sound GeoJSON Polygon or MultiPolygon: closed rings of at least 4 positions, finite and in
 * range, not crossing or running along themselves or each other, holes inside, parts apart, and inside the parent when
 * one is given. 20,000 vertices take well under a second.
 */
export function checkPolygon(input: unknown, parent?: ParentLimit): PolygonCheck {
  const shape = readPolygon(input)
  if ('code' in shape) return { shape: null, faults: [shape] }
  const outside = parent ? parentFault(shape, parent) : null
  const [first, ...others] = [...formFaults(shape), ...(outside ? [outside] : [])]
  return first ? { shape: null, faults: [first, ...others] } : { shape, faults: [] }
}

function formFaults(shape: Shape): PolygonFault[] {
  const crossing = findCrossing(outlineOf(shape))
  if (crossing === 'too-tangled')
    return [polygonFault('too-tangled', '边界过于复杂，无法检查', 'The border is too tangled to be checked')]
  if (crossing) return [crossingFault(crossing)]
  if (areaM2(shape) < smallestAreaM2) return [polygonFault('no-area', '面积几乎为零', 'It has almost no area')]
  return [...holeFaults(shape), ...partFaults(shape)]
}

function crossingFault({ at, how, edges }: Crossing): PolygonFault {
  const where = placeText(at)
  if (edges[0].ring !== edges[1].ring)
    return polygonFault('rings-cross', `两个环在 ${where} 处相交或重合`, `Two rings cross or overlap at ${where}`, at)
  return how === 'along'
    ? polygonFault('self-overlap', `边界在 ${where} 处与自身重合`, `The border runs along itself at ${where}`, at)
    : polygonFault('self-crossing', `边界在 ${where} 处与自身相交`, `The border crosses itself at ${where}`, at)
}

// No edges cross when these are asked, so one point inside a ring speaks for all of it.
const pointInside = (ring: Ring): Position | undefined => labelPoint({ type: 'Polygon', coordinates: [ring] })

function holeFaults(shape: Shape): PolygonFault[] {
  const faults: PolygonFault[] = []
  for (const [outer, ...holes] of partsOf(shape)) {
    if (!outer || holes.length === 0) continue
    const border = outlineOf({ type: 'Polygon', coordinates: [outer] })
    const whole = outlineOf({ type: 'Polygon', coordinates: [outer, ...holes] })
    for (const hole of holes) {
      const at = pointInside(hole)
      if (!at || (border.contains(...at) && !whole.contains(...at))) continue
      const where = placeText(at)
      faults.push(
        polygonFault(
          'hole-misplaced',
          `${where} 处的洞不在外环之内，或在另一个洞里`,
          `The hole at ${where} is not inside its polygon, or lies in another hole`,
          at,
        ),
      )
    }
  }
  return faults
}

function partFaults(shape: Shape): PolygonFault[] {
  const parts = partsOf(shape)
  if (parts.length < 2) return []
  const outlines = parts.map((coordinates) => outlineOf({ type: 'Polygon', coordinates }))
  const faults: PolygonFault[] = []
  parts.forEach((coordinates, i) => {
    const at = labelPoint({ type: 'Polygon', coordinates })
    if (!at || !outlines.some((other, j) => i !== j && other.contains(...at))) return
    const where = placeText(at)
    faults.push(
      polygonFault('parts-overlap', `${where} 处的部分与另一部分重叠`, `The part at ${where} lies inside another`, at),
    )
  })
  return faults
}
