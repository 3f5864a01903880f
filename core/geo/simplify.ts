// Fewer vertices for the web: Douglas–Peucker, with borders that neighbours share simplified alike, so no gaps open.
import { metresPerDegree } from './distance.ts'
import { type Position, partsOf, type Ring, type Shape, shapeOf } from './shape.ts'

const key = ([lng, lat]: Position) => `${lng},${lat}`

/**
 * Simplifies shapes together: no vertex moves, and what is left out was within `toleranceM` of the line that remains.
 * Positions where three borders meet are kept. A ring too small to keep its form is left out, unless nothing of its
 * shape would remain.
 */
export function simplifyTogether(shapes: Shape[], toleranceM: number): Shape[] {
  const corners = cornersOf(shapes)
  return shapes.map((shape) => {
    const parts = partsOf(shape).map((rings) => rings.map((ring) => simplifyRing(ring, corners, toleranceM)))
    const kept = parts
      .filter(([outer]) => outer && outer.length >= 4)
      .map((rings) => rings.filter((ring) => ring.length >= 4))
    return kept.length > 0 ? shapeOf(kept) : shape
  })
}

/** Simplifies one shape. */
export const simplify = (shape: Shape, toleranceM: number): Shape => simplifyTogether([shape], toleranceM)[0] ?? shape

const metreSteps = 1e5

/** Positions to five decimals, about a metre: a third less to send. */
export function roundToMetre(shape: Shape): Shape {
  const round = (degrees: number) => Math.round(degrees * metreSteps) / metreSteps
  return shapeOf(partsOf(shape).map((rings) => rings.map((ring) => ring.map(([lng, lat]) => [round(lng), round(lat)]))))
}

/** Positions with more than two neighbours over all rings: where borders meet or part. */
function cornersOf(shapes: Shape[]): Set<string> {
  const neighbours = new Map<string, Set<string>>()
  for (const ring of shapes.flatMap((shape) => partsOf(shape).flat())) {
    ring.slice(1).forEach((to, i) => {
      const [a, b] = [key(ring[i] as Position), key(to)]
      if (a === b) return
      neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b))
      neighbours.set(b, (neighbours.get(b) ?? new Set()).add(a))
    })
  }
  return new Set([...neighbours].filter(([, others]) => others.size > 2).map(([at]) => at))
}

function simplifyRing(ring: Ring, corners: Set<string>, toleranceM: number): Ring {
  const open = ring.slice(0, -1)
  // Start where every ring that runs along this border starts too: at a corner, else at the smallest position.
  const start = Math.max(
    0,
    open.findIndex((at) => corners.has(key(at))),
  )
  const from = corners.has(key(open[start] as Position)) ? start : smallest(open)
  const turned = [...open.slice(from), ...open.slice(0, from), open[from] as Position]
  const stops = turned.flatMap((at, i) => (i > 0 && i < turned.length - 1 && corners.has(key(at)) ? [i] : []))
  if (stops.length === 0) stops.push(farthestFrom(turned))
  const result: Ring = []
  let last = 0
  for (const stop of [...stops, turned.length - 1]) {
    result.push(...simplifyLine(turned.slice(last, stop + 1), toleranceM).slice(0, -1))
    last = stop
  }
  result.push(turned[0] as Position)
  return result
}

const isBefore = (p: Position, q: Position) => p[0] < q[0] || (p[0] === q[0] && p[1] < q[1])

const smallest = (ring: Ring): number =>
  ring.reduce((best, at, i) => (isBefore(at, ring[best] as Position) ? i : best), 0)

function farthestFrom(ring: Ring): number {
  const [x, y] = ring[0] as Position
  const distance = (at: Position) => Math.hypot(at[0] - x, at[1] - y)
  return ring.reduce((best, at, i) => {
    const difference = distance(at) - distance(ring[best] as Position)
    return difference > 0 || (difference === 0 && isBefore(at, ring[best] as Position)) ? i : best
  }, 0)
}

/** Douglas–Peucker over an open line, always walked in the same direction, whichever way the ring runs. */
function simplifyLine(line: Position[], toleranceM: number): Position[] {
  const [first, last] = [line[0] as Position, line[line.length - 1] as Position]
  if (isBefore(last, first)) return simplifyLine(line.toReversed(), toleranceM).toReversed()
  const kept = new Uint8Array(line.length).fill(1, 0, 1).fill(1, -1)
  const cos = Math.cos((first[1] * Math.PI) / 180)
  const pending: [number, number][] = [[0, line.length - 1]]
  for (let span = pending.pop(); span; span = pending.pop()) {
    const [from, to] = span
    let worst = 0
    let at = 0
    for (let i = from + 1; i < to; i++) {
      const metres = offsetM(line[i] as Position, line[from] as Position, line[to] as Position, cos)
      if (metres > worst) {
        worst = metres
        at = i
      }
    }
    if (worst <= toleranceM) continue
    kept[at] = 1
    pending.push([from, at], [at, to])
  }
  return line.filter((_, i) => kept[i] === 1)
}

function offsetM(p: Position, a: Position, b: Position, cos: number): number {
  const [dx, dy] = [(b[0] - a[0]) * cos, b[1] - a[1]]
  const [px, py] = [(p[0] - a[0]) * cos, p[1] - a[1]]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length))
  return Math.hypot(px - t * dx, py - t * dy) * metresPerDegree
}
