// The tree of divisions in memory, in nested-set order: who is below whom is a comparison of two numbers.
import { type Problem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { levels } from '../../contract/posts.ts'
import { dayNumber, dayText, never } from './days.ts'
import { type DivisionAlias, type FormerNames, formerNames } from './former-names.ts'
import { type Columns, type DivisionRow, inNestedOrder } from './nested-order.ts'
import { searchNames } from './search.ts'

/** A division as it is now. `path` holds the ids from the top: `/1/23/456/`. */
export interface Division {
  id: number
  parentId: number | null
  /** Its county, or itself when it is one; null above the counties. */
  countyId: number | null
  level: number
  code: string
  name: string
  path: string
  validFrom: string
  /** The first day on which it no longer was; null while it is. */
  validTo: string | null
}

export interface SearchLimits {
  /** Only this division and what is below it. */
  within?: number
  levels?: readonly number[]
  /** At most 100. */
  limit: number
}

export interface DivisionTree {
  size: number
  find(id: number): Division | undefined
  /** @throws input.unknown-division */
  get(id: number): Division
  /** From the top down to the division itself. */
  ancestors(id: number): Division[]
  /** One level below, by code, without those that ended. */
  children(id: number): Division[]
  /** Those without a parent. */
  roots(): Division[]
  /** The division itself and all below it, parents first, without those that ended. */
  below(id: number): Division[]
  /** The ids of the counties in a division, its own when it is one; those that ended too: what happened there stays. */
  counties(id: number): readonly number[]
  /** Whether no county lies outside it. */
  hasEveryCounty(id: number): boolean
  /** Whether a division is the other or below it. */
  isWithin(id: number, ancestorId: number): boolean
  /** By its code of today, or by the code it had on a day. Former codes are found too; the present bearer goes first. */
  findByCode(code: string, day?: string): Division | undefined
  /** What it was called on a day: a case of 2021 keeps the name the village had in 2021. */
  nameOn(id: number, day: string): string
  codeOn(id: number, day: string): string
  /** By the beginning or the middle of the name, beginnings first, or by the beginning of the code. */
  search(text: string, limits: SearchLimits): Division[]
}

/** Builds the tree. Rows come in any order, each parent among them; 665,000 take about a second and 100 MB. */
export function divisionTree(rows: readonly DivisionRow[], aliases: readonly DivisionAlias[] = []): DivisionTree {
  const c = inNestedOrder(rows)
  const former = formerNames(aliases)
  const at = (id: number): number => (id >= 0 && id < c.place.length ? (c.place[id] as number) : -1)
  const must = (id: number): number => {
    const i = at(id)
    if (i < 0) throw unknownDivision(id)
    return i
  }
  const view = remembering((i) => divisionOf(c, i))
  const open = (i: number): boolean => c.to[i] === never
  const countiesAt = remembering((i) =>
    rangeOf(i, c.end[i] as number)
      .filter((below) => c.levels[below] === countyLevel)
      .map((below) => c.ids[below] as number),
  )
  const countyCount = c.levels.reduce((count, level) => (level === countyLevel ? count + 1 : count), 0)
  return {
    size: c.ids.length,
    find: (id) => (at(id) < 0 ? undefined : view(at(id))),
    get: (id) => view(must(id)),
    ancestors: (id) => ancestorPlaces(c, must(id)).map(view),
    children: (id) => childPlaces(c, must(id)).filter(open).map(view),
    roots: () => rootPlaces(c).filter(open).map(view),
    below: (id) =>
      rangeOf(must(id), c.end[must(id)] as number)
        .filter(open)
        .map(view),
    counties: (id) => countiesAt(must(id)),
    hasEveryCounty: (id) => countiesAt(must(id)).length === countyCount,
    isWithin(id, ancestorId) {
      const [i, from] = [at(id), at(ancestorId)]
      return i >= 0 && from >= 0 && i >= from && i < (c.end[from] as number)
    },
    findByCode(code, day) {
      const bearers = codePlaces(c, code)
      const held = day === undefined ? bearers.find(open) : bearers.find((i) => isHeldOn(c, former, i, day))
      const earlier = former.bearerOf(code, day)
      const i = held ?? (earlier === undefined ? -1 : at(earlier))
      return i < 0 ? undefined : view(i)
    },
    nameOn: (id, day) => former.on(id, day)?.name ?? (c.names[must(id)] as string),
    codeOn: (id, day) => former.on(id, day)?.code ?? (c.codes[must(id)] as string),
    search(text, limits) {
      const from = limits.within === undefined ? 0 : must(limits.within)
      const to = limits.within === undefined ? c.ids.length : (c.end[from] as number)
      return searchNames(c, text, { from, to, levels: limits.levels, limit: limits.limit }).map(view)
    },
  }
}

const countyLevel = levels.indexOf('county')
const mostRemembered = 20_000

/** Views are made when asked for and kept: every report asks for the same few hundred, several times each. */
function remembering<T>(make: (i: number) => T): (i: number) => T {
  const known = new Map<number, T>()
  return (i) => {
    const before = known.get(i)
    if (before) return before
    if (known.size >= mostRemembered) known.clear()
    const made = Object.freeze(make(i))
    known.set(i, made)
    return made
  }
}

const unknownDivision = (id: number): Problem =>
  problem('input.unknown-division', { detail: label(`区划 ${id} 不存在`, `There is no division ${id}`) })

function divisionOf(c: Columns, i: number): Division {
  const up = ancestorPlaces(c, i)
  const county = up.find((a) => c.levels[a] === countyLevel)
  const parent = c.parents[i] as number
  const to = c.to[i] as number
  return {
    id: c.ids[i] as number,
    parentId: parent < 0 ? null : (c.ids[parent] as number),
    countyId: county === undefined ? null : (c.ids[county] as number),
    level: c.levels[i] as number,
    code: c.codes[i] as string,
    name: c.names[i] as string,
    path: `/${up.map((a) => c.ids[a]).join('/')}/`,
    validFrom: dayText(c.from[i] as number),
    validTo: to === never ? null : dayText(to),
  }
}

function ancestorPlaces(c: Columns, place: number): number[] {
  const found: number[] = []
  for (let i = place; i >= 0; i = c.parents[i] as number) found.unshift(i)
  return found
}

/** In nested order the first child follows its parent, and each next one follows the end of the one before. */
function childPlaces(c: Columns, place: number): number[] {
  const found: number[] = []
  for (let i = place + 1; i < (c.end[place] as number); i = c.end[i] as number) found.push(i)
  return found
}

function rootPlaces(c: Columns): number[] {
  const found: number[] = []
  for (let i = 0; i < c.ids.length; i = c.end[i] as number) found.push(i)
  return found
}

const rangeOf = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** All who bear a code now or bore it when they ended. */
function codePlaces(c: Columns, code: string): number[] {
  let low = 0
  let high = c.byCode.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((c.codes[c.byCode[middle] as number] as string) < code) low = middle + 1
    else high = middle
  }
  const found: number[] = []
  while (low < c.byCode.length && c.codes[c.byCode[low] as number] === code) found.push(c.byCode[low++] as number)
  return found
}

function isHeldOn(c: Columns, former: FormerNames, place: number, day: string): boolean {
  const n = dayNumber(day)
  const isThere = n >= (c.from[place] as number) && n < (c.to[place] as number)
  return isThere && former.on(c.ids[place] as number, day) === undefined
}
