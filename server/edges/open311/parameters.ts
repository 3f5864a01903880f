// Reads the parameters of a request: an empty one is as good as none, a repeated one is a list (GeoReport v2).
import { readMoment } from '../moment.ts'
import { wrong } from './refuse.ts'

export interface Given {
  /** Single values by name; repeated ones are joined by commas. */
  values: ReadonlyMap<string, string>
  /** Values of `attribute[code]`. */
  attributes: ReadonlyMap<string, readonly string[]>
}

const mostParameters = 200
const longestId = 100

/** The parameters of a query string, and of a form that came in the body. */
export function givenOf(query: string, body: unknown): Given {
  const values = new Map<string, string>()
  const attributes = new Map<string, string[]>()
  const pairs = [...new URLSearchParams(query), ...(body instanceof URLSearchParams ? body : [])]
  if (pairs.length > mostParameters) throw wrong('', '参数太多', 'There are too many parameters')
  for (const [name, raw] of pairs) {
    const value = raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim()
    if (value === '') continue
    const code = /^attribute\[([^\]]{1,60})\](\[\])?$/.exec(name)?.[1]
    if (code !== undefined) attributes.set(code, [...(attributes.get(code) ?? []), value])
    else values.set(name, values.has(name) ? `${values.get(name)},${value}` : value)
  }
  return { values, attributes }
}

/** A list separated by commas, without empty entries; undefined when it was not given. */
export function listOf(given: Given, name: string, most: number): string[] | undefined {
  const text = given.values.get(name)
  if (text === undefined) return undefined
  const entries = text.split(',').flatMap((entry) => entry.trim() || [])
  if (entries.length > most) throw wrong(name, `最多${most}项`, `At most ${most} of them`)
  for (const entry of entries) if (entry.length > longestId) throw wrong(name, '内容太长', 'An entry is too long')
  return entries
}

/** A whole number between two bounds. */
export function wholeOf(given: Given, name: string, least: number, most: number): number | undefined {
  const text = given.values.get(name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value < least || value > most)
    throw wrong(name, `应为${least}到${most}的整数`, `It must be a whole number from ${least} to ${most}`)
  return value
}

/** A moment in W3C form; without a zone it is one of Asia/Shanghai, a day alone is its beginning. */
export function momentOf(given: Given, name: string): Date | undefined {
  const text = given.values.get(name)
  if (text === undefined) return undefined
  const read = readMoment(text, '+08:00')
  if (read) return read.at
  throw wrong(
    name,
    '应为日期时间,如 2026-01-31T08:00:00+08:00',
    'It must be a date and time such as 2026-01-31T08:00:00+08:00',
  )
}

/** A number of degrees. */
export function degreesOf(given: Given, name: string, most: number): number | undefined {
  const text = given.values.get(name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (!/^[+-]?\d{1,3}(\.\d{1,20})?$/.test(text) || Math.abs(value) > most)
    throw wrong(name, `应为-${most}到${most}的度数`, `It must be a number of degrees from -${most} to ${most}`)
  return value
}
