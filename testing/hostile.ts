// Input as nobody should send it: bodies that fit a schema, then spoiled in places.
import fc from 'fast-check'
import type { TSchema } from 'typebox'

type Shape = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  'x-list'?: string
}

/** Values that exist, so that a body gets past the first look: ids, codes, categories. */
export interface Known {
  uuids: readonly string[]
  numbers: readonly number[]
  words: readonly string[]
  points: readonly { lng: number; lat: number }[]
  /** By id of a kept list. */
  entries: Readonly<Record<string, readonly string[]>>
}

const texts = ['路灯不亮', 'a', '村口小桥 👩‍👩‍👧‍👦', 'שלום عربي', '‮txt.exe', 'ＡＢＣ', 'e\u0301'.repeat(20)]

/** Values that fit a schema. */
export function fitting(schema: TSchema | Shape | undefined, known: Known): fc.Arbitrary<unknown> {
  const s = (schema ?? {}) as Shape
  if (s.const !== undefined) return fc.constant(s.const)
  if (s.enum) return fc.constantFrom(...s.enum)
  if (s.anyOf) return fc.oneof(...s.anyOf.map((each) => fitting(each, known)))
  switch (s.type) {
    case 'object':
      return fittingObject(s, known)
    case 'array':
      return fc.array(fitting(s.items, known), { minLength: s.minItems ?? 0, maxLength: Math.min(3, s.maxItems ?? 3) })
    case 'integer':
      return fc.oneof(fc.constantFrom(...known.numbers), fc.integer(range(s)))
    case 'number':
      return fc.double({ min: s.minimum ?? -200, max: s.maximum ?? 200, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'string':
      return fittingText(s, known)
    default:
      return fc.jsonValue()
  }
}

const lowVersion = fc.integer({ min: 1, max: 3 })
const range = (s: Shape) => ({ min: s.minimum ?? 0, max: Math.min(s.maximum ?? 1000, 2_147_483_647) })

function fittingObject(s: Shape, known: Known): fc.Arbitrary<unknown> {
  const shapes = Object.entries(s.properties ?? {})
  if (
    shapes
      .map(([name]) => name)
      .sort()
      .join() === 'lat,lng'
  )
    return fc.constantFrom(...known.points)
  const properties = shapes.map(([name, of]) => [name, name === 'version' ? lowVersion : fitting(of, known)] as const)
  const required = (s.required ?? []).filter((name) => name in (s.properties ?? {}))
  return fc.record(Object.fromEntries(properties), { requiredKeys: required as never[] })
}

function fittingText(s: Shape, known: Known): fc.Arbitrary<unknown> {
  if (s.format === 'uuid') return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...known.uuids) }, fc.uuid())
  if (s.format === 'date') return fc.constantFrom('2026-11-24', '2028-02-29', '0001-01-01', '9999-12-31')
  if (s.format === 'date-time')
    return fc.constantFrom(
      '2026-11-24T10:00:00Z',
      '2026-12-01T17:30:00+08:00',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
    )
  if (s['x-list']) return fc.constantFrom(...(known.entries[s['x-list']] ?? known.words))
  if (s.pattern) return fc.oneof(fc.constantFrom(...known.words), fc.constantFrom('000-1234-5678', '2026-11', 'name'))
  const longest = s.maxLength ?? 200
  const long = longest >= 1 ? ['长'.repeat(Math.min(longest, 10_000)), 'x'.repeat(Math.min(longest, 10_000))] : []
  return fc.oneof(fc.constantFrom(...known.words), fc.constantFrom(...texts, ...long))
}

/** What nobody expects in any place. */
const spoilt: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  '\ud800',
  'x\udfff',
  '‮',
  'x'.repeat(10_000),
  '👩‍👩‍👧‍👦'.repeat(400),
  `'; drop table matters; --`,
  '%s%n%_%',
  '../../etc/passwd',
  '{{7*7}}<script>',
  '2026-13-45',
  '0000-00-00T00:00:00Z',
  '2026-11-24T24:60:60Z',
  '2026-06-30T23:59:60Z',
  '00000000-0000-0000-0000-000000000000',
  [],
  [[[]]],
  {},
  { a: { b: { c: [] } } },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  { constructor: { prototype: { polluted: true } } },
  { toString: 1, length: -1 },
]

type Path = (string | number)[]

function pathsOf(value: unknown, here: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [here]
  const below = Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each, [...here, Array.isArray(value) ? Number(key) : key]),
  )
  return [here, ...below]
}

function replaced(value: unknown, [first, ...rest]: Path, change: (at: unknown) => unknown): unknown {
  if (first === undefined) return change(value)
  if (Array.isArray(value)) return value.map((each, i) => (i === first ? replaced(each, rest, change) : each))
  const object = value as Record<string, unknown>
  return { ...object, [first]: replaced(object[first], rest, change) }
}

const spoil = fc.tuple(
  fc.nat(),
  fc.constantFrom('replace', 'add', 'remove'),
  fc.constantFrom(...spoilt),
  fc.constantFrom('colour', '__proto__', 'data', ''),
)

/** A fitting body, every other time spoiled in up to three places. */
export const spoiled = (schema: TSchema | undefined, known: Known): fc.Arbitrary<unknown> =>
  fc.tuple(fitting(schema, known), fc.oneof(fc.constant([]), fc.array(spoil, { maxLength: 3 }))).map(([body, spoils]) =>
    spoils.reduce<unknown>((current, [n, how, value, name]) => {
      const paths = pathsOf(current)
      const path = paths[n % paths.length] ?? []
      if (how === 'replace') return replaced(current, path, () => value)
      if (how === 'remove') return without(current, path)
      return replaced(current, path, (at) => (isPlain(at) ? { ...at, [name]: value } : value))
    }, body),
  )

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function without(value: unknown, path: Path): unknown {
  const last = path.at(-1)
  if (last === undefined) return undefined
  return replaced(value, path.slice(0, -1), (at) =>
    isPlain(at) ? Object.fromEntries(Object.entries(at).filter(([key]) => key !== last)) : at,
  )
}
