// Which of the points on the map may be the matter that is being typed in.
import type { MapPoints } from '../../data/matters.ts'

const earthM = 6_371_000

/** Metres between two places, flat: within a county it is right to a metre. */
export function metresBetween(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  const rad = Math.PI / 180
  const x = (b.lng - a.lng) * rad * Math.cos(((a.lat + b.lat) / 2) * rad)
  const y = (b.lat - a.lat) * rad
  return earthM * Math.hypot(x, y)
}

/** Points within so many metres, the nearest first. */
export const nearby = (points: MapPoints['points'], at: { lng: number; lat: number }, metres: number) =>
  points
    .map((point) => ({ point, metres: metresBetween(at, point) }))
    .filter((each) => each.metres <= metres)
    .sort((a, b) => a.metres - b.metres)
