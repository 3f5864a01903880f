// Reads the rows of an XLSForm into a checklist. What is not supported is named by sheet, row and value; nothing is dropped in silence.
import { checklistFaults } from '../../contract/checklist/faults.ts'
import type { Checklist, Choice, Item, Question, QuestionType, Rule, Section } from '../../contract/checklist/form.ts'
import { type Label, label } from '../../contract/label.ts'
import type { ImportedChecklist, SheetFault } from '../../contract/round-views.ts'
import { labelIn, nameFaultsOfColumns } from './xlsform-columns.ts'
import type { SheetRow, Sheets } from './xlsform-sheets.ts'

/** XLSForm's words for our types, its older spellings included. */
const types: Readonly<Record<string, QuestionType>> = {
  text: 'text',
  string: 'text',
  integer: 'integer',
  int: 'integer',
  decimal: 'decimal',
  date: 'date',
  time: 'time',
  geopoint: 'geopoint',
  image: 'image',
  photo: 'image',
  note: 'note',
  calculate: 'calculate',
}

interface Reading {
  faults: SheetFault[]
  lists: ReadonlyMap<string, Choice[]>
  /** Sections begun and not ended, the innermost last; the first is the whole. */
  open: { section: Section | null; items: Item[]; row: number }[]
  rowOf: Map<string, number>
}

/** Reads sheets. `form` is null when nothing in them can be asked. */
export function readSheets(sheets: Sheets): ImportedChecklist {
  const faults = nameFaultsOfColumns(sheets)
  const reading: Reading = {
    faults,
    lists: choiceLists(sheets.choices, faults),
    open: [{ section: null, items: [], row: 1 }],
    rowOf: new Map(),
  }
  for (const row of sheets.survey) readRow(reading, row)
  for (const left of reading.open.slice(1))
    faults.push(
      faultAt(left.row, 'type', left.section?.type ?? '', label('分组没有结束', 'This section is never ended')),
    )
  const form: Checklist = { title: titleOf(sheets.settings), items: reading.open[0]?.items ?? [] }
  for (const { item, part, why } of checklistFaults(form))
    faults.push(faultAt(reading.rowOf.get(item) ?? 1, columnOf(part), item, why))
  return { form: form.items.length > 0 ? form : null, faults: faults.toSorted(bySheetAndRow) }
}

const sheetOrder = ['survey', 'choices', 'settings']
const bySheetAndRow = (a: SheetFault, b: SheetFault) =>
  sheetOrder.indexOf(a.sheet) - sheetOrder.indexOf(b.sheet) || a.row - b.row

const faultAt = (row: number, column: string, value: string, why: Label): SheetFault => ({
  sheet: 'survey',
  row,
  column,
  value: value.slice(0, 100),
  why,
})

const columnOf = (part: string): string => (part === 'choices' ? 'type' : part === 'items' ? 'type' : part)

function readRow(reading: Reading, { row, cells }: SheetRow): void {
  const type = (cells.type ?? '').trim().replace(/\s+/g, ' ')
  if (type === '') {
    reading.faults.push(faultAt(row, 'type', '', label('这一行没有类型', 'This row has no type')))
    return
  }
  const section = /^begin[ _](group|repeat)$/.exec(type)
  if (section) begin(reading, section[1] as 'group' | 'repeat', row, cells)
  const ended = /^end[ _](group|repeat)$/.exec(type)
  if (ended) end(reading, ended[1] as 'group' | 'repeat', row)
  if (section || ended) return
  const question = questionOf(reading, type, row, cells)
  if (!question) return
  reading.rowOf.set(question.name, row)
  reading.open.at(-1)?.items.push(question)
}

function begin(reading: Reading, type: 'group' | 'repeat', row: number, cells: SheetRow['cells']): void {
  const name = cells.name?.trim() ?? ''
  const section: Section = {
    type,
    name,
    label: labelIn(cells, 'label') ?? label(name || type, name || type),
    ...(cells.relevant ? { relevant: cells.relevant } : {}),
    items: [],
  }
  reading.rowOf.set(name, row)
  reading.open.at(-1)?.items.push(section)
  reading.open.push({ section, items: section.items, row })
}

function end(reading: Reading, type: 'group' | 'repeat', row: number): void {
  if (reading.open.at(-1)?.section?.type === type) reading.open.pop()
  else
    reading.faults.push(
      faultAt(row, 'type', `end ${type}`, label('没有与它对应的开始', 'Nothing of this sort was begun before it')),
    )
}

