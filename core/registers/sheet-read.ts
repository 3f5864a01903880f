// Reads an XLSX that anybody may have made: in a thread of its own, with a limit to its memory, size and time.
import { Worker } from 'node:worker_threads'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { boundedQueue } from '../files/queue.ts'

/** A cell without the spreadsheet around it. Dates have no zone; a time alone has the first day there is. */
export type Cell =
  | null
  | string
  | number
  | boolean
  | { date: string; time?: string }
  | { formula: true }
  | { error: string }

export interface SheetRow {
  /** The number the spreadsheet shows at its left. */
  number: number
  cells: Cell[]
}

export interface Sheet {
  headings: string[]
  rows: SheetRow[]
  /** Ranges of merged cells, such as `A3:A9`. */
  merged: string[]
}

export const sheetLimits = { rows: 20_000, columns: 200, unpackedBytes: 120_000_000, readMs: 40_000 } as const

export type SheetFaultCode = 'unreadable' | 'too-large' | 'too-many-rows' | 'too-many-columns' | 'empty'
export type SheetAnswer = { sheet: Sheet } | { fault: SheetFaultCode }

const words: Record<SheetFaultCode, { zh: string; en: string }> = {
  unreadable: label('这不是可读取的 XLSX 文件', 'This is not an XLSX file that can be read'),
  'too-large': label('表格展开后太大，请分成几份', 'The sheet is too large once it is unpacked; split it'),
  'too-many-rows': label(
    `超过 ${sheetLimits.rows} 行（带格式的空行也算），请删去空行或分成几份`,
    `It has more than ${sheetLimits.rows} rows, empty ones with a format included; delete those or split it`,
  ),
  'too-many-columns': label(
    `超过 ${sheetLimits.columns} 列，请删去多余的列`,
    `It has more than ${sheetLimits.columns} columns; delete those that are not needed`,
  ),
  empty: label('第一张工作表里没有内容', 'The first worksheet is empty'),
}

const unreadable = (code: SheetFaultCode) => problem('registers.sheet-unreadable', { detail: words[code] })

// An XLSX is a ZIP, which begins so; anything else takes nobody's turn.
const zipMark = Buffer.from('PK\x03\x04')

// One at a time: a sheet takes all of a processor while it is read, and the other one is for everybody else.
const queue = boundedQueue(1, 10)

/** The first worksheet of an XLSX. @throws registers.sheet-unreadable with the reason, server.busy */
export async function readSheet(content: Buffer): Promise<Sheet> {
  if (!content.subarray(0, zipMark.length).equals(zipMark)) throw unreadable('unreadable')
  return queue.run(() => inThread(content))
}

function inThread(content: Buffer): Promise<Sheet> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
      workerData: content,
      resourceLimits: { maxOldGenerationSizeMb: 768 },
      // What a reader of spreadsheets says of a broken one is nothing for the log.
      stdout: true,
      stderr: true,
    })
    const timer = setTimeout(() => finish(() => reject(unreadable('too-large'))), sheetLimits.readMs)
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      settle()
      void worker.terminate()
    }
    worker.once('message', (answer: SheetAnswer) =>
      finish(() => ('sheet' in answer ? resolve(answer.sheet) : reject(unreadable(answer.fault)))),
    )
    worker.once('error', () => finish(() => reject(unreadable('too-large'))))
    worker.once('exit', () => finish(() => reject(unreadable('unreadable'))))
  })
}
