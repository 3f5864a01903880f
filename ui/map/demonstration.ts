// Whether outlines were derived for a demonstration instead of surveyed; the map says so in its corner.
import type { Outlines } from '../data/queries.ts'

export const isDemonstration = (outlines: Outlines | undefined): boolean =>
  outlines?.features.some((feature) => /demo/i.test(feature.properties.geometrySource ?? '')) ?? false
