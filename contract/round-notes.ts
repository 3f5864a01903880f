// What a definition of a round says: what is passed over, how often, by whom, and what follows from a finding.
import type { Span } from './calendar.ts'
import type { Checklist } from './checklist/form.ts'
import type { RoutingStep } from './kind.ts'
import type { Label } from './label.ts'
import type { Cadence, Days } from './period.ts'
import type { Level, Post } from './posts.ts'

/** What follows from a finding: an order, its proof, another look, and what happens when nothing does. */
export interface FindingNotes {
  label: Label
  /** The order is given with the finding, by the days of the item; otherwise a person gives it. */
  atOnce?: boolean
  /** Within this a person has to give the order. */
  orderWithin: Span
  /** Days of an order when the item does not say. */
  usualDays: number
  /** The longest an order may last with extensions, from its start. */
  most: Span
  recheckWithin: Span
  /** What may be proposed when an order was not kept, by name. */
  measures: Readonly<Record<string, Label>>
}

export interface RoundNotes {
  /** `module.name`; its matters are `module.name-check` and `module.name-finding`. */
  kind: string
  label: Label
  /** What is passed over: every division of a level, or every entry of a register. */
  over: { level: Level } | { register: string }
  /** How often, until a county sets another. */
  cadence: Cadence
  days: Days
  /** Who makes the checks: the first of these posts that somebody holds there. A post in a unit checks its own. */
  by: readonly RoutingStep[]
  /** Who reads all below, orders, extends, proposes a measure. */
  leads: readonly Post[]
  /** Who decides on a proposed measure; never the proposer. */
  approves: readonly Post[]
  /** Posts of a checked unit: they read their own, hand in proof, contest. */
  checked?: readonly Post[]
  /** Surprise checks: so many are drawn each period, and nobody but the checkers knows whose turn it is. */
  draw?: { count: number }
  /**
   * When a period ends without a check: it was missed, or the system reports what was found meanwhile, a zero included
   * (a round that discovers; nobody types a zero).
   */
  whenOver: 'missed' | 'reported'
  /** Kinds of matters that count as found in a pass, by the division and the days they were opened in. */
  discovers?: readonly string[]
  /** What a county begins with; it edits its own. */
  checklist: Checklist
  finding: FindingNotes
}
