// The values that the expressions of a checklist see, computed when they are asked for and once.
import { asTruth, evaluate, type Scope, type Value } from './evaluate.ts'
import { type Expression, readExpression } from './expression.ts'
import { type Checklist, type Item, isSection, most, type Placed, placedQuestions, type Question } from './form.ts'

export type Raw = Readonly<Record<string, unknown>>

/** Where a value stands: outside of repeats (both null), or in one row of one. */
export interface Spot {
  repeat: string | null
  row: number | null
}

export const outside: Spot = { repeat: null, row: null }

/** The path of a question at a spot: `name`, or `repeat.0.name`. */
export const pathOf = (name: string, { repeat, row }: Spot): string =>
  repeat === null ? name : `${repeat}.${row}.${name}`

export interface Values {
  places: ReadonlyMap<string, Placed>
  rowsOf(repeat: string): readonly Raw[]
  rawAt(name: string, spot: Spot): unknown
  valueAt(placed: Placed, spot: Spot): Value
  scopeAt(spot: Spot, self: Value): Scope
  /** Whether all conditions hold there. */
  asks(conditions: readonly string[], spot: Spot): boolean
}

/** The values of a checklist with the answers given so far. */
export function valuesOf(form: Checklist, raw: Raw, now: Date): Values {
  const places = new Map(placedQuestions(form).map((p) => [p.question.name, p]))
  const repeats = repeatsOf(form.items)
  const known = new Map<string, Value>()
  const rowsOf = (repeat: string): readonly Raw[] => {
    const rows = raw[repeat]
    return Array.isArray(rows) ? rows.slice(0, most.rows).filter((r) => typeof r === 'object' && r !== null) : []
  }
  const rawAt = (name: string, spot: Spot): unknown =>
    spot.repeat === null ? raw[name] : rowsOf(spot.repeat)[spot.row ?? 0]?.[name]
  const valueAt = (placed: Placed, spot: Spot): Value => {
    const path = pathOf(placed.question.name, spot)
    const before = known.get(path)
    if (before !== undefined) return before
    // A circle of calculations is refused when a checklist is written; here it only must not run for ever.
    known.set(path, '')
    const value = asks(placed.conditions, spot) ? ownValue(placed.question, spot) : ''
    known.set(path, value)
    return value
  }
  const ownValue = (q: Question, spot: Spot): Value => {
    if (q.calculation === undefined) return plainValue(rawAt(q.name, spot))
    const value = evaluate(compiled(q.calculation), scopeAt(spot, ''))
    return typeof value === 'number' && Number.isNaN(value) ? '' : value
  }
  const scopeAt = (spot: Spot, self: Value): Scope => ({ self, now, valueOf: (name) => named(name, spot) })
  const named = (name: string, spot: Spot): Value => {
    if (repeats.has(name)) return rowsOf(name).map((_, i) => String(i + 1))
    const placed = places.get(name)
    if (!placed) return ''
    const { repeat } = placed
    if (repeat === null) return valueAt(placed, outside)
    if (repeat === spot.repeat) return valueAt(placed, spot)
    return rowsOf(repeat).map((_, row) => String(valueAt(placed, { repeat, row })))
  }
  const asks = (conditions: readonly string[], spot: Spot): boolean =>
    conditions.every((c) => asTruth(evaluate(compiled(c), scopeAt(spot, ''))))
  return { places, rowsOf, rawAt, valueAt, scopeAt, asks }
}

/** What was typed as a value of expressions: a place is its two numbers, as XLSForms have it. */
function plainValue(answer: unknown): Value {
  if (typeof answer === 'string' || typeof answer === 'number') return answer
  if (Array.isArray(answer)) return answer.map(String)
  if (answer !== null && typeof answer === 'object' && 'lat' in answer && 'lng' in answer)
    return `${answer.lat} ${answer.lng}`
  return ''
}

const repeatsOf = (items: readonly Item[]): Set<string> =>
  new Set(items.flatMap((i) => (isSection(i) ? [...(i.type === 'repeat' ? [i.name] : []), ...repeatsOf(i.items)] : [])))

const parsed = new Map<string, Expression>()
// The expressions of some hundred checklists; beyond that the memory begins anew.
const mostParsed = 5000

/** Reads an expression that was checked when its checklist was written, and remembers it. @throws ExpressionFault */
export function compiled(text: string): Expression {
  const known = parsed.get(text)
  if (known) return known
  if (parsed.size >= mostParsed) parsed.clear()
  const read = readExpression(text)
  parsed.set(text, read)
  return read
}
