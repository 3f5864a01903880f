// What an expression of a checklist amounts to. Plain values in, plain value out; bounded by the length of the expression.
import { dayOf } from '../calendar.ts'
import type { Expression } from './expression.ts'

/** A list is what a name inside a repeat means from outside: one value for each row. */
export type Value = string | number | boolean | readonly string[]

export interface Scope {
  /** The value of a question by its name; empty text when there is none. */
  valueOf(name: string): Value
  /** What `.` means. */
  self: Value
  now: Date
}

// A pattern is tried on no more than this: what people type into a line.
const longestMatched = 200

/** The value of an expression. Never throws on answers: what makes no sense is NaN or empty, as in XPath. */
export function evaluate(e: Expression, scope: Scope): Value {
  switch (e.is) {
    case 'number':
    case 'text':
      return e.value
    case 'answer':
      return scope.valueOf(e.name)
    case 'self':
      return scope.self
    case 'minus':
      return -asNumber(evaluate(e.of, scope))
    case 'call':
      return call(e.name, e.args, scope)
    case 'operation':
      return operate(e, scope)
  }
}

/** Whether a value counts as true: not empty, not zero, not NaN. */
export const asTruth = (v: Value): boolean =>
  typeof v === 'boolean' ? v : typeof v === 'number' ? v !== 0 && !Number.isNaN(v) : v.length > 0

/** A value as text; of a list its first. Whole numbers have no point. */
export const asText = (v: Value): string =>
  typeof v === 'object' ? (v[0] ?? '') : typeof v === 'number' && Number.isNaN(v) ? 'NaN' : String(v)

/** A value as a number: a date is its day since 1970, a time its part of a day; empty and other text is NaN. */
export function asNumber(v: Value): number {
  if (typeof v === 'number') return v
  if (typeof v === 'boolean') return v ? 1 : 0
  const text = asText(v).trim()
  if (text === '') return Number.NaN
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Date.parse(`${text}T00:00:00Z`) / 86_400_000
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return (Date.parse(text) + 8 * 3_600_000) / 86_400_000
  const time = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(text)
  if (time) return (Number(time[1]) * 60 + Number(time[2])) / 1440
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}

function operate({ sign, left, right }: Extract<Expression, { is: 'operation' }>, scope: Scope): Value {
  const a = evaluate(left, scope)
  if (sign === 'or') return asTruth(a) || asTruth(evaluate(right, scope))
  if (sign === 'and') return asTruth(a) && asTruth(evaluate(right, scope))
  const b = evaluate(right, scope)
  if (['=', '!=', '<', '<=', '>', '>='].includes(sign)) return compare(sign, a, b)
  const [x, y] = [asNumber(a), asNumber(b)]
  switch (sign) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case 'div':
      return x / y
    default:
      return x % y
  }
}

/** As in XPath 1.0: a list compares true when any of its values does. */
function compare(sign: string, a: Value, b: Value): boolean {
  if (typeof a === 'object') return a.some((each) => compare(sign, each, b))
  if (typeof b === 'object') return b.some((each) => compare(sign, a, each))
  if (sign === '=' || sign === '!=') return isSame(a, b) === (sign === '=')
  const [x, y] = [asNumber(a), asNumber(b)]
  if (sign === '<') return x < y
  if (sign === '<=') return x <= y
  return sign === '>' ? x > y : x >= y
}

function isSame(a: Exclude<Value, readonly string[]>, b: Exclude<Value, readonly string[]>): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return asTruth(a) === asTruth(b)
  if (typeof a === 'number' || typeof b === 'number') return asNumber(a) === asNumber(b)
  return a === b
}

const listOf = (v: Value): readonly string[] =>
  typeof v === 'object' ? v : asText(v) === '' ? [] : asText(v).split(/\s+/)

function call(name: string, args: readonly Expression[], scope: Scope): Value {
  const value = (i: number): Value => evaluate(args[i] as Expression, scope)
  const numbers = () => args.flatMap((_, i) => listOf(value(i))).map(asNumber)
  switch (name) {
    case 'selected':
      return listOf(value(0)).includes(asText(value(1)))
    case 'count-selected':
    case 'count':
      return listOf(value(0)).length
    case 'sum':
      return numbers().reduce((total, n) => total + n, 0)
    case 'min':
      return Math.min(...numbers())
    case 'max':
      return Math.max(...numbers())
    case 'if':
      return value(asTruth(value(0)) ? 1 : 2)
    case 'coalesce':
      return asText(value(0)) === '' ? value(1) : value(0)
    case 'today':
      return dayOf(scope.now)
    case 'now':
      return `${new Date(scope.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
    case 'not':
      return !asTruth(value(0))
    case 'true':
    case 'false':
      return name === 'true'
    default:
      return ofText(
        name,
        args.map((_, i) => value(i)),
      )
  }
}

function ofText(name: string, values: readonly Value[]): Value {
  const [first = '', second = ''] = values
  switch (name) {
    case 'regex':
      return matches(asText(first), asText(second))
    case 'string-length':
      return [...asText(first)].length
    case 'concat':
      return values.map(asText).join('')
    case 'contains':
      return asText(first).includes(asText(second))
    case 'number':
      return asNumber(first)
    case 'int':
      return Math.trunc(asNumber(first))
    case 'round':
      return rounded(asNumber(first), values.length > 1 ? asNumber(second) : 0)
    default:
      return asText(first)
  }
}

function rounded(n: number, digits: number): number {
  const scale = 10 ** Math.max(0, Math.min(10, Math.trunc(digits) || 0))
  return Math.round(n * scale) / scale
}

/** Matches the whole text. A pattern that is none, or too long a text, does not match. */
function matches(text: string, pattern: string): boolean {
  if (text.length > longestMatched) return false
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text)
  } catch {
    return false
  }
}
