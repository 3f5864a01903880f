// Spreadsheets come by this door: the library is large, and is loaded when somebody first asks for one.
import type exceljs from 'exceljs'

/** An empty workbook. */
export async function newWorkbook(): Promise<exceljs.Workbook> {
  const { default: library } = await import('exceljs')
  return new library.Workbook()
}
