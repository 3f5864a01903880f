// Lays divisions out in nested-set order in typed arrays: a whole nation fits in some 100 MB.
import { invariant } from '../../contract/errors.ts'
import { dayNumber, never } from './days.ts'

/** A row of `divisions`, without its geometry. */
export interface DivisionRow {
  id: number
  parentId: number | null
  level: number
  code: string
  name: string
  validFrom: string
  validTo: string | null
}

/** All by place in nested order, siblings by code. What is below `i` is at `i + 1` … `end[i] - 1`. */
export interface Columns {
  ids: Int32Array
  /** Place of the parent, -1 at the top. */
  parents: Int32Array
  end: Int32Array
  levels: Uint8Array
  from: Int32Array
  to: Int32Array
  codes: string[]
  names: string[]
  /** By id: its place, or -1. */
  place: Int32Array
  /** Places sorted by code. */
  byCode: Int32Array
}

/** Orders rows that come in any order. Throws when a parent is missing, or a division hangs below itself. */
export function inNestedOrder(rows: readonly DivisionRow[]): Columns {
  const byCode = rows.map((_, i) => i).sort((a, b) => compare(rowAt(rows, a).code, rowAt(rows, b).code))
  const { order, end } = walk(linkChildren(rows, byCode))
  invariant(order.length === rows.length, `${rows.length - order.length} divisions hang below themselves`)
  const sorted = order.map((row) => rowAt(rows, row))
  const place = numbersById(sorted)
  const placeOfRow = new Int32Array(rows.length)
  order.forEach((row, i) => {
    placeOfRow[row] = i
  })
  const dayOf = remembered(dayNumber)
  return {
    ids: Int32Array.from(sorted, (row) => row.id),
    parents: Int32Array.from(sorted, (row) => (row.parentId === null ? -1 : (place[row.parentId] as number))),
    end,
    levels: Uint8Array.from(sorted, (row) => row.level),
    from: Int32Array.from(sorted, (row) => dayOf(row.validFrom)),
    to: Int32Array.from(sorted, (row) => (row.validTo === null ? never : dayOf(row.validTo))),
    codes: sorted.map((row) => row.code),
    names: sorted.map((row) => row.name),
    place,
    byCode: Int32Array.from(byCode, (row) => placeOfRow[row] as number),
  }
}

const rowAt = (rows: readonly DivisionRow[], i: number): DivisionRow => rows[i] as DivisionRow
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By id: the number of its row, or -1. */
function numbersById(rows: readonly DivisionRow[]): Int32Array {
  const highest = rows.reduce((most, row) => Math.max(most, row.id), 0)
  const numbers = new Int32Array(highest + 1).fill(-1)
  rows.forEach((row, i) => {
    numbers[row.id] = i
  })
  return numbers
}

interface Links {
  /** By row: its first child, and its next sibling; -1 when there is none. */
  first: Int32Array
  next: Int32Array
  roots: number[]
}

function linkChildren(rows: readonly DivisionRow[], byCode: readonly number[]): Links {
  const numbers = numbersById(rows)
  const first = new Int32Array(rows.length).fill(-1)
  const next = new Int32Array(rows.length).fill(-1)
  const roots: number[] = []
  // From the last code to the first, each child put in front of those already there.
  for (const row of byCode.toReversed()) {
    const { parentId, code } = rowAt(rows, row)
    const parent = parentId === null ? -1 : (numbers[parentId] ?? -1)
    invariant(parentId === null || parent >= 0, `division ${code} has no parent ${parentId}`)
    if (parent < 0) {
      roots.unshift(row)
      continue
    }
    next[row] = first[parent] as number
    first[parent] = row
  }
  return { first, next, roots }
}

/** Depth first. `end` is by place: where what is below it ends. */
function walk({ first, next, roots }: Links): { order: number[]; end: Int32Array } {
  const order: number[] = []
  const end = new Int32Array(first.length)
  const openRows: { row: number; place: number }[] = []
  const enter = (row: number) => {
    openRows.push({ row, place: order.length })
    order.push(row)
  }
  for (const root of roots) {
    enter(root)
    for (let child = first[root] as number; openRows.length > 0; ) {
      if (child >= 0) {
        enter(child)
        child = first[child] as number
        continue
      }
      const { row, place } = openRows.pop() as { row: number; place: number }
      end[place] = order.length
      child = next[row] as number
    }
  }
  return { order, end }
}

function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const value = known.get(text) ?? work(text)
    known.set(text, value)
    return value
  }
}
