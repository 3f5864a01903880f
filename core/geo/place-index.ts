// Which division is a point in? Answered once, when something is written; after that everything is a plain column.
import Flatbush from 'flatbush'
import { containsPoint } from './contain.ts'
import { boundsOf, type Shape } from './shape.ts'

export interface PlaceRow {
  id: number
  level: number
  polygon: Shape
}

export interface PlaceIndex {
  /** The deepest division whose polygon contains the point, or undefined outside all of them. */
  divisionAt(lng: number, lat: number): number | undefined
  /** How many polygons it knows. */
  size: number
}

/** Builds the index; rows come in any order. A point on a common border belongs to one of the two, always the same. */
export function placeIndex(rows: readonly PlaceRow[]): PlaceIndex {
  // Deepest first, so that the smallest number among the hits is the answer.
  const sorted = rows.toSorted((a, b) => b.level - a.level || a.id - b.id)
  if (sorted.length === 0) return { divisionAt: () => undefined, size: 0 }
  const index = new Flatbush(sorted.length)
  for (const { polygon } of sorted) index.add(...boundsOf(polygon))
  index.finish()
  return {
    size: sorted.length,
    divisionAt(lng, lat) {
      const hits = index.search(lng, lat, lng, lat).sort((a, b) => a - b)
      for (const i of hits) {
        const row = sorted[i]
        if (row && containsPoint(row.polygon, lng, lat)) return row.id
      }
      return undefined
    },
  }
}
