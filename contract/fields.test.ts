// Each field type takes what it is for and refuses the rest, in the words of JSON Schema.
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import {
  category,
  choice,
  contact,
  date,
  divisionRef,
  files,
  integer,
  listOf,
  marksOf,
  noteKeywords,
  paragraph,
  point,
  text,
  unitRef,
  yes,
} from './fields.ts'
import { label } from './label.ts'

const word = { label: label('词', 'Word') }
const ajv = new Ajv.default({ strict: false })
addFormats.default(ajv)
for (const keyword of noteKeywords) ajv.addKeyword(keyword)

const id = '01890000-0000-7000-8000-000000000001'
const cases: [name: string, field: object, good: unknown[], bad: unknown[]][] = [
  ['text', text({ ...word, max: 5 }), ['路灯', '🚧'], ['', '一二三四五六', 'a\u0007', 7]],
  ['paragraph', paragraph({ ...word, max: 9 }), ['一\n二', 'שלום'], ['a\u0000b', 'a\u001bb']],
  ['choice', choice({ low: word.label, high: word.label }, word), ['low'], ['medium', 1]],
  ['category', category('reports.categories', word), ['streetLight'], ['Street light', '']],
  ['unit', unitRef(word), [id], ['x', 5]],
  ['division', divisionRef(word), [7], [0, '7', 3_000_000_000]],
  ['date', date(word), ['2026-02-28'], ['2026-02-30', '28.2.2026']],
  ['integer', integer({ ...word, min: 1, max: 5 }), [1, 5], [0, 6, 2.5, '3']],
  ['yes', yes(word), [true, false], ['true', 1]],
  ['point', point(word), [{ lng: 109.2, lat: 27.3 }], [{ lng: 181, lat: 0 }, { lng: 1 }, { lng: 1, lat: 1, alt: 2 }]],
  [
    'contact',
    contact(word),
    [{ phone: '0745 622 2110' }, { name: '李' }],
    [{}, { phone: 'call me' }, { email: 'a@b.c' }],
  ],
  ['files', files({ ...word, max: 1 }), [[id], []], [[id, id], ['x']]],
  ['list', listOf(text({ ...word, max: 9 }), { ...word, min: 1, max: 2 }), [['a']], [[], ['a', 'b', 'c']]],
]

test.each(cases)('%s', (_, field, good, bad) => {
  const check = ajv.compile(field)
  for (const value of good) expect([value, check(value)]).toEqual([value, true])
  for (const value of bad) expect([value, check(value)]).toEqual([value, false])
})

test('a contact is sealed unless the definition says otherwise, everything else is open', () => {
  expect(marksOf(contact(word), 'contact')['x-privacy']).toBe('sealed')
  expect(marksOf(text({ ...word, max: 5 }), 'text')['x-privacy']).toBe('open')
})

test('a schema from elsewhere is a mistake that names the field', () => {
  expect(() => marksOf({ type: 'string' }, 'stray')).toThrow(/field stray was not made/)
})
