// Goes through a checklist with the answers given so far: what is asked, what is wrong, what was found.
import type { Label } from '../label.ts'
import { asText, asTruth, evaluate, type Value } from './evaluate.ts'
import {
  type Answer,
  type Answers,
  type Checklist,
  type Item,
  isSection,
  type Placed,
  type Question,
  type Row,
  type Weight,
} from './form.ts'
import { compiled, outside, pathOf, type Raw, type Spot, type Values, valuesOf } from './values.ts'
import { whyWrong } from './wrong.ts'

/** An answer that is a fault by the rule of its item. */
export interface Found {
  item: string
  /** Which row of the repeat, from 0; null outside of one. */
  row: number | null
  label: Label
  weight: Weight
  basis: string | null
  /** Days an order gives; null when the item does not say. */
  days: number | null
}

export interface Filled {
  /** Only what is asked, and what is computed; ready to be kept. */
  answers: Answers
  /** What is wrong, by path: `name`, or `repeat.0.name`. */
  faults: Readonly<Record<string, Label>>
  found: readonly Found[]
  /** Paths of the questions and sections that are asked now. */
  asked: ReadonlySet<string>
  /** What was computed, by path. */
  computed: Readonly<Record<string, string>>
}

interface Walk {
  values: Values
  faults: Record<string, Label>
  found: Found[]
  asked: Set<string>
  computed: Record<string, string>
}

/** Goes through the answers. Never throws on what was typed. `now` is the moment of filling in, for `today()`. */
export function fillIn(form: Checklist, raw: Raw, now: Date): Filled {
  const walk: Walk = { values: valuesOf(form, raw, now), faults: {}, found: [], asked: new Set(), computed: {} }
  const answers: Record<string, Answer | Row[]> = {}
  visit(walk, form.items, outside, [], answers)
  return { answers, faults: walk.faults, found: walk.found, asked: walk.asked, computed: walk.computed }
}

type Into = Record<string, unknown>

function visit(walk: Walk, items: readonly Item[], spot: Spot, above: readonly string[], into: Into): void {
  const { values } = walk
  for (const item of items) {
    const conditions = item.relevant ? [...above, item.relevant] : above
    if (!values.asks(conditions, spot)) continue
    walk.asked.add(pathOf(item.name, spot))
    if (!isSection(item)) judge(walk, values.places.get(item.name) as Placed, spot, into)
    else if (item.type === 'group') visit(walk, item.items, spot, conditions, into)
    else {
      const rows = values.rowsOf(item.name).map((_, row) => {
        const filled: Into = {}
        visit(walk, item.items, { repeat: item.name, row }, conditions, filled)
        return filled
      })
      if (rows.length > 0) into[item.name] = rows
    }
  }
}

function judge(walk: Walk, placed: Placed, spot: Spot, into: Into): void {
  const { values } = walk
  const { question: q } = placed
  const path = pathOf(q.name, spot)
  const value = values.valueAt(placed, spot)
  const scope = values.scopeAt(spot, value)
  const raw = values.rawAt(q.name, spot)
  if (q.calculation !== undefined) walk.computed[path] = asText(value)
  const answer = q.calculation === undefined ? raw : computedAnswer(value)
  if (!isEmpty(answer) && q.type !== 'note') into[q.name] = answer
  const fault = q.calculation === undefined ? whyWrong(q, raw, scope) : null
  if (fault) walk.faults[path] = fault
  if (q.rule && !isEmpty(answer) && asTruth(evaluate(compiled(q.rule.finding), scope)))
    walk.found.push(foundBy(q, spot))
}

const foundBy = (q: Question, { row }: Spot): Found => ({
  item: q.name,
  row,
  label: q.label,
  weight: q.rule?.weight ?? 'should',
  basis: q.rule?.basis ?? null,
  days: q.rule?.days ?? null,
})

const computedAnswer = (value: Value): string | number => (typeof value === 'number' ? value : asText(value))

const isEmpty = (answer: unknown): boolean =>
  answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)
