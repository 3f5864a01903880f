// Parameters of OGC API – Features Part 1: what is not known or not valid is refused with 400 (/req/core/query-param-*).
import { fieldProblem } from '../../../contract/errors.ts'
import { label } from '../../../contract/label.ts'
import type { Bounds } from '../../../core/geo/shape.ts'
import { readMoment } from '../moment.ts'
import type { Boxes } from './box.ts'

/** A span of time, either end open. */
export interface Span {
  from: Date | null
  to: Date | null
}

export interface ItemsAsked {
  limit: number
  boxes: Boxes | null
  span: Span | null
  after: string | null
  level: string | null
}

export const usualLimit = 10
export const mostItems = 1000

export type Query = Readonly<Record<string, unknown>>

const wrong = (name: string, zh: string, en: string) => fieldProblem(name, label(zh, en))

/** Refuses parameters that the operation does not have, and those given twice. */
export function checkNames(query: Query, known: readonly string[]): void {
  for (const [name, value] of Object.entries(query)) {
    if (!known.includes(name))
      throw wrong(
        name,
        `没有这个参数;可用的有 ${known.join('、')}`,
        `There is no such parameter; known are ${known.join(', ')}`,
      )
    if (typeof value !== 'string') throw wrong(name, '只能出现一次', 'It may be given once only')
  }
}

/** The parameters of a list of features. */
export const itemParameters = ['f', 'limit', 'bbox', 'datetime', 'after'] as const

/** Reads the parameters of a list of features. */
export function readItems(query: Query, levels: readonly string[]): ItemsAsked {
  checkNames(query, levels.length > 0 ? [...itemParameters, 'level'] : itemParameters)
  const level = textOf(query, 'level')
  if (level !== null && !levels.includes(level))
    throw wrong('level', `应为 ${levels.join('、')}`, `One of: ${levels.join(', ')}`)
  return {
    limit: readLimit(textOf(query, 'limit')),
    boxes: readBoxes(textOf(query, 'bbox')),
    span: readSpan(textOf(query, 'datetime')),
    after: textOf(query, 'after'),
    level,
  }
}

const textOf = (query: Query, name: string): string | null => (typeof query[name] === 'string' ? query[name] : null)

/** A limit above the most is no mistake: the server gives what it gives (/req/core/fc-limit-definition). */
function readLimit(text: string | null): number {
  if (text === null) return usualLimit
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1)
    throw wrong('limit', `应为1到${mostItems}的整数`, `It must be a whole number from 1 to ${mostItems}`)
  return Math.min(Number(text), mostItems)
}

/** Four numbers, or six with heights, which nothing here has. West of east it crosses the antimeridian. */
function readBoxes(text: string | null): Boxes | null {
  if (text === null) return null
  const parts = text.split(',')
  const numbers = parts.map((part) =>
    /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/.test(part) ? Number(part) : Number.NaN,
  )
  const [west, south, east, north] = (numbers.length === 6 ? [0, 1, 3, 4] : [0, 1, 2, 3]).map(
    (i) => numbers[i] ?? Number.NaN,
  ) as Bounds
  const isSound = (numbers.length === 4 || numbers.length === 6) && numbers.every(Number.isFinite)
  const isOnEarth = Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north
  if (!isSound || !isOnEarth)
    throw wrong(
      'bbox',
      '应为四个数:西经度,南纬度,东经度,北纬度(WGS84)',
      'It must be four numbers: west, south, east, north in degrees of WGS84',
    )
  return west <= east
    ? [[west, south, east, north]]
    : [
        [west, south, 180, north],
        [-180, south, east, north],
      ]
}

/** A moment, or two with `/` between them of which one may be `..` or empty (RFC 3339; a day alone is a whole day in UTC). */
function readSpan(text: string | null): Span | null {
  if (text === null) return null
  const parts = text.split('/')
  const isOpen = (part: string | undefined) => part === '' || part === '..'
  const [first, last] = parts
  if (parts.length > 2 || first === undefined || (parts.length === 1 ? isOpen(first) : isOpen(first) && isOpen(last)))
    throw wrongSpan()
  const end = last ?? first
  const from = isOpen(first) ? null : readEdge(first, 'start')
  const to = isOpen(end) ? null : readEdge(end, 'end')
  if (from !== null && to !== null && from > to) throw wrongSpan()
  return { from, to }
}

const dayMs = 86_400_000

function readEdge(text: string, edge: 'start' | 'end'): Date {
  const read = readMoment(text, 'Z')
  if (!read || !(read.isDay || read.hasZone)) throw wrongSpan()
  return edge === 'end' && read.isDay ? new Date(read.at.getTime() + dayMs - 1) : read.at
}

const wrongSpan = () =>
  wrong(
    'datetime',
    '应为时刻(2026-01-31T00:00:00Z)或时段(起/止,一端可为 ..)',
    'It must be a moment (2026-01-31T00:00:00Z) or a span (start/end, one of which may be ..)',
  )
