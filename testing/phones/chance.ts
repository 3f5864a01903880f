// Chance that can be repeated: the same seed draws the same lots.

export interface Chance {
  /** From 0 up to 1. */
  next(): number
  /** From 0 up to and without `n`. */
  below(n: number): number
  /** True so often of a hundred times. */
  percent(p: number): boolean
  pick<T>(from: readonly T[]): T
  /** Another one that draws its own lots. */
  apart(): Chance
}

/** Mulberry32: small, and good enough to shuffle what happens. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    percent: (p) => next() * 100 < p,
    pick: (from) => {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[below(from.length)] as (typeof from)[number]
    },
    apart: () => chanceOf(below(4_294_967_296)),
  }
}
