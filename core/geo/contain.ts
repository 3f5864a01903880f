// Is a point inside a polygon? Even-odd over all rings, so holes and parts need no special case.
import { eachEdge, partsOf, type Ring, type Shape } from './shape.ts'

/** Whether a ring surrounds the point. Points exactly on an edge fall to one side, the same one every time. */
export function ringContains(ring: Ring, lng: number, lat: number): boolean {
  let inside = false
  eachEdge(ring, (ax, ay, bx, by) => {
    if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
  })
  return inside
}

/** Whether a polygon or multipolygon covers the point; its holes do not. */
export function containsPoint(shape: Shape, lng: number, lat: number): boolean {
  for (const rings of partsOf(shape)) {
    let inside = false
    for (const ring of rings) if (ringContains(ring, lng, lat)) inside = !inside
    if (inside) return true
  }
  return false
}
