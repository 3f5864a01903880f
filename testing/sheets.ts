// Spreadsheets as tests make them: rows to XLSX, and an import through HTTP as the wizard does it.
import { randomUUID } from 'node:crypto'
import exceljs from 'exceljs'
import type { ImportReport } from '../contract/register-views.ts'
import type { Answer, Client } from './client.ts'

/** Rows as an XLSX; the first holds the headings. */
export async function sheetOf(
  rows: readonly (readonly unknown[])[],
  change: (sheet: exceljs.Worksheet) => void = () => undefined,
): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('Sheet1')
  for (const row of rows) sheet.addRow([...row])
  change(sheet)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** The rows of an XLSX, headings included, as plain values. */
export async function rowsOf(content: Buffer): Promise<unknown[][]> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(content as never)
  const rows: unknown[][] = []
  workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows
}

/** The dry run of a sheet. */
export const checkSheet = (
  client: Client,
  register: string,
  content: Buffer,
  id: string = randomUUID(),
): Promise<Answer> =>
  client.post(`${register}/imports`, { id, fileName: 'sheet.xlsx', content: content.toString('base64') })

/** The loading of what a dry run accepted. */
export const loadSheet = (client: Client, register: string, { id }: Pick<ImportReport, 'id'>): Promise<Answer> =>
  client.post(`${register}/imports/${id}/load`)
