// The shapes of features and pages (GeoJSON, RFC 7946), as collections give them and answers wrap them.
import type { Shape } from '../../../core/geo/shape.ts'

export interface Feature {
  type: 'Feature'
  id: string | number
  geometry: Shape | { type: 'Point'; coordinates: [number, number] } | null
  /** Plain values only: a GIS makes a column of each. */
  properties: Readonly<Record<string, string | number | boolean | null>>
}

export interface FeaturePage {
  features: Feature[]
  /** Cursor of the next page; null at the end. */
  next: string | null
  /** How many there are in all, where that is known without counting. */
  matched: number | null
}

export interface Link {
  href: string
  rel: string
  type: string
  title?: string
}