function questionOf(reading: Reading, type: string, row: number, cells: SheetRow['cells']): Question | null {
  const select = /^select[ _](one|multiple) (\S+)( or[ _]other)?$/.exec(type)
  const plain = Object.hasOwn(types, type) ? types[type] : undefined
  if (!select && !plain) {
    reading.faults.push(faultAt(row, 'type', type, label(`不支持类型 ${type}`, `The type ${type} is not supported`)))
    return null
  }
  if (select?.[3])
    reading.faults.push(faultAt(row, 'type', type, label('不支持 or_other', 'or_other is not supported')))
  const name = cells.name?.trim() ?? ''
  const own = labelIn(cells, 'label')
  if (!own && plain !== 'calculate')
    reading.faults.push(faultAt(row, 'label', name, label('这一项没有文字', 'This item has no label')))
  const choices = select ? choicesOf(reading, select[2] as string, row) : undefined
  const hint = labelIn(cells, 'hint')
  const message = labelIn(cells, 'constraint_message')
  const required = requiredOf(cells.required)
  const rule = ruleOf(reading, row, cells, choices)
  return {
    type: plain ?? (select?.[1] === 'one' ? 'select_one' : 'select_multiple'),
    name,
    label: own ?? label(name || '—', name || '—'),
    ...(hint ? { hint } : {}),
    ...(required ? { required } : {}),
    ...(cells.relevant ? { relevant: cells.relevant } : {}),
    ...(cells.constraint ? { constraint: cells.constraint } : {}),
    ...(message ? { constraintMessage: message } : {}),
    ...(cells.calculation ? { calculation: cells.calculation } : {}),
    ...(choices ? { choices } : {}),
    ...(rule ? { rule } : {}),
  }
}

function requiredOf(cell: string | undefined): true | string | undefined {
  const text = (cell ?? '').trim()
  if (/^(yes|true|true\(\)|1)$/i.test(text)) return true
  return text === '' || /^(no|false|false\(\)|0)$/i.test(text) ? undefined : text
}

/** Our own columns: `weight` (shall or should), `finding`, `basis`, `days`. Other programs leave them alone. */
function ruleOf(
  reading: Reading,
  row: number,
  { weight, finding, basis, days }: SheetRow['cells'],
  choices: readonly Choice[] | undefined,
): Rule | undefined {
  const fault = (column: string, value: string, why: Label) =>
    void reading.faults.push(faultAt(row, column, value, why))
  if (weight === undefined) {
    for (const [column, value] of Object.entries({ finding, basis, days }))
      if (value !== undefined)
        fault(column, value, label('缺少 weight（shall 或 should）', 'weight (shall or should) is missing'))
    return undefined
  }
  if (weight !== 'shall' && weight !== 'should') {
    fault('weight', weight, label('应为 shall 或 should', 'It is shall or should'))
    return undefined
  }
  const usual = choices?.some(({ name }) => name === 'no') ? ". = 'no'" : undefined
  const expression = finding ?? usual
  if (expression === undefined) {
    fault('finding', '', label('没有说明什么算问题', 'It does not say what counts as a finding'))
    return undefined
  }
  return {
    weight,
    finding: expression,
    ...(basis ? { basis } : {}),
    ...(days ? { days: Number(days) } : {}),
  }
}

function choicesOf(reading: Reading, list: string, row: number): Choice[] {
  const found = reading.lists.get(list)
  if (!found)
    reading.faults.push(
      faultAt(row, 'type', list, label(`choices 表里没有 ${list}`, `The sheet choices has no list ${list}`)),
    )
  return (found ?? []).map((choice) => ({ ...choice }))
}

function choiceLists(rows: readonly SheetRow[], faults: SheetFault[]): Map<string, Choice[]> {
  const lists = new Map<string, Choice[]>()
  for (const { row, cells } of rows) {
    const list = cells.list_name?.trim()
    const name = cells.name?.trim()
    const fault = (column: string, why: Label) =>
      void faults.push({ sheet: 'choices', row, column, value: name ?? '', why })
    if (!list || !name) {
      fault(list ? 'name' : 'list_name', label('选项缺少列表名或名称', 'A choice needs list_name and name'))
      continue
    }
    const own = labelIn(cells, 'label')
    if (!own) fault('label', label('选项没有文字', 'The choice has no label'))
    lists.set(list, [...(lists.get(list) ?? []), { name, label: own ?? label(name, name) }])
  }
  return lists
}

const untitled = label('检查表', 'Checklist')

function titleOf(rows: readonly SheetRow[]): Label {
  const cells = rows[0]?.cells ?? {}
  return labelIn(cells, 'form_title') ?? untitled
}
