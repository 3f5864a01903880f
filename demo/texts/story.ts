// What a story of one category needs: how it is told, how often and when it happens, and how it is dealt with.
import type { Parts } from './compose.ts'

/** Departments of a county by what the demo calls them. */
export type UnitKey =
  | 'emergency'
  | 'publicSecurity'
  | 'housing'
  | 'transport'
  | 'market'
  | 'cityManagement'
  | 'power'
  | 'water'
  | 'labour'
  | 'environment'
  | 'naturalResources'
  | 'justice'
  | 'education'

export interface Story {
  /** How often it comes, against the others. */
  weight: number
  /** How much more often in town, and how much less elsewhere; 1 when it is the same. */
  inTown: number
  inVillage?: number
  /** Months in which it comes more often (1–12), twice as often as in the others. */
  season?: readonly number[]
  /** Hours in which it is noticed mostly, 0–23; working hours and evenings when unsaid. */
  hours?: readonly number[]
  /** The department it goes to when the village cannot do it, and how often that is. */
  unit?: UnitKey
  routed?: number
  /** How often the place has to be secured first. */
  contained?: number
  /** Likelihood of each effort: on the spot, ordinary, hard. */
  effort: readonly [number, number, number]
  parts?: Parts
  /** What was done before it was passed on or secured. */
  measures?: readonly string[]
  /** Ways to tell it, each with the answers that fit. */
  told: readonly (readonly [account: string, answers: readonly string[]])[]
}
