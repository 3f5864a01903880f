// Small sums over outlines: the box around them, and where a name is written.
import type { FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson'

export type Box = [west: number, south: number, east: number, north: number]

const ringsOf = (g: Geometry): Position[][] =>
  g.type === 'Polygon' ? g.coordinates : g.type === 'MultiPolygon' ? g.coordinates.flat() : []

/** The box around all outlines, or null when there are none. */
export function boxOf(features: FeatureCollection): Box | null {
  let box: Box | null = null
  for (const { geometry } of features.features)
    for (const ring of ringsOf(geometry)) for (const position of ring) box = widened(box, position)
  return box
}

/** The box around points, widened so that a single one is not looked at from a hand's breadth. */
export function boxAround(points: readonly { lng: number; lat: number }[], atLeastDegrees = 0.02): Box | null {
  let box: Box | null = null
  for (const { lng, lat } of points) box = widened(box, [lng, lat])
  if (!box) return null
  const [w, s, e, n] = box
  const dx = Math.max(0, atLeastDegrees - (e - w)) / 2
  const dy = Math.max(0, atLeastDegrees - (n - s)) / 2
  return [w - dx, s - dy, e + dx, n + dy]
}

function widened(box: Box | null, [x = 0, y = 0]: Position): Box {
  if (!box) return [x, y, x, y]
  return [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
}

/** Where the name of an outline is written: the centroid of its largest part. */
export function namePoint(geometry: Polygon | MultiPolygon): [number, number] {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  let best: { area: number; at: [number, number] } = { area: -1, at: [0, 0] }
  for (const part of parts) {
    const found = centroid(part[0] ?? [])
    if (found.area > best.area) best = found
  }
  return best.at
}

function centroid(ring: Position[]): { area: number; at: [number, number] } {
  const [x0 = 0, y0 = 0] = ring[0] ?? []
  let doubled = 0
  let x = 0
  let y = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i] ?? []
    const [bx = 0, by = 0] = ring[i + 1] ?? []
    // Relative to the first corner: degrees are large against the size of a village.
    const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
    doubled += cross
    x += (ax + bx - 2 * x0) * cross
    y += (ay + by - 2 * y0) * cross
  }
  if (doubled === 0) return { area: 0, at: [x0, y0] }
  return { area: Math.abs(doubled / 2), at: [x0 + x / (3 * doubled), y0 + y / (3 * doubled)] }
}

/** A ring of clicked corners as a closed polygon, or null while there are under three. */
export function closedPolygon(corners: readonly [number, number][]): Polygon | null {
  const first = corners[0]
  if (corners.length < 3 || !first) return null
  return { type: 'Polygon', coordinates: [[...corners, first]] }
}
