// A long form as questions, one a page: what is known already is not asked, what may be left out stands together.
import type { TSchema } from 'typebox'
import { describeField, type FormField, recordForm } from '../../../contract/derive/forms.ts'
import { label } from '../../../contract/label.ts'
import { isBlank } from '../../../ui/form/check.ts'

export type Values = Record<string, unknown>

/** Where the answer goes: into a field, an entry of a list, or a part of an entry. */
export interface Question {
  field: FormField
  name: string
  at: number | null
  part: string | null
}

export const keyOf = ({ name, at, part }: Question): string =>
  [name, at, part].filter((each) => each !== null).join('.')

/** The entry of a list as a field of its own. */
function entryField({ name, schema }: FormField): FormField | null {
  const items = (schema as { items?: TSchema }).items
  return items ? describeField(name, items, true) : null
}

/** All questions of a form, in order. Entries of `whole` are asked as one, others part by part. */
export function questionsOf(fields: readonly FormField[], values: Values, whole: readonly string[]): Question[] {
  return fields.flatMap((field): Question[] => {
    const { name } = field
    const entry = field.required && recordForm(field.schema).length > 0 ? entryField(field) : null
    if (!entry) return [{ field, name, at: null, part: null }]
    const entries = (values[name] as unknown[] | undefined) ?? [{}]
    return entries.flatMap((_, at): Question[] =>
      whole.includes(name)
        ? [{ field: entry, name, at, part: null }]
        : recordForm(entry.schema).map((inner) => ({ field: inner, name, at, part: inner.name })),
    )
  })
}

export function valueAt(values: Values, { name, at, part }: Question): unknown {
  if (at === null) return values[name]
  const entry = (values[name] as unknown[] | undefined)?.[at]
  return part === null ? entry : (entry as Values | undefined)?.[part]
}

/** The value of the whole field with one answer put in. */
export function withAnswer(values: Values, { name, at, part }: Question, answer: unknown): unknown {
  if (at === null) return answer
  const entries = [...((values[name] as unknown[] | undefined) ?? [])]
  entries[at] = part === null ? answer : { ...(entries[at] as Values | undefined), [part]: answer }
  return entries
}

const isVoice = ({ field }: Question): boolean => field.name === 'voice'

/** Pages: each question that must be answered has one; a voice note stands beside the words it may stand for. */
export function pagesOf(questions: readonly Question[], known: Values, whole: readonly string[]): Question[][] {
  const asked = questions.filter((each) => whole.includes(each.name) || isBlank(valueAt(known, each)))
  const pages: Question[][] = []
  for (const question of asked) {
    const last = pages.at(-1)
    const before = last?.at(-1)
    const isBeside = isVoice(question) && before?.field.widget === 'paragraph'
    const isAlso = !question.field.required && before?.field.required === false
    if (last && (isBeside || isAlso)) last.push(question)
    else pages.push([question])
  }
  return pages
}

/** The voice note that may stand for the words of a question, if it was recorded. */
export function spokenFor(questions: readonly Question[], values: Values, asked: Question): boolean {
  if (asked.field.widget !== 'paragraph') return false
  const next = questions[questions.findIndex((each) => keyOf(each) === keyOf(asked)) + 1]
  return next !== undefined && isVoice(next) && !isBlank(valueAt(values, next))
}

/** What stands in a record, which is Chinese, for words that were only spoken. */
export const spokenWords = '（见录音）'

/** Of several entries each is told by its number. */
export function numbered({ field, at, part }: Question): FormField {
  if (at === null || part !== null) return field
  return { ...field, label: label(`${field.label.zh} ${at + 1}`, `${field.label.en} ${at + 1}`) }
}
