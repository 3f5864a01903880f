// Finds where the edges of a shape cross or run along each other. Touching at a point is allowed, as published borders do.
import type { Edge, Outline } from './outline.ts'
import type { Position } from './shape.ts'

export interface Crossing {
  at: Position
  /** `cross`: one edge passes through another; `along`: two edges share a stretch. */
  how: 'cross' | 'along'
  edges: [Edge, Edge]
}

// About a tenth of a millimetre: below that a position is on the line, or rounding would invent crossings.
const onLineDegrees = 1e-9
// Twenty for each of 100,000 vertices; a shape built to be slow is refused instead of stalling the server.
const mostComparisons = 2_000_000

/** The first crossing found, null when there is none, or 'too-tangled' when the search was given up. */
export function findCrossing({ edges, edgesIn }: Outline): Crossing | null | 'too-tangled' {
  let comparisons = 0
  for (let i = 0; i < edges.length; i++) {
    const one = edges[i] as Edge
    const { a, b } = one
    const near = edgesIn(
      Math.min(a[0], b[0]) - onLineDegrees,
      Math.min(a[1], b[1]) - onLineDegrees,
      Math.max(a[0], b[0]) + onLineDegrees,
      Math.max(a[1], b[1]) + onLineDegrees,
    )
    comparisons += near.length
    if (comparisons > mostComparisons) return 'too-tangled'
    for (const j of near) {
      if (j <= i) continue
      const other = edges[j] as Edge
      const found = meet(edges, one, other, one.next === j || one.previous === j)
      if (found) return { ...found, edges: [one, other] }
    }
  }
  return null
}

function meet(edges: readonly Edge[], one: Edge, other: Edge, areNeighbours: boolean): Omit<Crossing, 'edges'> | null {
  const otherA = sideOf(one, other.a)
  const otherB = sideOf(one, other.b)
  if (otherA === 0 && otherB === 0) return along(one, other)
  const oneA = sideOf(other, one.a)
  const oneB = sideOf(other, one.b)
  if (otherA * otherB < 0 && oneA * oneB < 0) return { at: intersectionOf(one, other), how: 'cross' }
  if (areNeighbours || otherA * otherB > 0 || oneA * oneB > 0) return null
  const at = otherA === 0 ? other.a : otherB === 0 ? other.b : oneA === 0 ? one.a : one.b
  return passesThrough(at, around(edges, one, at), around(edges, other, at)) ? { at, how: 'cross' } : null
}

/** 1 left of the line, -1 right of it, 0 on it. */
function sideOf({ a, b }: Edge, p: Position): -1 | 0 | 1 {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const distance = (dx * (p[1] - a[1]) - dy * (p[0] - a[0])) / Math.hypot(dx, dy)
  return distance > onLineDegrees ? 1 : distance < -onLineDegrees ? -1 : 0
}

/** The shared stretch of two edges on one line, if it is longer than a point. */
function along(one: Edge, other: Edge): Omit<Crossing, 'edges'> | null {
  const dx = one.b[0] - one.a[0]
  const dy = one.b[1] - one.a[1]
  const length = Math.hypot(dx, dy)
  const place = (p: Position) => ((p[0] - one.a[0]) * dx + (p[1] - one.a[1]) * dy) / length
  const from = Math.max(0, Math.min(place(other.a), place(other.b)))
  const to = Math.min(length, Math.max(place(other.a), place(other.b)))
  if (to - from <= onLineDegrees) return null
  const middle = (from + to) / 2 / length
  return { at: [one.a[0] + middle * dx, one.a[1] + middle * dy], how: 'along' }
}

function intersectionOf(one: Edge, other: Edge): Position {
  const dx = one.b[0] - one.a[0]
  const dy = one.b[1] - one.a[1]
  const ex = other.b[0] - other.a[0]
  const ey = other.b[1] - other.a[1]
  const t = ((other.a[0] - one.a[0]) * ey - (other.a[1] - one.a[1]) * ex) / (dx * ey - dy * ex)
  return [one.a[0] + t * dx, one.a[1] + t * dy]
}

/** Where a ring comes from and goes to as it passes a position on one of its edges. */
function around(edges: readonly Edge[], edge: Edge, at: Position): [Position, Position] {
  if (isSame(edge.a, at)) return [(edges[edge.previous] as Edge).a, edge.b]
  if (isSame(edge.b, at)) return [edge.a, (edges[edge.next] as Edge).b]
  return [edge.a, edge.b]
}

const isSame = (p: Position, q: Position) =>
  Math.abs(p[0] - q[0]) <= onLineDegrees && Math.abs(p[1] - q[1]) <= onLineDegrees

/** At a common point, one ring passes through the other when its two ends lie on different sides of it. */
function passesThrough(at: Position, one: [Position, Position], other: [Position, Position]): boolean {
  const angle = (p: Position) => Math.atan2(p[1] - at[1], p[0] - at[0])
  const from = angle(one[0])
  const turn = (p: Position) => (angle(p) - from + 4 * Math.PI) % (2 * Math.PI)
  const to = turn(one[1])
  const [x, y] = [turn(other[0]), turn(other[1])]
  const isApart = [x, y].every((t) => Math.abs(t - to) > 1e-9 && t > 1e-9 && t < 2 * Math.PI - 1e-9)
  return isApart && x < to !== y < to
}
