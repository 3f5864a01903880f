// The edges of a shape in a spatial index: answers for shapes with thousands of vertices what the plain loops answer slowly.
import Flatbush from 'flatbush'
import { degreesAround, distanceToEdgeM } from './distance.ts'
import { type Bounds, boundsOf, eachEdge, isInBounds, type Position, partsOf, type Shape } from './shape.ts'

/** One edge, with its neighbours in the ring, so that a touch can be told from a crossing. */
export interface Edge {
  a: Position
  b: Position
  /** Number of its ring among all rings, and of its polygon among the parts. */
  ring: number
  part: number
  previous: number
  next: number
}

export interface Outline {
  edges: readonly Edge[]
  bounds: Bounds
  /** Numbers of the edges whose boxes meet this box. */
  edgesIn(west: number, south: number, east: number, north: number): number[]
  contains(lng: number, lat: number): boolean
  /** Metres to the nearest edge when that is at most `atMostM`, else Infinity. */
  distanceM(lng: number, lat: number, atMostM: number): number
}

/** Indexes a shape: 20,000 vertices take a few milliseconds. */
export function outlineOf(shape: Shape): Outline {
  const edges = edgesOf(shape)
  const bounds = boundsOf(shape)
  const index = new Flatbush(Math.max(1, edges.length))
  if (edges.length === 0) index.add(Infinity, Infinity, Infinity, Infinity)
  for (const { a, b } of edges) {
    index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
  }
  index.finish()
  const edgesIn: Outline['edgesIn'] = (west, south, east, north) =>
    edges.length === 0 ? [] : index.search(west, south, east, north)
  return {
    edges,
    bounds,
    edgesIn,
    contains(lng, lat) {
      if (!isInBounds(bounds, lng, lat)) return false
      let inside = false
      for (const i of edgesIn(lng, lat, bounds[2], lat)) {
        const { a, b } = edges[i] as Edge
        if (a[1] > lat !== b[1] > lat && lng < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
      }
      return inside
    },
    distanceM(lng, lat, atMostM) {
      const around = degreesAround(lat, atMostM)
      let nearest = Infinity
      for (const i of edgesIn(lng - around.lng, lat - around.lat, lng + around.lng, lat + around.lat)) {
        const { a, b } = edges[i] as Edge
        nearest = Math.min(nearest, distanceToEdgeM(lng, lat, a[0], a[1], b[0], b[1]))
      }
      return nearest <= atMostM ? nearest : Infinity
    },
  }
}

function edgesOf(shape: Shape): Edge[] {
  const edges: Edge[] = []
  let ringNumber = 0
  partsOf(shape).forEach((rings, part) => {
    for (const ring of rings) {
      const first = edges.length
      eachEdge(ring, (ax, ay, bx, by) => {
        const i = edges.length
        edges.push({ a: [ax, ay], b: [bx, by], ring: ringNumber, part, previous: i - 1, next: i + 1 })
      })
      const last = edges.length - 1
      const firstEdge = edges[first]
      const lastEdge = edges[last]
      if (firstEdge) firstEdge.previous = last
      if (lastEdge) lastEdge.next = first
      ringNumber++
    }
  })
  return edges
}
