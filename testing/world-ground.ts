// The ground of the test world: two neighbouring counties of boxes, with the real codes that the scenarios tell of.
import type { SourceRow } from '../core/divisions/source.ts'

type Box = readonly [west: number, south: number, east: number, north: number]

interface Place {
  code: string
  name: string
  level: number
  parent: string
  box?: Box
}

/** Divisions of the test world. Boxes are a tenth of a degree and less; `near` and `far` lie on both sides of the border. */
export const ground = {
  nation: { code: '100000', name: '全国', level: 0, parent: '' },
  hunan: { code: '43', name: '湖南省', level: 1, parent: '100000' },
  huaihua: { code: '4312', name: '怀化市', level: 2, parent: '43' },
  county: { code: '431227', name: '新晃侗族自治县', level: 3, parent: '4312', box: [108.9, 27, 109.1, 27.1] },
  township: { code: '431227104', name: '凉伞镇', level: 4, parent: '431227', box: [108.9, 27, 109, 27.1] },
  street: { code: '431227104216', name: '街上村', level: 5, parent: '431227104', box: [108.95, 27, 109, 27.1] },
  garden: { code: '431227104226', name: '花园村', level: 5, parent: '431227104', box: [108.9, 27, 108.95, 27.1] },
  gardenGrid: {
    code: '431227104226001',
    name: '桂正网格',
    level: 6,
    parent: '431227104226',
    box: [108.9, 27, 108.92, 27.05],
  },
  otherTownship: { code: '431227108', name: '林冲镇', level: 4, parent: '431227', box: [109, 27, 109.1, 27.1] },
  otherVillage: { code: '431227108202', name: '大堡村', level: 5, parent: '431227108', box: [109, 27, 109.1, 27.1] },
  guizhou: { code: '52', name: '贵州省', level: 1, parent: '100000' },
  qiandongnan: { code: '5226', name: '黔东南州', level: 2, parent: '52' },
  neighbour: { code: '522624', name: '三穗县', level: 3, parent: '5226', box: [108.8, 27, 108.9, 27.1] },
  neighbourTownship: { code: '522624104', name: '雪洞镇', level: 4, parent: '522624', box: [108.8, 27, 108.9, 27.1] },
  neighbourVillage: {
    code: '522624104200',
    name: '雪洞村',
    level: 5,
    parent: '522624104',
    box: [108.8, 27, 108.9, 27.1],
  },
} as const satisfies Record<string, Place>

export type PlaceName = keyof typeof ground

/** A point in a place of the test world: its middle, or so many metres east of it. */
export function pointIn(name: PlaceName, metresEast = 0): { lng: number; lat: number } {
  const place: Place = ground[name]
  if (!place.box) throw new Error(`${name} has no ground`)
  const [west, south, east, north] = place.box
  const lng = (west + east) / 2 + metresEast / (111_320 * Math.cos((27 * Math.PI) / 180))
  return { lng: Math.round(lng * 1e6) / 1e6, lat: Math.round(((south + north) / 2) * 1e6) / 1e6 }
}

/** The rows for the import. */
export const groundRows = (): SourceRow[] =>
  Object.values(ground).map((place: Place, i) => ({
    line: i + 1,
    code: place.code,
    name: place.name,
    parentCode: place.parent || null,
    level: place.level,
    validFrom: null,
    validTo: null,
    previousCode: null,
    ...(place.box ? { polygon: boxPolygon(place.box), geometrySource: 'demonstration' as const } : {}),
  }))

const boxPolygon = ([west, south, east, north]: Box) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
