// Makes pieces into a mosaic: neighbours share every vertex, so that unions are exact and no slivers remain.
import Flatbush from 'flatbush'
import { dissolve } from '../../core/geo/dissolve.ts'
import { areaM2, signedAreaM2 } from '../../core/geo/measure.ts'
import { type Position, partsOf, type Ring, type Shape } from '../../core/geo/shape.ts'
import { steps } from './outlines.ts'

/** A piece of ground and whose it is. */
export interface Tile {
  owner: string
  shape: Shape
}

const snap = (n: number) => Math.round(n * steps) / steps
const keyOf = ([lng, lat]: Position) => `${lng},${lat}`
// Rounding moves a point off its line by up to 0.71 steps; where another did so before, the line itself has moved as much.
const onLine = 1.5 / steps

/** Rounds tiles to whole steps and gives every edge the vertices of others that lie on it. */
export function matched(tiles: Tile[]): Tile[] {
  let current = tiles.map((tile) => ({ ...tile, shape: mapRings(tile.shape, snapped) }))
  for (let inserted = 1; inserted > 0; ) {
    const vertices = verticesOf(current)
    inserted = 0
    current = current.map((tile) => ({
      ...tile,
      shape: mapRings(tile.shape, (ring) => {
        const full = withVertices(ring, vertices)
        inserted += full.length - ring.length
        return full
      }),
    }))
  }
  return current.filter(({ shape }) => areaM2(shape) > 0)
}

function mapRings(shape: Shape, change: (ring: Ring) => Ring): Shape {
  const parts = partsOf(shape).map((rings) => rings.map(change).filter((ring) => ring.length > 3))
  return { type: 'MultiPolygon', coordinates: parts.filter((rings) => rings.length > 0) }
}

/** Rounded, without doubled positions and spikes, wound as RFC 7946 wants. */
function snapped(ring: Ring, i = 0): Ring {
  const open: Ring = []
  for (const [lng, lat] of ring.slice(0, -1)) {
    const at: Position = [snap(lng), snap(lat)]
    if (open.length > 0 && keyOf(open.at(-1) as Position) === keyOf(at)) continue
    open.push(at)
    while (open.length > 2 && keyOf(open.at(-1) as Position) === keyOf(open.at(-3) as Position)) open.splice(-2)
  }
  while (open.length > 1 && keyOf(open[0] as Position) === keyOf(open.at(-1) as Position)) open.pop()
  if (open.length < 3) return []
  const closed = [...open, open[0] as Position]
  return signedAreaM2(closed) > 0 === (i === 0) ? closed : closed.toReversed()
}

interface Vertices {
  positions: Position[]
  index: Flatbush
}

function verticesOf(tiles: Tile[]): Vertices {
  const unique = new Map<string, Position>()
  for (const { shape } of tiles) for (const at of partsOf(shape).flat(2)) unique.set(keyOf(at), at)
  const positions = [...unique.values()]
  const index = new Flatbush(positions.length)
  for (const [lng, lat] of positions) index.add(lng, lat)
  index.finish()
  return { positions, index }
}

function withVertices(ring: Ring, { positions, index }: Vertices): Ring {
  return ring.flatMap((to, i) => {
    const from = ring[i - 1]
    if (!from) return [to]
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const length = Math.hypot(dx, dy)
    const found = index
      .search(
        Math.min(from[0], to[0]) - onLine,
        Math.min(from[1], to[1]) - onLine,
        Math.max(from[0], to[0]) + onLine,
        Math.max(from[1], to[1]) + onLine,
      )
      .map((n) => positions[n] as Position)
      .map((at) => ({ at, along: ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / length }))
      .filter(({ at, along }) => {
        const off = Math.abs((at[0] - from[0]) * dy - (at[1] - from[1]) * dx) / length
        return off < onLine && along > 0 && along < length && keyOf(at) !== keyOf(from) && keyOf(at) !== keyOf(to)
      })
    return [...found.sort((a, b) => a.along - b.along).map(({ at }) => at), to]
  })
}

/** By owner and neighbour: how many metres of border they share (roughly: degrees scaled at 27° north). */
export function sharedBorders(tiles: Tile[]): Map<string, Map<string, number>> {
  const owners = new Map<string, string>()
  const shared = new Map<string, Map<string, number>>()
  const add = (a: string, b: string, metres: number) => {
    const row = shared.get(a) ?? new Map<string, number>()
    shared.set(a, row.set(b, (row.get(b) ?? 0) + metres))
  }
  for (const { owner, shape } of tiles) {
    for (const ring of partsOf(shape).flat())
      ring.slice(1).forEach((to, i) => {
        const from = ring[i] as Position
        const other = owners.get(`${keyOf(to)} ${keyOf(from)}`)
        owners.set(`${keyOf(from)} ${keyOf(to)}`, owner)
        if (other === undefined || other === owner) return
        const metres = Math.hypot((to[0] - from[0]) * 99_000, (to[1] - from[1]) * 111_000)
        add(owner, other, metres)
        add(other, owner, metres)
      })
  }
  return shared
}

/** Gives every piece but an owner's largest to the neighbour that shares most border with it, then joins each owner's. */
export function joined(tiles: Tile[], mayJoin: (a: string, b: string) => boolean): Tile[] {
  const pieces = tiles.flatMap(({ owner, shape }) =>
    partsOf(shape).map((coordinates): Tile => ({ owner, shape: { type: 'Polygon', coordinates } })),
  )
  const named = pieces.map((piece, i) => ({ owner: String(i), shape: piece.shape }))
  const borders = sharedBorders(named)
  const isMain = pieces.map((piece) =>
    pieces.every((other) => other.owner !== piece.owner || areaM2(other.shape) <= areaM2(piece.shape)),
  )
  const owners = pieces.map((piece, i) => (isMain[i] ? piece.owner : undefined))
  // A piece may lie behind another piece, so several rounds.
  for (let left = -1; owners.includes(undefined); ) {
    const before = left
    left = owners.filter((owner) => owner === undefined).length
    if (left === before) throw new Error(`${left} pieces touch nobody they may join`)
    owners.forEach((owner, i) => {
      if (owner !== undefined) return
      const near = [...(borders.get(String(i)) ?? [])]
        .map(([n, metres]) => ({ owner: owners[Number(n)], metres }))
        .filter((n) => n.owner !== undefined && mayJoin(pieces[i]?.owner ?? '', n.owner))
        .sort((a, b) => b.metres - a.metres)
      owners[i] = near[0]?.owner
    })
  }
  const byOwner = Map.groupBy(pieces.keys(), (i) => owners[i] as string)
  return [...byOwner].map(([owner, numbers]) => ({
    owner,
    shape: dissolve(numbers.map((i) => (pieces[i] as Tile).shape)),
  }))
}
