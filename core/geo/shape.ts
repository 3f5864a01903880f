// Polygons as GeoJSON has them (RFC 7946: WGS84, longitude first), and ways to walk them.

export type Position = [lng: number, lat: number]
export type Ring = Position[]
export type Shape = { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] }

/** West, south, east, north in degrees. */
export type Bounds = [west: number, south: number, east: number, north: number]

/** The polygons of a shape, each an outer ring followed by its holes. */
export const partsOf = (shape: Shape): Ring[][] => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates)

/** A shape of these polygons: a Polygon when it is one, else a MultiPolygon. */
export const shapeOf = (parts: Ring[][]): Shape =>
  parts.length === 1 && parts[0]
    ? { type: 'Polygon', coordinates: parts[0] }
    : { type: 'MultiPolygon', coordinates: parts }

/** All rings of a shape, outer ones and holes. */
export const ringsOf = (shape: Shape): Ring[] => partsOf(shape).flat()

/** Visits every edge of a ring; a ring that is not closed is taken as closed. */
export function eachEdge(ring: Ring, visit: (ax: number, ay: number, bx: number, by: number) => void): void {
  let from = ring[ring.length - 1]
  for (const to of ring) {
    if (from && (from[0] !== to[0] || from[1] !== to[1])) visit(from[0], from[1], to[0], to[1])
    from = to
  }
}

/** The box around positions. Infinite and inside out when there are none. */
export function boundsOfPositions(positions: Iterable<Position>): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lng, lat] of positions) {
    if (lng < bounds[0]) bounds[0] = lng
    if (lat < bounds[1]) bounds[1] = lat
    if (lng > bounds[2]) bounds[2] = lng
    if (lat > bounds[3]) bounds[3] = lat
  }
  return bounds
}

/** The box around a shape. */
export const boundsOf = (shape: Shape): Bounds => joinBounds(partsOf(shape).map((p) => boundsOfPositions(p[0] ?? [])))

/** The box around boxes. */
export const joinBounds = (all: Bounds[]): Bounds =>
  boundsOfPositions(
    all.flatMap(([west, south, east, north]): Position[] => [
      [west, south],
      [east, north],
    ]),
  )

/** Whether a point lies in a box, its edge included. */
export const isInBounds = ([west, south, east, north]: Bounds, lng: number, lat: number): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north
