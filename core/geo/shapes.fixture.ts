// Shapes for tests: squares, stars, and long wandering borders.
import type { Position, Shape } from './shape.ts'

/** A ring from text: `0 0, 4 0, 4 4, 0 0`. */
export const ringOf = (text: string): Position[] =>
  text.split(',').map((pair): Position => {
    const [lng, lat] = pair.trim().split(' ').map(Number)
    return [lng as number, lat as number]
  })

/** A square with its south-west corner here, sides in degrees. */
export const squareAt = (lng: number, lat: number, side: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [lng, lat],
      [lng + side, lat],
      [lng + side, lat + side],
      [lng, lat + side],
      [lng, lat],
    ],
  ],
})

/** A star around a point, one ray a radius: never crosses itself, and always surrounds the point. */
export function starAt(lng: number, lat: number, radii: number[]): Shape {
  const ring = radii.map((radius, i): Position => {
    const angle = (2 * Math.PI * i) / radii.length
    return [lng + radius * Math.cos(angle), lat + radius * Math.sin(angle)]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] }
}

/** A border of so many vertices that wanders in and out as a river does. */
export const wanderingAt = (lng: number, lat: number, vertices: number): Shape =>
  starAt(
    lng,
    lat,
    Array.from(
      { length: vertices },
      (_, i) => 0.3 + 0.02 * Math.sin(i / 7) + 0.05 * Math.sin(i / 371) + 0.004 * Math.sin(i * 1.3),
    ),
  )
