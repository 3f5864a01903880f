// The same bulletin as a spreadsheet: a sheet for the summary and one for each table, with the same words.
import { newWorkbook } from '../../../core/files/workbook.ts'
import { summaryRows } from './bulletin.ts'
import type { Figures } from './figures.ts'
import { rowsWords } from './small-numbers.ts'

/** What is written as digits becomes a number that can be reckoned with. */
const cell = (words: string): string | number => (/^\d+$/.test(words) ? Number(words) : words)

export async function bulletinSheet(f: Figures): Promise<Buffer> {
  const workbook = await newWorkbook()
  workbook.created = f.asOf
  const summary = workbook.addWorksheet('总体情况')
  summary.columns = [24, 16, 48].map((width) => ({ width }))
  summary.addRow([f.office, `${f.from} — ${f.to}`, `截至 ${f.asOf.toISOString()}`])
  summary.addRow(['项目', '件数（比例）', '口径'])
  for (const [name, words, meaning] of summaryRows(f)) summary.addRow([name, cell(words), meaning])
  for (const { title, rows } of f.tables) {
    const sheet = workbook.addWorksheet(title)
    sheet.columns = [36, 16].map((width) => ({ width }))
    sheet.addRow(['项目', '件数'])
    for (const [name, words] of rowsWords(rows)) sheet.addRow([name, cell(words)])
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
