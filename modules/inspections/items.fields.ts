// How the checklists of this module ask: yes, no or not here; a "no" is a finding of a shall item, advice of a should item.
import type { Item, Question, Rule, Section } from '../../contract/checklist/form.ts'
import { type Label, label } from '../../contract/label.ts'

const states = [
  { name: 'yes', label: label('是', 'Yes') },
  { name: 'no', label: label('否', 'No') },
  { name: 'none', label: label('没有这一项', 'Not here') },
]

const asked = (name: string, words: Label, rule: Omit<Rule, 'finding'>): Question => ({
  type: 'select_one',
  name,
  label: words,
  required: true,
  choices: states,
  rule: { ...rule, finding: ". = 'no'" },
})

/** An item that must be so: a "no" is a finding, to be put right in so many days; `basis` is the law, with the article only where it was read. */
export const shall = (name: string, words: Label, days: number, basis?: string): Question =>
  asked(name, words, { weight: 'shall', days, ...(basis ? { basis } : {}) })

/** An item that should be so: a "no" is advice, shown again next time. */
export const should = (name: string, words: Label): Question => asked(name, words, { weight: 'should' })

/** A section of a checklist; shown always, or when `relevant` says so. */
export const section = (name: string, words: Label, items: Item[], relevant?: string): Section => ({
  type: 'group',
  name,
  label: words,
  items,
  ...(relevant ? { relevant } : {}),
})

/** Photos and words at the end of every checklist; neither is ever required. */
export const ending: Item[] = [
  { type: 'image', name: 'photos', label: label('照片', 'Photos') },
  { type: 'text', name: 'words', label: label('其他情况', 'Anything else') },
]
