// The thread that reads one spreadsheet and ends: what a hostile one breaks, breaks here.
import { parentPort, workerData } from 'node:worker_threads'
import exceljs from 'exceljs'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { type Cell, type Sheet, type SheetAnswer, sheetLimits } from './sheet-read.ts'

// Parts that only look: a rule for a whole column stands for a million cells there.
const ignoreNodes = [
  'dataValidations',
  'conditionalFormatting',
  'mergeCells',
  'hyperlinks',
  'drawing',
  'picture',
  'tableParts',
  'extLst',
  'autoFilter',
  'rowBreaks',
  'colBreaks',
  'headerFooter',
  'cols',
]

async function read(content: Uint8Array): Promise<SheetAnswer> {
  const parts = unpack(content)
  if (parts === null) return { fault: 'too-large' }
  const workbook = new exceljs.Workbook()
  // Packed again without compression: what is read now is as large as it was just seen to be.
  const repacked = Buffer.from(zipSync(parts, { level: 0 }))
  await workbook.xlsx.load(repacked as never, { ignoreNodes, maxRows: 3 * sheetLimits.rows } as never)
  const first = workbook.worksheets[0]
  if (!first) return { fault: 'empty' }
  return sheetOf(first, mergedIn(parts))
}

const isNeeded = (name: string): boolean => /\.(xml|rels)$/i.test(name) && !/media|vba|printerSettings/i.test(name)

function unpack(content: Uint8Array): Record<string, Uint8Array> | null {
  let total = 0
  const parts = unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (!isNeeded(name)) return false
      total += originalSize
      return total <= sheetLimits.unpackedBytes
    },
  })
  return total <= sheetLimits.unpackedBytes ? parts : null
}

const mostMerged = 1000

function mergedIn(parts: Record<string, Uint8Array>): string[] {
  const name = Object.keys(parts)
    .filter((each) => /worksheets\/[^/]+\.xml$/.test(each))
    .sort()[0]
  const xml = name === undefined ? '' : strFromU8(parts[name] as Uint8Array)
  return [...xml.matchAll(/<mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"/g)]
    .slice(0, mostMerged)
    .map(([, range]) => range as string)
}

function sheetOf(worksheet: exceljs.Worksheet, merged: string[]): SheetAnswer {
  const sheet: Sheet = { headings: [], rows: [], merged }
  let isTooWide = false
  worksheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: Cell[] = []
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const value = cellOf(cell.value)
      if (value === null) return
      if (column > sheetLimits.columns) isTooWide = true
      else cells[column - 1] = value
    })
    const dense = Array.from(cells, (cell) => cell ?? null)
    if (dense.length === 0) return
    if (sheet.headings.length === 0) sheet.headings = dense.map((cell) => (typeof cell === 'string' ? cell : ''))
    else if (sheet.rows.length <= sheetLimits.rows) sheet.rows.push({ number, cells: dense })
  })
  if (isTooWide) return { fault: 'too-many-columns' }
  if (sheet.rows.length > sheetLimits.rows) return { fault: 'too-many-rows' }
  return sheet.headings.length === 0 ? { fault: 'empty' } : { sheet }
}

const longestText = 40_000

function cellOf(value: exceljs.CellValue): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.trim() === '' ? null : value.slice(0, longestText)
  if (typeof value === 'number') return Number.isFinite(value) ? value : { error: String(value) }
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return dateCell(value)
  if ('formula' in value || 'sharedFormula' in value) return { formula: true }
  if ('error' in value) return { error: String(value.error) }
  if ('richText' in value) return cellOf(value.richText.map((part) => part.text).join(''))
  if ('text' in value) return cellOf(value.text as exceljs.CellValue)
  return null
}

function dateCell(at: Date): Cell {
  if (Number.isNaN(at.getTime())) return { error: '#DATE' }
  const [date = '', time = ''] = at.toISOString().split('T')
  return time.startsWith('00:00:00') && !date.startsWith('1899') ? { date } : { date, time: time.slice(0, 5) }
}

parentPort?.postMessage(
  await read(workerData as Uint8Array).catch(
    (fault: Error): SheetAnswer => ({
      fault: /max row count/i.test(fault.message) ? 'too-many-rows' : 'unreadable',
    }),
  ),
)
