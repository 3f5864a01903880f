// Groups the cells of a county into townships: each in one piece, compact, with exactly as many cells as it has villages.
import type { Position } from '../../core/geo/shape.ts'

export interface Ground {
  /** Middle of each cell, on a plane (a degree east as long as one north). */
  middles: Position[]
  /** Cells that share a border long enough to walk over. */
  neighbours: number[][]
}

export interface Wanted {
  /** Where it should lie, or undefined for wherever there is room. */
  near: Position | undefined
  cells: number
}

/** By cell: the number of its township. The sizes must add up to the cells. */
export function group(ground: Ground, wanted: Wanted[]): number[] {
  const centres = spread(ground.middles, wanted)
  const township = grow(ground, wanted, centres)
  balance(ground, wanted, township)
  tidy(ground, township)
  return township
}

const square = (a: Position, b: Position) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
const nearest = (at: Position, middles: Position[], isFree: (cell: number) => boolean) =>
  middles.reduce(
    (best, m, i) => (isFree(i) && (best < 0 || square(m, at) < square(middles[best] as Position, at)) ? i : best),
    -1,
  )

/** A cell to begin each township with: the wished ones, the others each as far as possible from those before. */
function spread(middles: Position[], wanted: Wanted[]): number[] {
  const begins = new Array<number>(wanted.length).fill(-1)
  const taken = () => begins.filter((cell) => cell >= 0)
  const isFree = (cell: number) => !begins.includes(cell)
  wanted.forEach(({ near }, i) => {
    if (near) begins[i] = nearest(near, middles, isFree)
  })
  begins.forEach((begin, i) => {
    if (begin >= 0) return
    const room = (cell: number) =>
      Math.min(...taken().map((other) => square(middles[cell] as Position, middles[other] as Position)), 1e9)
    begins[i] = middles.reduce(
      (best, _, cell) => (isFree(cell) && (best < 0 || room(cell) > room(best)) ? cell : best),
      -1,
    )
  })
  return begins
}

/** Lets townships grow from their beginnings, the emptiest first, each by the cell that keeps it most compact. */
function grow({ middles, neighbours }: Ground, wanted: Wanted[], begins: number[]): number[] {
  const township = new Array<number>(middles.length).fill(-1)
  const members = begins.map((cell, t) => {
    township[cell] = t
    return [cell]
  })
  const frontOf = (t: number) =>
    [...new Set((members[t] ?? []).flatMap((cell) => neighbours[cell] ?? []))].filter((cell) => township[cell] === -1)
  const fill = (t: number) => (members[t] ?? []).length / (wanted[t]?.cells ?? 1)
  for (let left = middles.length - begins.length; left > 0; left--) {
    const growing = members.map((_, t) => t).filter((t) => frontOf(t).length > 0)
    const t = growing.reduce((best, other) => (fill(other) < fill(best) ? other : best), growing[0] ?? 0)
    const centre = centreOf(members[t] ?? [], middles)
    const cell = nearest(centre, middles, (c) => frontOf(t).includes(c))
    township[cell] = t
    members[t]?.push(cell)
  }
  return township
}

function centreOf(cells: number[], middles: Position[]): Position {
  const sum = cells.reduce<Position>(([x, y], c) => [x + (middles[c]?.[0] ?? 0), y + (middles[c]?.[1] ?? 0)], [0, 0])
  return [sum[0] / cells.length, sum[1] / cells.length]
}

const membersOf = (township: number[], t: number): number[] =>
  township.flatMap((other, cell) => (other === t ? [cell] : []))

/** Whether a township stays in one piece without one of its cells. */
function holdsWithout(cell: number, { neighbours }: Ground, township: number[]): boolean {
  const rest = new Set(membersOf(township, township[cell] as number).filter((other) => other !== cell))
  const reached = new Set<number>()
  const open = [...rest].slice(0, 1)
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue
    reached.add(at)
    open.push(...(neighbours[at] ?? []).filter((other) => rest.has(other)))
  }
  return rest.size > 0 && reached.size === rest.size
}

