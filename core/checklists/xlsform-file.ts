// XLSForm as a file: the workbook that other programs read and write.
import type exceljs from 'exceljs'
import { unzipSync } from 'fflate'
import { type Checklist, most } from '../../contract/checklist/form.ts'
import { fieldProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { ImportedChecklist } from '../../contract/round-views.ts'
import { newWorkbook } from '../files/workbook.ts'
import type { FileAnswer } from '../matters/export.ts'
import { readSheets } from './xlsform-read.ts'
import type { SheetRow, Sheets } from './xlsform-sheets.ts'
import { columns, writeSheets } from './xlsform-write.ts'

const mostUnpacked = 30_000_000
const mostRows = 5000
const mostCell = 4000

const notWorkbook = () =>
  fieldProblem(
    'file',
    label('这不是可读的 XLSX 文件', 'This is not an XLSX file that can be read'),
    'input.not-this-type',
  )

/** Reads an XLSForm. @throws input.not-this-type, input.too-large */
export async function readXlsform(content: Buffer): Promise<ImportedChecklist> {
  checkSize(content)
  const workbook = await newWorkbook()
  try {
    await workbook.xlsx.load(content as never)
  } catch {
    throw notWorkbook()
  }
  const sheets: Sheets = {
    survey: rowsOf(workbook, 'survey'),
    choices: rowsOf(workbook, 'choices'),
    settings: rowsOf(workbook, 'settings'),
  }
  if (sheets.survey.length === 0)
    throw fieldProblem('file', label('文件里没有 survey 表', 'The file has no sheet named survey'))
  return readSheets(sheets)
}

/** What a small file unpacks to is asked before it is unpacked. */
function checkSize(content: Buffer): void {
  let total = 0
  try {
    unzipSync(content, {
      filter: ({ originalSize }) => {
        total += originalSize
        return false
      },
    })
  } catch {
    throw notWorkbook()
  }
  if (total > mostUnpacked) throw fieldProblem('file', label('文件太大', 'The file is too large'), 'input.too-large')
}

function rowsOf(workbook: exceljs.Workbook, name: keyof Sheets): SheetRow[] {
  const sheet = workbook.worksheets.find((each) => each.name.trim().toLowerCase() === name)
  if (!sheet) return []
  if (sheet.rowCount > mostRows)
    throw fieldProblem(
      'file',
      label(`${name} 表超过 ${mostRows} 行`, `The sheet ${name} has more than ${mostRows} rows`),
      'input.too-large',
    )
  const heads = new Map<number, string>()
  sheet.getRow(1).eachCell((cell, column) => void heads.set(column, headOf(cell.text)))
  const rows: SheetRow[] = []
  sheet.eachRow((row, number) => {
    if (number === 1) return
    const cells: Record<string, string> = {}
    row.eachCell((cell, column) => {
      const text = cell.text.trim().slice(0, mostCell)
      if (text !== '') cells[heads.get(column) ?? `column ${column}`] = text
    })
    if (Object.keys(cells).length > 0) rows.push({ row: number, cells })
  })
  return rows
}

/** `list name`, `constraint message` and `Label :: English (en)` are other spellings of the same heads. */
function headOf(text: string): string {
  const [base = '', ...language] = text.trim().split(/\s*::?\s*(?=\S)/)
  const plain = base.toLowerCase().replace(/\s+/g, '_')
  return language.length > 0 ? `${plain}::${language.join('::')}` : plain
}

/** A checklist as an XLSForm. @throws input.too-large when it has more items than a checklist may */
export async function xlsformFile(form: Checklist, name: string): Promise<FileAnswer> {
  if (form.items.length > most.items)
    throw fieldProblem('form', label('检查表太长', 'The checklist is too long'), 'input.too-large')
  const sheets = writeSheets(form, name.replace(/[^\w-]/g, '_'), name.split('-').at(-1) ?? '1')
  const workbook = await newWorkbook()
  for (const sheetName of ['survey', 'choices', 'settings'] as const) {
    const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
    const heads = [...columns[sheetName]]
    sheet.columns = heads.map((header) => ({ header, key: header, width: header.includes('::') ? 36 : 16 }))
    sheet.getRow(1).font = { bold: true }
    for (const cells of sheets[sheetName])
      sheet.addRow(heads.map((head) => (cells as Record<string, string>)[head] ?? null))
  }
  return {
    fileName: `${name}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: Buffer.from(await workbook.xlsx.writeBuffer()),
  }
}
