// Gives the cells of townships to their villages: those on a border first, communities in the middle, the rest by rows.
import type { Position } from '../../core/geo/shape.ts'
import { besides } from '../../demo/places.ts'

export interface Cell {
  owner: string
  middle: Position
  township: string
}

export interface TownshipList {
  code: string
  villages: { code: string }[]
}

type Borders = Map<string, Map<string, number>>

/** By cell: the code of its village. */
export function nameCells(cells: Cell[], townships: TownshipList[], borders: Borders): Map<string, string> {
  const named = onBorders(cells, borders)
  for (const { code, villages } of townships) {
    const free = cells.filter((cell) => cell.township === code && !named.has(cell.owner))
    const given = new Set(named.values())
    const left = villages.filter((village) => !given.has(village.code))
    const centre = middleOf(free)
    // Residents' committees have the numbers below 200 within their township (domain.md §2.8).
    const communities = left.filter((village) => village.code.slice(9) < '200')
    const inward = free.toSorted((a, b) => distance(a.middle, centre) - distance(b.middle, centre))
    for (const [i, village] of communities.entries()) named.set((inward[i] as Cell).owner, village.code)
    const outer = byRows(free.filter((cell) => !named.has(cell.owner)))
    const others = left.filter((village) => !communities.includes(village))
    for (const [i, village] of others.entries()) named.set((outer[i] as Cell).owner, village.code)
  }
  return named
}

function onBorders(cells: Cell[], borders: Borders): Map<string, string> {
  const named = new Map<string, string>()
  for (const { village, beside } of besides) {
    const [ours, theirs] = [village, beside].map((code) =>
      cells.filter((cell) => cell.township === code.slice(0, 9) && !named.has(cell.owner)),
    ) as [Cell[], Cell[]]
    const pairs = ours.flatMap((a) => theirs.map((b) => ({ a, b, metres: borders.get(a.owner)?.get(b.owner) ?? 0 })))
    const longest = pairs.sort((x, y) => y.metres - x.metres)[0]
    if (!longest || longest.metres === 0) throw new Error(`${village} cannot touch ${beside}`)
    named.set(longest.a.owner, village)
    if (beside.length > 9) named.set(longest.b.owner, beside)
  }
  return named
}

const distance = (a: Position, b: Position) => Math.hypot(a[0] - b[0], a[1] - b[1])

function middleOf(cells: Cell[]): Position {
  const sum = cells.reduce<Position>(([x, y], { middle }) => [x + middle[0], y + middle[1]], [0, 0])
  return [sum[0] / cells.length, sum[1] / cells.length]
}

/** From north to south in rows, each from west to east. */
function byRows(cells: Cell[]): Cell[] {
  const north = Math.max(...cells.map((cell) => cell.middle[1]))
  const rowOf = (cell: Cell) => Math.floor((north - cell.middle[1]) / 0.03)
  return cells.toSorted((a, b) => rowOf(a) - rowOf(b) || a.middle[0] - b.middle[0])
}
