// Whether a shape meets a box of degrees: not only their bounds, so that a long bent valley is not found beside itself.
import { containsPoint } from '../../../core/geo/contain.ts'
import { type Bounds, eachEdge, isInBounds, ringsOf, type Shape } from '../../../core/geo/shape.ts'

/** West, south, east and north of one or, across the antimeridian, two boxes. */
export type Boxes = readonly Bounds[]

/** Whether two boxes share a point. */
export const boundsMeet = (a: Bounds, b: Bounds): boolean =>
  a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]

/** Whether a shape and a box share a point. */
export function shapeMeets(shape: Shape, box: Bounds): boolean {
  for (const ring of ringsOf(shape)) {
    let meets = false
    eachEdge(ring, (ax, ay, bx, by) => {
      meets ||= edgeMeets(box, ax, ay, bx, by)
    })
    if (meets) return true
  }
  // No edge touches the box: it lies inside the shape as a whole, or outside.
  return containsPoint(shape, box[0], box[1])
}

/** Clips an edge by the four sides (Liang and Barsky): it meets the box when something is left. */
function edgeMeets(box: Bounds, ax: number, ay: number, bx: number, by: number): boolean {
  if (isInBounds(box, ax, ay)) return true
  const [west, south, east, north] = box
  const sides = [
    [ax - bx, ax - west],
    [bx - ax, east - ax],
    [ay - by, ay - south],
    [by - ay, north - ay],
  ] as const
  let from = 0
  let to = 1
  for (const [slope, distance] of sides) {
    if (slope === 0 && distance < 0) return false
    if (slope < 0) from = Math.max(from, distance / slope)
    if (slope > 0) to = Math.min(to, distance / slope)
  }
  return from <= to
}
