// What a checklist is: sections with items, as a county's administrator writes them and a phone carries them.
import type { Label } from '../label.ts'

export const questionTypes = [
  'text',
  'integer',
  'decimal',
  'select_one',
  'select_multiple',
  'date',
  'time',
  'geopoint',
  'image',
  'note',
  'calculate',
] as const
export type QuestionType = (typeof questionTypes)[number]

/** `shall` (应): a fault is a finding and gets an order. `should` (宜): a fault is advice, shown again next time. */
export type Weight = 'shall' | 'should'

export interface Choice {
  name: string
  label: Label
}

/** What makes an answer a fault. `finding` is an expression in which `.` is the answer. */
export interface Rule {
  weight: Weight
  finding: string
  /** The rule the item stands on, such as an article of law; printed in the order. */
  basis?: string
  /** Days an order to rectify gives. */
  days?: number
}

export interface Question {
  type: QuestionType
  /** Its name in expressions and answers; one of its kind in the whole checklist. */
  name: string
  label: Label
  hint?: Label
  /** `true`, or an expression that says when. Photos may be asked for and are never required. */
  required?: true | string
  relevant?: string
  constraint?: string
  constraintMessage?: Label
  calculation?: string
  choices?: Choice[]
  rule?: Rule
}

/** A section, or a part that is filled in as often as needed. */
export interface Section {
  type: 'group' | 'repeat'
  name: string
  label: Label
  relevant?: string
  items: Item[]
}

export type Item = Question | Section

export interface Checklist {
  title: Label
  items: Item[]
}

/** What a checklist may hold at most: it is carried by phones and filled in by people. */
export const most = { items: 300, choices: 200, depth: 4, rows: 50, text: 2000, expression: 1000, bytes: 400_000 }

/** One answer. Several choices and photos (ids of files) are lists; rows of a repeat are lists of answers. */
export type Answer = string | number | readonly string[] | { lng: number; lat: number }
export type Row = { readonly [name: string]: Answer }
export type Answers = { readonly [name: string]: Answer | readonly Row[] }

/** Whether an item holds others. */
export const isSection = (item: Item): item is Section => item.type === 'group' || item.type === 'repeat'

/** A question with where it stands: the repeat it is in, and every condition above it. */
export interface Placed {
  question: Question
  /** Name of the repeat; null outside of one. */
  repeat: string | null
  /** Expressions that must all hold, outermost first, its own included. */
  conditions: readonly string[]
}

/** Every question in order, with where it stands. */
export function placedQuestions(form: Checklist): Placed[] {
  const placed: Placed[] = []
  const visit = (items: readonly Item[], repeat: string | null, above: readonly string[]) => {
    for (const item of items) {
      const conditions = item.relevant ? [...above, item.relevant] : above
      if (isSection(item)) visit(item.items, item.type === 'repeat' ? item.name : repeat, conditions)
      else placed.push({ question: item, repeat, conditions })
    }
  }
  visit(form.items, null, [])
  return placed
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The ids of files that answers name. No choice looks like one: names of choices are shorter. */
export const filesOf = (answers: unknown): string[] => {
  if (Array.isArray(answers)) return answers.flatMap((each) => (isFileId(each) ? [each] : filesOf(each)))
  if (answers === null || typeof answers !== 'object') return []
  return Object.values(answers).flatMap((each) => (typeof each === 'string' ? [] : filesOf(each)))
}

/** The answers with every file under another id: a phone gives its own, the server keeps it under another. */
export function withFiles<T>(answers: T, idOf: (id: string) => string): T {
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((each) => (isFileId(each) ? idOf(each) : renamed(each)))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, renamed(each)]))
  }
  return renamed(answers) as T
}

const isFileId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)
