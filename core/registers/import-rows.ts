// What each row of a sheet says: its cells as values of fields, and everything about it that cannot be understood.
import { type Label, label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { SheetFault } from '../../contract/register-views.ts'
import type { Ctx } from '../context.ts'
import { type Datum, toWgs84 } from '../geo/datum.ts'
import { readCode } from '../matters/codes.ts'
import { codeOf } from './filter.ts'
import { fromCell, type SheetNames, shown, unchangedMark } from './sheet-cells.ts'
import { columnOf, plainText, type SheetColumn, sheetColumns } from './sheet-columns.ts'
import { divisionsNamed } from './sheet-names.ts'
import type { Cell, Sheet, SheetRow } from './sheet-read.ts'

export interface SaidRow {
  number: number
  /** As it is on the plate; null when the row has none. */
  code: string | null
  divisionId: number | undefined
  /** Values of the columns that are there; undefined for an empty cell. */
  values: Record<string, unknown>
  faults: SheetFault[]
}

/** The columns of a sheet in their order; null for headings that mean none. */
export interface Headed {
  columns: (SheetColumn | null)[]
  unknown: string[]
  faults: SheetFault[]
}

/** Reads the first row. A column that is missing or there twice is a fault of row 1: nothing can be read then. */
export function readHeadings(r: AnyRegister, headings: readonly string[]): Headed {
  const all = sheetColumns(r)
  const columns = headings.map((typed) => columnOf(all, typed) ?? null)
  const fault = (column: SheetColumn, message: Label): SheetFault => ({
    row: 1,
    field: column.field,
    column: column.label,
    message,
  })
  const twice = columns.filter((column, i): column is SheetColumn => column !== null && columns.indexOf(column) < i)
  const hasCode = columns.some((column) => column?.id === 'code')
  const missing = all.filter(
    (column) => !columns.includes(column) && !hasCode && (column.required || r.unique.includes(column.field)),
  )
  return {
    columns,
    unknown: headings.filter((typed, i) => columns[i] === null && typed.trim() !== '').map((typed) => shown(typed)),
    faults: [
      ...twice.map((column) => fault(column, label('这一列出现了两次', 'This column is there twice'))),
      ...missing.map((column) =>
        fault(column, label('缺少这一列；可先下载空表', 'This column is missing; the empty sheet has it')),
      ),
    ],
  }
}

const datumWords: Record<string, Datum> = {
  wgs84: 'wgs84',
  'wgs-84': 'wgs84',
  gps: 'wgs84',
  cgcs2000: 'wgs84',
  gcj02: 'gcj02',
  'gcj-02': 'gcj02',
  高德: 'gcj02',
  腾讯: 'gcj02',
  火星: 'gcj02',
  bd09: 'bd09',
  'bd-09': 'bd09',
  百度: 'bd09',
}

interface Reading {
  ctx: Ctx
  r: AnyRegister
  countyId: number
  names: SheetNames
  headed: Headed
  mergedRows: ReadonlySet<number>
}

/** Everything rows are read with. */
export function readingOf(ctx: Ctx, r: AnyRegister, countyId: number, names: SheetNames, sheet: Sheet): Reading {
  return { ctx, r, countyId, names, headed: readHeadings(r, sheet.headings), mergedRows: rowsOf(sheet.merged) }
}

const mostRows = 20_000

/** Rows below the first of a merged range: their cells are empty though they look filled. */
function rowsOf(ranges: readonly string[]): Set<number> {
  const rows = new Set<number>()
  for (const range of ranges) {
    const [from = 0, to = 0] = range.split(':').map((cell) => Number(cell.replace(/\D/g, '')))
    for (let row = from; row <= Math.min(to, from + mostRows); row++) rows.add(row)
  }
  return rows
}

/** Reads one row. */
export function readRow(reading: Reading, row: SheetRow): SaidRow {
  const { headed, r, names } = reading
  const said: SaidRow = { number: row.number, code: null, divisionId: undefined, values: {}, faults: [] }
  const parts = new Map<string, number | undefined>()
  let datum: Datum = 'wgs84'
  for (const [i, column] of headed.columns.entries()) {
    if (column === null) continue
    const cell = row.cells[i] ?? null
    const tell = (message: Label) =>
      said.faults.push({ row: row.number, field: column.field, column: column.label, message })
    if (column.id === 'code') said.code = readCodeCell(cell, tell)
    else if (column.id === 'division') said.divisionId = readDivision(reading, cell, tell)
    else if (column.id === 'datum') datum = readDatum(cell, tell)
    else if (cell !== unchangedMark) {
      const { value, fault } = fromCell(r, column, cell, names)
      if (fault) tell(fault)
      else if (column.widget === 'point') parts.set(column.id, value as number | undefined)
      else said.values[column.field] = value
    }
  }
  readPoints(reading, parts, datum, said)
  if (reading.mergedRows.has(row.number))
    said.faults.unshift(
      whole(
        row.number,
        label('有合并的单元格，请取消合并并逐行填写', 'It has merged cells; unmerge them and fill every row'),
      ),
    )
  return said
}

/** A fault of a whole row. */
export const whole = (row: number, message: Label): SheetFault => ({ row, field: '', column: null, message })

function readCodeCell(cell: Cell, tell: (message: Label) => void): string | null {
  if (cell === null) return null
  const code = readCode(String(cell).normalize('NFKC'))
  if (code === null)
    tell(label('条目码不对；新条目请留空', 'This is no code of an entry; leave it empty for a new one'))
  return code === null ? null : codeOf(code)
}

function readDivision({ ctx, countyId }: Reading, cell: Cell, tell: (message: Label) => void): number | undefined {
  if (cell === null) return undefined
  const typed = typeof cell === 'object' ? '' : String(cell).normalize('NFKC').trim()
  const [found, another] = divisionsNamed(ctx, countyId, typed)
  if (found === undefined)
    tell(
      label(
        `本县没有区划“${shown(cell)}”，请写 12 位代码或“乡镇 村”`,
        `The county has no division “${shown(cell)}”; write its code, or township and village`,
      ),
    )
  if (another !== undefined)
    tell(
      label(
        `“${shown(cell)}”不止一个，请写“乡镇 村”或代码`,
        `There is more than one “${shown(cell)}”; write township and village, or the code`,
      ),
    )
  return found
}

function readDatum(cell: Cell, tell: (message: Label) => void): Datum {
  if (cell === null) return 'wgs84'
  const datum = datumWords[plainText(String(cell))]
  if (!datum) tell(label('坐标系应为 WGS84、GCJ02 或 BD09', 'The datum must be WGS84, GCJ02 or BD09'))
  return datum ?? 'wgs84'
}

function readPoints({ headed }: Reading, parts: Map<string, number | undefined>, datum: Datum, said: SaidRow): void {
  const fields = new Set(headed.columns.flatMap((column) => (column?.widget === 'point' ? [column.field] : [])))
  for (const field of fields) {
    const [lng, lat] = [parts.get(`${field}.lng`), parts.get(`${field}.lat`)]
    const column = headed.columns.find((each) => each?.field === field)?.label ?? null
    const tell = (message: Label) => said.faults.push({ row: said.number, field, column, message })
    if (lng === undefined && lat === undefined) said.values[field] = undefined
    else if (lng === undefined || lat === undefined)
      tell(label('经度和纬度要一起填', 'Longitude and latitude are written together'))
    else if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
      tell(label('经度、纬度超出范围，可能填反了', 'Longitude or latitude is out of range; they may be exchanged'))
    else {
      const [x, y] = toWgs84(lng, lat, datum)
      const round = (degrees: number) => (datum === 'wgs84' ? degrees : Math.round(degrees * 1e6) / 1e6)
      said.values[field] = { lng: round(x), lat: round(y) }
    }
  }
}
