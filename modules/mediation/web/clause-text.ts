// Clauses with blanks: `【金额】` is a blank named 金额, filled once wherever it stands in the clause.
import type { ListEntryView } from '../../../contract/views.ts'

const blank = /【([^【】]{1,30})】/g

/** The names of the blanks of a text, each once, in order. */
export const blanksIn = (text: string): string[] => [
  ...new Set([...text.matchAll(blank)].map(([, name]) => name as string)),
]

/** The text with its blanks filled; a blank without a value stays. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(blank, (whole, name: string) => values[name]?.trim() || whole)

const numerals = '一二三四五六七八九十'

/** The terms with one more clause, numbered （一）（二）… after those that are there. */
export function withClause(terms: string, clause: string): string {
  const count = terms.split('\n').filter((line) => /^（[一二三四五六七八九十]+）/.test(line)).length
  const number = count < numerals.length ? numerals[count] : String(count + 1)
  return [...(terms.trim() === '' ? [] : [terms.trimEnd()]), `（${number}）${clause}`].join('\n')
}

export interface ClauseGroup {
  group: ListEntryView
  clauses: ListEntryView[]
}

/** The groups of clauses: those named like the cause first, then the ones for any cause, then the others. */
export function clauseGroups(
  entries: readonly ListEntryView[],
  causeName: string | undefined,
): { first: ClauseGroup[]; others: ClauseGroup[] } {
  const active = entries.filter((entry) => entry.active)
  const groups = active
    .filter((entry) => entry.under === null)
    .map((group) => ({ group, clauses: active.filter((entry) => entry.under === group.id) }))
    .filter(({ clauses }) => clauses.length > 0)
  const isOfCause = ({ group }: ClauseGroup) => group.label.zh === causeName
  const isGeneral = ({ group }: ClauseGroup) => group.id === 'general'
  return {
    first: [...groups.filter(isOfCause), ...groups.filter(isGeneral)],
    others: groups.filter((each) => !isOfCause(each) && !isGeneral(each)),
  }
}

export const clauseText = (entry: ListEntryView): string => String(entry.notes.text ?? '')
