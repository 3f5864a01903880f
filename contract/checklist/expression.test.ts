// Expressions mean what XLSForm says they mean; whatever else is typed gets a reason, never a crash or a hang.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate, type Value } from './evaluate.ts'
import { ExpressionFault, functionNames, readExpression } from './expression.ts'

const answers: Record<string, Value> = {
  age: 40,
  name: '王庄',
  lock: 'no',
  faults: ['wire', 'door'],
  rows: ['1', '2', '3'],
  sums: ['1', '2.5', ''],
  day: '2026-03-10',
  empty: '',
}
const now = new Date('2026-03-12T01:30:00+08:00')
const value = (text: string, self: Value = ''): Value =>
  evaluate(readExpression(text), { self, now, valueOf: (name) => answers[name] ?? '' })

test.each<[string, Value]>([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['7 div 2', 3.5],
  ['7 mod 2', 1],
  ['-${age} + 50', 10],
  ['10 - 2 - 3', 5],
  ['${age} >= 18 and ${age} < 60', true],
  ["${lock} = 'no' or ${name} = 'x'", true],
  ["not(${lock} = 'no')", false],
  ["${lock} != 'no'", false],
  ["selected(${faults}, 'door')", true],
  ["selected(${faults}, 'roof')", false],
  ['count-selected(${faults})', 2],
  ['count(${rows})', 3],
  ['sum(${rows})', 6],
  ['max(${rows})', 3],
  ["if(${age} > 30, 'old', 'new')", 'old'],
  ["coalesce(${empty}, 'none')", 'none'],
  ["coalesce(${name}, 'none')", '王庄'],
  ['string-length(${name})', 2],
  ["concat(${name}, '-', ${age})", '王庄-40'],
  ["contains(${name}, '庄')", true],
  ['today()', '2026-03-12'],
  ['now()', '2026-03-12T01:30:00+08:00'],
  ['today() - ${day}', 2],
  ['${day} < today()', true],
  ["${empty} = ''", true],
  ['${unknown} > 1', false],
  ['round(2.456, 2)', 2.46],
  ['int(2.9)', 2],
  ["number('12') = 12", true],
  ['true() and not(false())', true],
  ['.5 + .5', 1],
])('%s', (text, expected) => {
  expect(value(text)).toEqual(expected)
})

test('a dot is the answer itself', () => {
  expect(value('. >= 0 and . <= 10', 11)).toBe(false)
  expect(value(". = 'no'", 'no')).toBe(true)
})

test('a pattern matches the whole text', () => {
  expect(value("regex(., '[0-9]{3}')", '123')).toBe(true)
  expect(value("regex(., '[0-9]{3}')", '1234')).toBe(false)
})

test.each([
  ['1 +', 3],
  ["'open", 0],
  ['jr:choice-name(1)', 2],
  ['pulldata(1)', 0],
  ['if(1, 2)', 0],
  ['(1', 2],
  ['1 2', 2],
  ['${a b}', 0],
  ['1  2', 3],
  ['', 0],
])('%s is refused with the place', (text, at) => {
  try {
    readExpression(text)
    expect.unreachable()
  } catch (fault) {
    expect(fault).toBeInstanceOf(ExpressionFault)
    expect((fault as ExpressionFault).at).toBe(at)
  }
})

test('names of the language itself are no functions', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect(() => readExpression(`${name}(1)`)).toThrow(ExpressionFault)
})

const pieces = fc.constantFrom(
  ...functionNames.map((f) => `${f}(`),
  ...[
    '(',
    ')',
    ',',
    ' ',
    '.',
    '${age}',
    '${faults}',
    '${nope}',
    "'no'",
    '"x"',
    '1',
    '2.5',
    '-',
    '+',
    '*',
    '=',
    '!=',
    '<',
    '>=',
  ],
  ...[' and ', ' or ', ' div ', ' mod ', '王', '$', '{', '}', "'", '\n', '1e9', '..'],
)

test('whatever is typed is read or refused, and what is read has a value', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (typed) => {
      const text = typed.join('')
      let read: ReturnType<typeof readExpression>
      try {
        read = readExpression(text)
      } catch (fault) {
        return fault instanceof ExpressionFault && fault.at >= 0 && fault.at <= text.length
      }
      const result = evaluate(read, { self: 'no', now, valueOf: (name) => answers[name] ?? '' })
      return ['string', 'number', 'boolean', 'object'].includes(typeof result)
    }),
    { numRuns: 3000 },
  )
})

test('neither length nor depth brings it down', () => {
  expect(() => readExpression('('.repeat(500))).toThrow(ExpressionFault)
  expect(() => readExpression('-'.repeat(900))).toThrow(ExpressionFault)
  expect(() => readExpression('1+'.repeat(2000))).toThrow(ExpressionFault)
  expect(() => readExpression('not('.repeat(200))).toThrow(ExpressionFault)
})
