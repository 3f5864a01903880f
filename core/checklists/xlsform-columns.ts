// The columns of an XLSForm: which are ours, which language a column is in, and which are not supported.
import { type Label, label } from '../../contract/label.ts'
import type { SheetFault } from '../../contract/round-views.ts'
import type { Sheets } from './xlsform-sheets.ts'

const translated = ['label', 'hint', 'constraint_message', 'form_title']
const known: Readonly<Record<keyof Sheets, readonly string[]>> = {
  survey: ['type', 'name', 'required', 'relevant', 'constraint', 'calculation', 'weight', 'finding', 'basis', 'days'],
  choices: ['list_name', 'name'],
  // What names a form to other programs says nothing to ours: a round has its own name and its own versions.
  settings: ['form_id', 'version', 'default_language'],
}
const texts: Readonly<Record<keyof Sheets, readonly string[]>> = {
  survey: ['label', 'hint', 'constraint_message'],
  choices: ['label'],
  settings: ['form_title'],
}

const zh = /\(zh[^)]*\)|中文|汉语|chinese/i
const en = /\(en[^)]*\)|english|英文/i

/** The language of a column such as `label::中文 (zh)`; null for one that is neither, `both` without any. */
function languageOf(head: string): 'zh' | 'en' | 'both' | null {
  const [, language] = head.split('::')
  if (language === undefined) return 'both'
  return zh.test(language) ? 'zh' : en.test(language) ? 'en' : null
}

const baseOf = (head: string): string => (head.split('::')[0] ?? '').trim()

/** A text of a row in both languages. A language that is missing says what the other does. */
export function labelIn(cells: Readonly<Record<string, string>>, column: string): Label | undefined {
  const found: Partial<Record<'zh' | 'en' | 'both', string>> = {}
  for (const [head, value] of Object.entries(cells)) {
    const language = baseOf(head) === column ? languageOf(head) : null
    if (language && value.trim() !== '') found[language] ??= value.trim()
  }
  const either = found.zh ?? found.both ?? found.en
  return either === undefined ? undefined : label(found.zh ?? either, found.en ?? found.both ?? either)
}

/** Columns that hold something and are not supported: one line for each cell, so that nobody looks for the place. */
export function nameFaultsOfColumns(sheets: Sheets): SheetFault[] {
  return (Object.keys(known) as (keyof Sheets)[]).flatMap((sheet) =>
    sheets[sheet].flatMap(({ row, cells }) =>
      Object.entries(cells)
        .filter(([head]) => !isKnown(sheet, head))
        .map(([column, value]) => ({
          sheet,
          row,
          column,
          value: value.slice(0, 100),
          why: translated.includes(baseOf(column))
            ? label('只支持中文和英文', 'Only Chinese and English are supported')
            : label(`不支持列 ${column}`, `The column ${column} is not supported`),
        })),
    ),
  )
}

const isKnown = (sheet: keyof Sheets, head: string): boolean =>
  known[sheet].includes(head) || (texts[sheet].includes(baseOf(head)) && languageOf(head) !== null)
