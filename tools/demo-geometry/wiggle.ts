// Bends the straight borders between cells a little, the same for both sides, so that they look like borders of land.
import { checkPolygon } from '../../core/geo/check.ts'
import { type Position, partsOf, type Ring, type Shape } from '../../core/geo/shape.ts'
import { chanceFrom, seedOf } from './chance.ts'
import type { Tile } from './mosaic.ts'
import { steps } from './outlines.ts'

const keyOf = ([lng, lat]: Position) => `${lng},${lat}`
const edgeKey = (a: Position, b: Position) => `${keyOf(a)} ${keyOf(b)}`
const snap = (n: number) => Math.round(n * steps) / steps
// Degrees: shorter edges stay straight, as bending them would only add vertices.
const leastLength = 0.004
const depth = 3
const bend = 0.11

/** Bends the edges that two tiles of one county share; where a bend would cross a border, the edges stay straight. */
export function wiggled(tiles: Tile[], countyOf: (owner: string) => string): Tile[] {
  const bends = bendsOf(tiles, countyOf)
  for (;;) {
    const bent = tiles.map(({ owner, shape }) => ({ owner, shape: bendShape(shape, bends) }))
    const crossed = bent.flatMap(({ shape }, i) => (checkPolygon(shape).shape ? [] : [(tiles[i] as Tile).shape]))
    if (crossed.length === 0) return bent
    for (const shape of crossed)
      for (const [a, b] of edgesOf(shape)) {
        bends.delete(edgeKey(a, b))
        bends.delete(edgeKey(b, a))
      }
  }
}

const edgesOf = (shape: Shape): [Position, Position][] =>
  partsOf(shape)
    .flat()
    .flatMap((ring) => ring.slice(1).map((to, i): [Position, Position] => [ring[i] as Position, to]))

/** By directed edge: the positions to put in between. */
function bendsOf(tiles: Tile[], countyOf: (owner: string) => string): Map<string, Position[]> {
  const owners = new Map<string, string>()
  const bends = new Map<string, Position[]>()
  for (const { owner, shape } of tiles)
    for (const [a, b] of edgesOf(shape)) {
      owners.set(edgeKey(a, b), owner)
      const other = owners.get(edgeKey(b, a))
      if (other === undefined || countyOf(other) !== countyOf(owner)) continue
      if (Math.hypot(b[0] - a[0], b[1] - a[1]) < leastLength) continue
      const [from, to] = keyOf(a) < keyOf(b) ? [a, b] : [b, a]
      const between = bentLine(from, to, chanceFrom(seedOf(edgeKey(from, to))), depth)
      bends.set(edgeKey(from, to), between)
      bends.set(edgeKey(to, from), between.toReversed())
    }
  return bends
}

/** Positions between two ends: the middle put aside, then the middles of both halves. */
function bentLine(a: Position, b: Position, chance: () => number, left: number): Position[] {
  if (left === 0 || Math.hypot(b[0] - a[0], b[1] - a[1]) < leastLength / 2) return []
  const aside = (chance() * 2 - 1) * bend
  const middle: Position = [
    snap((a[0] + b[0]) / 2 - (b[1] - a[1]) * aside),
    snap((a[1] + b[1]) / 2 + (b[0] - a[0]) * aside),
  ]
  return [...bentLine(a, middle, chance, left - 1), middle, ...bentLine(middle, b, chance, left - 1)]
}

function bendShape(shape: Shape, bends: Map<string, Position[]>): Shape {
  const bendRing = (ring: Ring): Ring =>
    ring.flatMap((to, i) => [...((i > 0 && bends.get(edgeKey(ring[i - 1] as Position, to))) || []), to])
  return { type: 'MultiPolygon', coordinates: partsOf(shape).map((rings) => rings.map(bendRing)) }
}
