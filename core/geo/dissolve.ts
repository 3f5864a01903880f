// The union of polygons that share their borders vertex by vertex, as the parts of a division do: common edges vanish.
import { ringContains } from './contain.ts'
import { signedAreaM2 } from './measure.ts'
import { type Position, partsOf, type Ring, type Shape, shapeOf } from './shape.ts'

const keyOf = ([lng, lat]: Position): string => `${lng},${lat}`

/** Directed edges that have no opposite, by where they start. */
type Open = Map<string, { from: Position; to: Position }[]>

/**
 * Joins shapes into one. Exact: nothing is computed, so borders must match to the last digit, outer rings must run
 * counter-clockwise and holes clockwise. Edges that do not match stay where they are.
 */
export function dissolve(shapes: readonly Shape[]): Shape {
  const rings = ringsFrom(openEdges(shapes))
  const outers = rings.filter((ring) => signedAreaM2(ring) > 0)
  const parts = outers.map((ring) => [ring])
  for (const hole of rings.filter((ring) => signedAreaM2(ring) < 0)) {
    const around = parts.filter(([outer]) => outer && surrounds(outer, hole))
    // The smallest one, as an island in a lake in an island would have it.
    around.sort((a, b) => signedAreaM2(a[0] as Ring) - signedAreaM2(b[0] as Ring))[0]?.push(hole)
  }
  return shapeOf(parts)
}

function openEdges(shapes: readonly Shape[]): Open {
  const edges = new Map<string, { from: Position; to: Position }>()
  for (const ring of shapes.flatMap((shape) => partsOf(shape).flat())) {
    ring.slice(1).forEach((to, i) => {
      const from = ring[i] as Position
      const [a, b] = [keyOf(from), keyOf(to)]
      if (a !== b && !edges.delete(`${b} ${a}`)) edges.set(`${a} ${b}`, { from, to })
    })
  }
  return Map.groupBy(edges.values(), (edge) => keyOf(edge.from))
}

function ringsFrom(open: Open): Ring[] {
  const rings: Ring[] = []
  for (const edges of open.values()) {
    for (let first = edges.pop(); first; first = edges.pop()) {
      const ring = [first.from, first.to]
      for (let edge: { from: Position; to: Position } | undefined = first; edge; ) {
        edge = keyOf(edge.to) === keyOf(first.from) ? undefined : takeNext(open, edge.from, edge.to)
        if (edge) ring.push(edge.to)
      }
      if (ring.length > 3) rings.push(ring)
    }
  }
  return rings
}

/** Where borders touch, the one that bounds the same side: the first edge clockwise from where we came. */
function takeNext(open: Open, before: Position, at: Position) {
  const edges = open.get(keyOf(at)) ?? []
  const angle = (to: Position) => Math.atan2(to[1] - at[1], to[0] - at[0])
  const back = angle(before)
  const turn = (to: Position) => (back - angle(to) + 4 * Math.PI) % (2 * Math.PI) || 2 * Math.PI
  const next = edges.reduce((best, edge, i) => (turn(edge.to) < turn((edges[best] ?? edge).to) ? i : best), 0)
  return edges.splice(next, 1)[0]
}

function surrounds(outer: Ring, hole: Ring): boolean {
  // A hole may touch its outer ring; the middle of an edge is on no other edge.
  const [a, b] = hole as [Position, Position]
  return ringContains(outer, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
}
