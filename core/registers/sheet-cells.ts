// The values of fields as cells, and cells as values: what cannot be understood says why and how to write it.
import { isShapeWidget, marksOf } from '../../contract/fields.ts'
import { type Label, label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { readShapeText, shapeText, type TypedShape } from '../../contract/shape-text.ts'
import { plainText, type SheetColumn } from './sheet-columns.ts'
import type { Cell } from './sheet-read.ts'

/** Ids and names of what fields may name, both ways. */
export interface SheetNames {
  /** The name of what a value of a field names. */
  nameOf(field: string, value: unknown): string | undefined
  /** The values a name may stand for; more than one when it is not clear. */
  valuesOf(field: string, name: string): unknown[]
}

/** Stands for a shape too long for a cell: read again, it changes nothing. */
export const unchangedMark = '（不变 unchanged）'
const longestCell = 32_000

/** A value as a cell. Strings are written as strings, so a text that begins with `=` stays a text. */
export function toCell(r: AnyRegister, column: SheetColumn, values: Record<string, unknown>, names: SheetNames) {
  const value = values[column.field]
  if (value === undefined || value === null) return null
  const { 'x-choices': choices } = marksOf(r.fields[column.field], column.field)
  if (column.widget === 'point') return (value as Record<string, number>)[column.id.endsWith('.lng') ? 'lng' : 'lat']
  if (typeof value === 'number' && column.widget === 'number') return value
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (column.widget && isShapeWidget(column.widget)) {
    const text = shapeText(value as TypedShape)
    return text.length > longestCell ? unchangedMark : text
  }
  const text = choices?.[String(value)]?.zh ?? names.nameOf(column.field, value) ?? String(value)
  // What looks like an escape of OOXML (_x0041_) is escaped itself, or it would come back as the sign it means.
  return text.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
}

export type ReadCell = { value: unknown; fault: null } | { value: null; fault: Label }
const good = (value: unknown): ReadCell => ({ value, fault: null })
const bad = (zh: string, en: string): ReadCell => ({ value: null, fault: label(zh, en) })

/** The value a cell means; undefined for an empty one. */
export function fromCell(r: AnyRegister, column: SheetColumn, cell: Cell, names: SheetNames): ReadCell {
  if (cell === null) return good(undefined)
  if (typeof cell === 'object' && 'formula' in cell)
    return bad('这一格是公式，请选择性粘贴为数值', 'This cell holds a formula; paste it as a value')
  if (typeof cell === 'object' && 'error' in cell)
    return bad(`这一格是错误值 ${cell.error}，请改正`, `This cell holds the error ${cell.error}; correct it`)
  switch (column.widget) {
    case 'number':
    case 'point':
      return numberOf(cell)
    case 'yes':
      return yesOf(cell)
    case 'date':
      return dateOf(cell)
    case 'time':
      return timeOf(cell)
    case 'boundary':
    case 'line':
      return shapeOf(cell, column.widget)
    case 'choice':
      return choiceOf(r, column, cell)
    case 'category':
    case 'unit':
    case 'entry':
    case 'division':
      return namedOf(column, cell, names)
    default:
      return textOf(r, column, cell)
  }
}

function textOf(r: AnyRegister, column: SheetColumn, cell: Exclude<Cell, null>): ReadCell {
  const example = marksOf(r.fields[column.field], column.field)['x-example']
  if (typeof cell === 'number') {
    if (example !== undefined && !(Number.isSafeInteger(cell) && String(cell).length === example.length))
      return bad(
        `这里是数字 ${cell}，前面的 0 可能已丢失；请把该列设为文本，写成如 ${example}`,
        `This is the number ${cell} and may have lost zeros in front; make the column text and write it like ${example}`,
      )
    if (!Number.isSafeInteger(cell))
      return bad(`这里是数字 ${cell}，请把该列设为文本`, `This is the number ${cell}; make the column text`)
    return good(String(cell))
  }
  if (typeof cell === 'object' || typeof cell === 'boolean')
    return bad('这里应为文字，请把该列设为文本', 'This must be words; make the column text')
  const text = example === undefined ? cell.trim() : cell.normalize('NFKC').trim()
  return good(text === '' ? undefined : text)
}

const written = (cell: Exclude<Cell, null>): string =>
  typeof cell === 'object' ? ('date' in cell ? cell.date : '') : String(cell).normalize('NFKC').trim()

function numberOf(cell: Exclude<Cell, null>): ReadCell {
  if (typeof cell === 'number') return good(cell)
  if (typeof cell === 'string') {
    const text = cell.normalize('NFKC').replace(/[\s,]/g, '')
    if (text === '') return good(undefined)
    if (/^[-+]?\d+(\.\d+)?$/.test(text)) return good(Number(text))
  }
  return bad(`“${shown(cell)}”不是数字`, `“${shown(cell)}” is not a number`)
}

const yesWords: Record<string, boolean> = {
  是: true,
  有: true,
  yes: true,
  y: true,
  true: true,
  '1': true,
  '√': true,
  否: false,
  无: false,
  no: false,
  n: false,
  false: false,
  '0': false,
  '×': false,
}

function yesOf(cell: Exclude<Cell, null>): ReadCell {
  if (typeof cell === 'boolean') return good(cell)
  const text = written(cell).toLowerCase()
  if (text === '') return good(undefined)
  return text in yesWords
    ? good(yesWords[text])
    : bad(`“${shown(cell)}”应为“是”或“否”`, `“${shown(cell)}” must be 是 or 否 (yes or no)`)
}

function dateOf(cell: Exclude<Cell, null>): ReadCell {
  if (typeof cell === 'object' && 'date' in cell) return good(cell.date)
  if (typeof cell === 'number')
    return bad(
      `这里是数字 ${cell}，不是日期；请把该列设为日期，或写成 2026-09-01`,
      `This is the number ${cell}, not a date; format the column as a date or write 2026-09-01`,
    )
  const text = written(cell)
  if (text === '') return good(undefined)
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (!match)
    return bad(`“${shown(cell)}”不是日期，请写成 2026-09-01`, `“${shown(cell)}” is not a date; write 2026-09-01`)
  const day = `${match[1]}-${(match[2] as string).padStart(2, '0')}-${(match[3] as string).padStart(2, '0')}`
  const isDay = new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day
  return isDay ? good(day) : bad(`没有 ${day} 这一天`, `There is no day ${day}`)
}

function timeOf(cell: Exclude<Cell, null>): ReadCell {
  if (typeof cell === 'object' && 'date' in cell && cell.time !== undefined) return good(cell.time)
  const text = written(cell)
  if (text === '') return good(undefined)
  const match = /^(\d{1,2}):([0-5]\d)(?::\d\d)?$/.exec(text)
  return match && Number(match[1]) < 24
    ? good(`${(match[1] as string).padStart(2, '0')}:${match[2]}`)
    : bad(`“${shown(cell)}”不是时间，请写成 07:30`, `“${shown(cell)}” is not a time; write 07:30`)
}

function shapeOf(cell: Exclude<Cell, null>, widget: 'boundary' | 'line'): ReadCell {
  const text = written(cell)
  if (text === '') return good(undefined)
  const read = readShapeText(text, widget)
  return read.fault === null ? good(read.shape) : { value: null, fault: read.fault }
}

function choiceOf(r: AnyRegister, column: SheetColumn, cell: Exclude<Cell, null>): ReadCell {
  const choices = Object.entries(marksOf(r.fields[column.field], column.field)['x-choices'] ?? {})
  const wanted = plainText(written(cell))
  if (wanted === '') return good(undefined)
  const found = choices.find(([id, { zh, en }]) =>
    [id, zh, en, `${zh}${en}`].some((name) => plainText(name) === wanted),
  )
  if (found) return good(found[0])
  return bad(
    `“${shown(cell)}”不在可选范围内，可填：${choices.map(([, { zh }]) => zh).join('、')}`,
    `“${shown(cell)}” is none of: ${choices.map(([, { en }]) => en).join(', ')}`,
  )
}

function namedOf(column: SheetColumn, cell: Exclude<Cell, null>, names: SheetNames): ReadCell {
  const wanted = written(cell)
  if (wanted === '') return good(undefined)
  const [value, another] = names.valuesOf(column.field, wanted)
  if (value === undefined)
    return bad(
      `没有“${shown(cell)}”，请核对名称，或先登记`,
      `There is no “${shown(cell)}”; check the name, or add it first`,
    )
  if (another !== undefined)
    return bad(`“${shown(cell)}”不止一个，请写编号`, `There is more than one “${shown(cell)}”; write its code`)
  return good(value)
}

const mostShown = 40

/** A cell in a sentence: not longer than one reads. */
export function shown(cell: Cell): string {
  const text = cell === null ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
  return text.length > mostShown ? `${[...text].slice(0, mostShown).join('')}…` : text
}
