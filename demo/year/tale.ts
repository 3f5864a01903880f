// One matter as it lives through the simulated year, and what may happen to it next.
import type { Actor } from '../../contract/access.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import type { Chance } from '../random.ts'
import type { Story } from '../texts/story.ts'
import type { Point, Village } from './ground.ts'

type Staff = Extract<Actor, { type: 'staff' }>

/** Something that happens to a matter at a moment. */
export type Move =
  | { do: 'take'; at: Date; name: string; input: Record<string, unknown>; by: Actor }
  | { do: 'assign'; at: Date; by: Staff; to: Staff; reason: string }
  | { do: 'ask'; at: Date; by: Staff; until: Date; reason: string }
  | { do: 'decide'; at: Date; by: Staff; isGranted: boolean }
  | { do: 'merge'; at: Date; by: Staff; into: Tale }
  | { do: 'keepApart'; at: Date; by: Staff }
  | {
      do: 'share'
      at: Date
      by: Staff
      toUnitId: string | null
      toDivisionId: number | null
      name: string
      purpose: string
    }
  | { do: 'link'; at: Date; by: Staff; other: Tale; why: string }
  | { do: 'erase'; at: Date }
  | { do: 'deadline'; at: Date }

/** What somebody does once at most. */
export type Once = 'route' | 'contain' | 'assign' | 'ask' | 'sendBack' | 'reopen' | 'rate' | 'twin' | 'extra'

export interface Tale {
  m: MatterRecord
  story: Story
  village: Village
  /** Where it is, even when whoever told it did not say. */
  point: Point
  chance: Chance
  /** The party who holds a tracking code. */
  reporter: Extract<Actor, { type: 'party' }> | null
  /** Answers that fit what was told. */
  answers: readonly string[]
  /** The earlier report of the same thing. */
  twinOf: Tale | null
  done: Set<Once>
  /** What somebody is going to do next, unless something comes between; and the situation it was planned in. */
  planned: Move | null
  plannedIn: string | null
  /** Told step by step instead of left to chance. */
  script: Move[] | null
}

/** A tale that has just begun. */
export const newTale = (m: MatterRecord, notes: Omit<Tale, 'm' | 'done' | 'planned' | 'plannedIn'>): Tale => ({
  m,
  ...notes,
  done: new Set(),
  planned: null,
  plannedIn: null,
})
