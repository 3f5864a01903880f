// Reads the expressions of a checklist: the part of XPath that XLSForms use, without paths through a document.
// The libraries that exist evaluate over an XML document and need a DOM; ours runs over plain answers, on phone and server.
import { type Label, label } from '../label.ts'
import { most } from './form.ts'

export type Expression =
  | { is: 'number'; value: number }
  | { is: 'text'; value: string }
  | { is: 'answer'; name: string }
  | { is: 'self' }
  | { is: 'call'; name: string; args: readonly Expression[] }
  | { is: 'operation'; sign: string; left: Expression; right: Expression }
  | { is: 'minus'; of: Expression }

/** Why an expression cannot be read, and at which character (from 0). */
export class ExpressionFault extends Error {
  readonly why: Label
  readonly at: number
  constructor(why: Label, at: number) {
    super(why.en)
    this.why = why
    this.at = at
  }
}

/** Functions with the least and the greatest number of arguments. */
const functions: Readonly<Record<string, readonly [number, number]>> = {
  selected: [2, 2],
  'count-selected': [1, 1],
  count: [1, 1],
  sum: [1, 1],
  min: [1, 20],
  max: [1, 20],
  today: [0, 0],
  now: [0, 0],
  if: [3, 3],
  coalesce: [2, 2],
  regex: [2, 2],
  'string-length': [1, 1],
  concat: [1, 20],
  contains: [2, 2],
  not: [1, 1],
  true: [0, 0],
  false: [0, 0],
  number: [1, 1],
  string: [1, 1],
  int: [1, 1],
  round: [1, 2],
}

/** The functions an expression may call. */
export const functionNames: readonly string[] = Object.keys(functions)

interface Token {
  is: 'number' | 'text' | 'answer' | 'name' | 'sign' | 'end'
  value: string
  at: number
}

const pattern =
  /\s*(?:(?<number>\d+(?:\.\d+)?|\.\d+)|"(?<double>[^"]*)"|'(?<single>[^']*)'|\$\{\s*(?<answer>[A-Za-z_][\w.-]*)\s*\}|(?<name>[A-Za-z_][\w-]*)|(?<sign>!=|<=|>=|[=<>+\-*(),.]))/y

function tokensOf(text: string): Token[] {
  if (text.length > most.expression)
    throw new ExpressionFault(
      label(`表达式不能超过 ${most.expression} 个字符`, `An expression has at most ${most.expression} characters`),
      most.expression,
    )
  const tokens: Token[] = []
  for (let at = 0; text.slice(at).trim() !== ''; ) {
    pattern.lastIndex = at
    const groups = pattern.exec(text)?.groups
    if (!groups) throw new ExpressionFault(label('有看不懂的字符', 'There is a character with no meaning here'), at)
    tokens.push({ ...tokenOf(groups), at: at + spaceAt(text, at) })
    at = pattern.lastIndex
  }
  return [...tokens, { is: 'end', value: '', at: text.length }]
}

const spaceAt = (text: string, at: number): number => text.slice(at).length - text.slice(at).trimStart().length

function tokenOf(g: Record<string, string | undefined>): Pick<Token, 'is' | 'value'> {
  if (g.number !== undefined) return { is: 'number', value: g.number }
  if (g.answer !== undefined) return { is: 'answer', value: g.answer }
  if (g.name !== undefined) return { is: 'name', value: g.name }
  if (g.sign !== undefined) return { is: 'sign', value: g.sign }
  return { is: 'text', value: g.double ?? g.single ?? '' }
}

/** Signs from the weakest to the strongest; those of one line bind alike, from the left. */
const strengths: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
]
const deepest = 40

/** Reads one expression. @throws ExpressionFault with the character at fault */
export function readExpression(text: string): Expression {
  const tokens = tokensOf(text)
  let next = 0
  const peek = () => tokens[next] as Token
  const take = () => tokens[next++] as Token
  const isSign = (value: string) => peek().is === 'sign' && peek().value === value
  const expect = (value: string) => {
    if (!isSign(value)) throw new ExpressionFault(label(`这里应是“${value}”`, `Here “${value}” is expected`), peek().at)
    next++
  }
  const joined = (strength: number, depth: number): Expression => {
    if (depth > deepest) throw new ExpressionFault(label('括号套得太深', 'Too deeply nested'), peek().at)
    const signs = strengths[strength]
    if (!signs) return single(depth)
    let left = joined(strength + 1, depth)
    while (['sign', 'name'].includes(peek().is) && signs.includes(peek().value)) {
      const sign = take().value
      left = { is: 'operation', sign, left, right: joined(strength + 1, depth) }
    }
    return left
  }
  const single = (depth: number): Expression => {
    const token = take()
    if (token.is === 'number') return { is: 'number', value: Number(token.value) }
    if (token.is === 'text') return { is: 'text', value: token.value }
    if (token.is === 'answer') return { is: 'answer', name: token.value }
    if (token.is === 'name') return call(token, depth)
    if (token.is === 'sign' && token.value === '.') return { is: 'self' }
    if (token.is === 'sign' && token.value === '-') {
      if (depth > deepest) throw new ExpressionFault(label('括号套得太深', 'Too deeply nested'), token.at)
      return { is: 'minus', of: single(depth + 1) }
    }
    if (token.is === 'sign' && token.value === '(') {
      const inner = joined(0, depth + 1)
      expect(')')
      return inner
    }
    throw new ExpressionFault(label('表达式不完整', 'The expression is not complete'), token.at)
  }
  const call = (token: Token, depth: number): Expression => {
    const bounds = Object.hasOwn(functions, token.value) ? functions[token.value] : undefined
    if (!bounds)
      throw new ExpressionFault(
        label(`不支持函数 ${token.value}`, `The function ${token.value} is not supported`),
        token.at,
      )
    expect('(')
    const args: Expression[] = []
    while (!isSign(')')) {
      if (args.length > 0) expect(',')
      args.push(joined(0, depth + 1))
    }
    expect(')')
    if (args.length < bounds[0] || args.length > bounds[1])
      throw new ExpressionFault(
        label(`函数 ${token.value} 的参数个数不对`, `${token.value} is given the wrong number of arguments`),
        token.at,
      )
    return { is: 'call', name: token.value, args }
  }
  const whole = joined(0, 0)
  if (peek().is !== 'end')
    throw new ExpressionFault(label('这里之后是多余的', 'What follows here does not belong'), peek().at)
  return whole
}

/** The names an expression asks about. */
export function namesIn(e: Expression): string[] {
  switch (e.is) {
    case 'answer':
      return [e.name]
    case 'call':
      return e.args.flatMap(namesIn)
    case 'operation':
      return [...namesIn(e.left), ...namesIn(e.right)]
    case 'minus':
      return namesIn(e.of)
    default:
      return []
  }
}

/** The patterns an expression matches with, when they are written out; null for one that is computed. */
export function patternsIn(e: Expression): (string | null)[] {
  if (e.is === 'operation') return [...patternsIn(e.left), ...patternsIn(e.right)]
  if (e.is === 'minus') return patternsIn(e.of)
  if (e.is !== 'call') return []
  const inner = e.args.flatMap(patternsIn)
  const written = e.args[1]
  return e.name === 'regex' ? [...inner, written?.is === 'text' ? written.value : null] : inner
}
