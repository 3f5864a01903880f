// The demo counties with their townships, villages and grids, and the ground of each: real codes and names, published
// county outlines, and inside them cells that only serve the demonstration.
import { readFileSync } from 'node:fs'
import { type CountyList, rowsOfCounties, type SourceRow } from '../core/divisions/source.ts'
import { dissolve } from '../core/geo/dissolve.ts'
import type { Shape } from '../core/geo/shape.ts'
import { gridded } from './places.ts'
import { shapeFromText } from './shapes.ts'

const gridNames = ['第一网格', '第二网格', '第三网格']
const countyDigits = 6
// Statistical codes of villages, townships and counties; grids have three digits more (domain.md §2.8).
const lengthsUpward = [12, 9, countyDigits]

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T

/** All rows for the import, parents first: about 50 ms. */
export function demoRows(): SourceRow[] {
  const shapes = demoShapes()
  const rows = rowsOfCounties(read<CountyList>('divisions.json')).map((row) => withShape(row, shapes.get(row.code)))
  const villages = rows.filter((row) => row.level === 5 && row.code.startsWith(gridded.county))
  return [...rows, ...villages.flatMap((village) => gridsOf(village, shapes))]
}

const withShape = (row: SourceRow, polygon: Shape | undefined): SourceRow =>
  polygon ? { ...row, polygon, geometrySource: row.level === 3 ? 'published' : 'demonstration' } : row

const gridsOf = (village: SourceRow, shapes: ReadonlyMap<string, Shape>): SourceRow[] =>
  gridNames.map((name, i) => {
    const code = `${village.code}${String(i + 1).padStart(3, '0')}`
    return withShape({ ...village, code, name, level: 6, parentCode: village.code }, shapes.get(code))
  })

/** By code: what the file has, and the townships and counties that follow from it. */
function demoShapes(): Map<string, Shape> {
  const shapes = new Map<string, Shape>()
  for (const [code, text] of Object.entries(read<Record<string, string>>('geometry.json')))
    shapes.set(code, shapeFromText(text))
  for (const length of lengthsUpward) {
    const below = [...shapes].filter(([code]) => code.length > length && code.length <= nextLength(length))
    for (const [code, parts] of Map.groupBy(below, ([part]) => part.slice(0, length)))
      shapes.set(code, dissolve(parts.map(([, shape]) => shape)))
  }
  return shapes
}

const nextLength = (length: number): number => (length === countyDigits ? 9 : length + 3)