/** Passes cells along chains of neighbours from townships with too many to those with too few. */
function balance(ground: Ground, wanted: Wanted[], township: number[]): void {
  const surplus = (t: number) => membersOf(township, t).length - (wanted[t]?.cells ?? 0)
  for (let rounds = 0; rounds < 2000; rounds++) {
    const from = wanted.findIndex((_, t) => surplus(t) > 0)
    if (from < 0) return
    const chain = chainToShort(ground, township, from, (t) => surplus(t) < 0)
    if (!chain) throw new Error(`township ${from} cannot give its cells to anybody`)
    for (const { cell, to } of chain) township[cell] = to
  }
  throw new Error('the townships cannot be balanced')
}

interface Move {
  cell: number
  to: number
}

/** The shortest chain of moves from a township to one that is short of cells; each move keeps its giver in one piece. */
function chainToShort(
  ground: Ground,
  township: number[],
  start: number,
  isShort: (t: number) => boolean,
): Move[] | null {
  const cameBy = new Map<number, Move & { from: number }>()
  const open = [start]
  for (let t = open.shift(); t !== undefined; t = open.shift()) {
    if (isShort(t)) {
      const chain: Move[] = []
      for (let step = cameBy.get(t); step; step = cameBy.get(step.from)) chain.push(step)
      return chain
    }
    for (const [to, cell] of givable(ground, township, t))
      if (to !== start && !cameBy.has(to)) {
        cameBy.set(to, { from: t, cell, to })
        open.push(to)
      }
  }
  return null
}

/** By neighbouring township: the cell that this one gives away most readily. */
function givable(ground: Ground, township: number[], t: number): Map<number, number> {
  const best = new Map<number, { cell: number; cost: number }>()
  for (const cell of membersOf(township, t)) {
    const others = new Set((ground.neighbours[cell] ?? []).map((n) => township[n] as number))
    others.delete(t)
    if (others.size === 0 || !holdsWithout(cell, ground, township)) continue
    const at = ground.middles[cell] as Position
    for (const to of others) {
      const centre = centreOf(membersOf(township, to), ground.middles)
      const cost = square(at, centre) - square(at, centreOf(membersOf(township, t), ground.middles))
      if (cost < (best.get(to)?.cost ?? Infinity)) best.set(to, { cell, cost })
    }
  }
  return new Map([...best].map(([to, { cell }]) => [to, cell]))
}

/** Swaps border cells between neighbours as long as that makes both more compact. */
function tidy(ground: Ground, township: number[]): void {
  for (let rounds = 0; rounds < 400; rounds++) if (!swapOnce(ground, township)) return
}

function swapOnce(ground: Ground, township: number[]): boolean {
  const { middles, neighbours } = ground
  const centres = new Map([...new Set(township)].map((t) => [t, centreOf(membersOf(township, t), middles)]))
  const gainOf = (cell: number, to: number) =>
    square(middles[cell] as Position, centres.get(township[cell] as number) as Position) -
    square(middles[cell] as Position, centres.get(to) as Position)
  const moves = middles.flatMap((_, cell) => {
    const others = new Set((neighbours[cell] ?? []).map((n) => township[n] as number))
    others.delete(township[cell] as number)
    return [...others].map((to) => ({ cell, from: township[cell] as number, to, gain: gainOf(cell, to) }))
  })
  const swaps = moves.flatMap((a) =>
    moves
      .filter((b) => a.cell < b.cell && a.from === b.to && a.to === b.from && a.gain + b.gain > 1e-9)
      .map((b) => ({ a, b })),
  )
  swaps.sort((x, y) => y.a.gain + y.b.gain - x.a.gain - x.b.gain)
  return swaps.some(({ a, b }) => trySwap(ground, township, a, b))
}

function trySwap(ground: Ground, township: number[], a: Move & { from: number }, b: Move & { from: number }): boolean {
  township[a.cell] = a.to
  township[b.cell] = b.to
  const isWhole = [a.cell, b.cell].every((cell) => isConnected(ground, township, township[cell] as number))
  if (isWhole) return true
  township[a.cell] = a.from
  township[b.cell] = b.from
  return false
}

function isConnected({ neighbours }: Ground, township: number[], t: number): boolean {
  const members = new Set(membersOf(township, t))
  const reached = new Set<number>()
  const open = [...members].slice(0, 1)
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue
    reached.add(at)
    open.push(...(neighbours[at] ?? []).filter((other) => members.has(other)))
  }
  return reached.size === members.size
}
