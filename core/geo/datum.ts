// Chinese map services shift their coordinates (GB 20263): undone here, at the edges, so that all inside is WGS84.
import loaded from 'gcoord'
import type { Position } from './shape.ts'

export const datums = ['wgs84', 'gcj02', 'bd09'] as const
/** `gcj02`: Amap, Tencent and phones sold in China; `bd09`: Baidu. */
export type Datum = (typeof datums)[number]

// Its types describe the ES module it also ships; Node loads the CommonJS one, which is the default itself.
const gcoord = loaded as unknown as typeof loaded.default
const types = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/** A point of a named datum as WGS84; outside China it comes back unchanged, as the shift ends there. Good to 1 m. */
export function toWgs84(lng: number, lat: number, from: Datum): Position {
  if (from === 'wgs84') return [lng, lat]
  return gcoord.transform([lng, lat], types[from], gcoord.WGS84) as Position
}

/** A WGS84 point as another datum, for a link that opens the place in a Chinese map app. */
export function fromWgs84(lng: number, lat: number, to: Datum): Position {
  if (to === 'wgs84') return [lng, lat]
  return gcoord.transform([lng, lat], gcoord.WGS84, types[to]) as Position
}
