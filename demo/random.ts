// Chance that falls the same way every time: the demo county is the same on every machine, only the days move.

/** A seeded stream of chance. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number
  /** True with this probability. */
  isHit(probability: number): boolean
  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** One of the entries, each as likely as its weight says. */
  weighted<T>(entries: readonly (readonly [weight: number, value: T])[]): T
  /** A waiting time: half of them shorter than `median`, few much longer. */
  around(median: number, spread?: number): number
  /** A stream of its own, so that a change in one place leaves the others as they are. */
  branch(name: string): Chance
}

/** The same seed gives the same stream. */
export function chanceOf(seed: string): Chance {
  const next = mulberry(hashOf(seed))
  const chance: Chance = {
    next,
    isHit: (probability) => next() < probability,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (from) => {
      const one = from[Math.floor(next() * from.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    weighted: (entries) => {
      let left = next() * entries.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of entries) {
        left -= weight
        if (left < 0) return value
      }
      const last = entries.at(-1)
      if (last === undefined) throw new Error('nothing to pick from')
      return last[1]
    },
    around: (median, spread = 0.6) => median * Math.exp(spread * normal(next)),
    branch: (name) => chanceOf(`${seed}/${name}`),
  }
  return chance
}

/** Box–Muller: a number around 0 with a standard deviation of 1. */
const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Mulberry32: small, fast, good enough to look like life. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
