// Writes a checklist as the rows of an XLSForm; read again they are the same checklist.
import type { Checklist, Choice, Item, Question } from '../../contract/checklist/form.ts'
import { isSection } from '../../contract/checklist/form.ts'
import type { Label } from '../../contract/label.ts'

export type Cells = Record<string, string>

export interface WrittenSheets {
  survey: Cells[]
  choices: Cells[]
  settings: Cells[]
}

/** Columns of each sheet in their order. */
export const columns = {
  survey: [
    'type',
    'name',
    ...both('label'),
    ...both('hint'),
    'required',
    'relevant',
    'constraint',
    ...both('constraint_message'),
    'calculation',
    'weight',
    'finding',
    'basis',
    'days',
  ],
  choices: ['list_name', 'name', ...both('label')],
  settings: [...both('form_title'), 'form_id', 'version', 'default_language'],
} as const

function both(column: string): [string, string] {
  return [`${column}::中文 (zh)`, `${column}::English (en)`]
}

const texts = (column: string, text: Label | undefined): Cells => {
  const [zh, en] = both(column)
  return text ? { [zh]: text.zh, [en]: text.en } : {}
}

/** The rows of a checklist. `formId` names it to other programs. */
export function writeSheets(form: Checklist, formId: string, version: string): WrittenSheets {
  const lists = new Map<string, { name: string; choices: readonly Choice[] }>()
  const survey = form.items.flatMap((item) => surveyRows(item, lists))
  const choices = [...lists.values()].flatMap((list) =>
    list.choices.map((choice) => ({ list_name: list.name, name: choice.name, ...texts('label', choice.label) })),
  )
  const settings = [{ ...texts('form_title', form.title), form_id: formId, version, default_language: '中文 (zh)' }]
  return { survey, choices, settings }
}

type Lists = Map<string, { name: string; choices: readonly Choice[] }>

function surveyRows(item: Item, lists: Lists): Cells[] {
  if (!isSection(item)) return [questionRow(item, lists)]
  return [
    {
      type: `begin_${item.type}`,
      name: item.name,
      ...texts('label', item.label),
      ...(item.relevant ? { relevant: item.relevant } : {}),
    },
    ...item.items.flatMap((each) => surveyRows(each, lists)),
    { type: `end_${item.type}` },
  ]
}

function questionRow(q: Question, lists: Lists): Cells {
  const { rule } = q
  const cells: Record<string, string | undefined> = {
    type: q.choices ? `${q.type} ${listName(q, q.choices, lists)}` : q.type,
    name: q.name,
    required: q.required === true ? 'yes' : q.required,
    relevant: q.relevant,
    constraint: q.constraint,
    calculation: q.calculation,
    weight: rule?.weight,
    finding: rule?.finding,
    basis: rule?.basis,
    days: rule?.days === undefined ? undefined : String(rule.days),
  }
  return {
    ...(Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined)) as Cells),
    ...texts('label', q.label),
    ...texts('hint', q.hint),
    ...texts('constraint_message', q.constraintMessage),
  }
}

/** Questions with the same choices share one list. */
function listName(q: Question, choices: readonly Choice[], lists: Lists): string {
  const key = JSON.stringify(choices)
  const known = lists.get(key)
  if (known) return known.name
  const name = `list_${q.name}`
  lists.set(key, { name, choices })
  return name
}
