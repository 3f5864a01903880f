// How the disputes of the demo go: which end each comes to, and how many days there are between its steps.
import type { Chance } from '../random.ts'

export type End =
  | 'written'
  | 'oral'
  | 'failed'
  | 'broken'
  | 'held'
  | 'declined'
  | 'withdrawn'
  | 'refused'
  | 'handedOver'
  | 'stuck'

export interface Plan {
  /** Days before now that it is registered. */
  daysAgo: number
  end: End
  /** Across the county border, with the village of this code on the other side. */
  otherSide?: string
  /** Where it is, when not anywhere in the county. */
  village?: string
  /** The story told, when not any. */
  cause?: string
}

const yearly = 64
const days = 365

const ends: readonly (readonly [weight: number, end: End])[] = [
  [58, 'written'],
  [20, 'oral'],
  [8, 'failed'],
  [2, 'broken'],
  [3, 'declined'],
  [4, 'withdrawn'],
  [3, 'refused'],
  [2, 'handedOver'],
]

const border = '522627102215'
const snowCave = '522624104200'
const street = '431227104216'
const garden = '431227104226'

/** Told on every day, whatever chance brings: every state has somebody in it, and every screen something to show. */
const always: readonly Plan[] = [
  { daysAgo: 310, end: 'written', otherSide: border, village: street, cause: 'land' },
  { daysAgo: 150, end: 'written', otherSide: snowCave, village: garden, cause: 'tort' },
  { daysAgo: 19, end: 'written', otherSide: border, village: street, cause: 'construction' },
  { daysAgo: 48, end: 'held', cause: 'land' },
  { daysAgo: 26, end: 'held', otherSide: snowCave, village: garden, cause: 'land' },
  { daysAgo: 75, end: 'written', cause: 'property' },
  { daysAgo: 70, end: 'failed', cause: 'contract' },
  { daysAgo: 18, end: 'handedOver', cause: 'labour' },
  { daysAgo: 44, end: 'stuck', village: street, cause: 'neighbours' },
  { daysAgo: 37, end: 'stuck', cause: 'property' },
  { daysAgo: 0.1, end: 'written', village: street, cause: 'neighbours' },
  { daysAgo: 0.6, end: 'oral', village: garden, cause: 'tort' },
  { daysAgo: 2.2, end: 'written', village: street, cause: 'family' },
  { daysAgo: 4, end: 'written', cause: 'labour' },
  { daysAgo: 6, end: 'written', cause: 'lending' },
  { daysAgo: 9, end: 'written', cause: 'contract' },
  { daysAgo: 14, end: 'oral', village: street, cause: 'neighbours' },
  { daysAgo: 24, end: 'written', village: street, cause: 'construction' },
]

/** All plans of the year, the earliest first. `share` is that of the usual number which chance brings. */
export function plansOf(share: number, chance: Chance): Plan[] {
  const drawn = Array.from({ length: Math.round(yearly * share) }, (): Plan => {
    // More in the wet months and before the Spring Festival, as disputes over land, water and wages go.
    const daysAgo = 3 + chance.next() ** 1.15 * (days - 5)
    return { daysAgo, end: chance.weighted(ends) }
  })
  return [...always, ...drawn].sort((a, b) => b.daysAgo - a.daysAgo)
}
