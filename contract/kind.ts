// The shape of a kind of matter: fields, states with clocks, transitions by posts.
import type Type from 'typebox'
import type { Static, TProperties } from 'typebox'
import type { Span } from './calendar.ts'
import type { Label } from './label.ts'
import type { Level, Party, Post, Reach, Taker } from './posts.ts'

/** How a matter can end. Only `settled` counts as settled anywhere. */
export type End = 'settled' | 'failed' | 'dropped'

/**
 * A span, or one that depends on a field: these are defaults that a county may override. Or the day that a date field
 * names, to its last minute.
 */
export type Within<F extends string = string> =
  | Span
  | { by: F; spans: Readonly<Record<string, Span>>; otherwise: Span }
  | { on: F }

/** A longer deadline, asked for with a reason and granted by others. */
export interface Extension {
  /** The longest the state may last in all, counted from its start. */
  most: Span
  /** `approval`: one of `by` who is not the asker agrees. `consent`: every party agrees, each recorded. */
  mode: 'approval' | 'consent'
  by: readonly Post[]
}

export interface Deadline<T extends string, F extends string = string> {
  within: Within<F>
  /** Missed: the matter is listed as overdue and its owner's superiors are told; `onMiss` is taken by the clock. */
  onMiss?: T
  extension?: Extension
}

export interface State<T extends string, F extends string = string> {
  label: Label
  end?: End
  deadline?: Deadline<T, F>
  /** What the parties and the public read instead of the office's word. */
  publicLabel?: Label
}

/** A guard answers true, or which of the kind's `reasons` speaks against it. */
export type Guard<Data, R extends string> = (data: Partial<Data>, now: Date, sinceState: Date) => true | R

export interface Transition<S extends string, F extends TProperties, R extends string = string> {
  label: Label
  from: readonly S[]
  to: S
  by: readonly Taker[]
  /** How far the post must reach; the kind's `reads` when unsaid. Parties always reach their own matter only. */
  reach?: Reach
  /** Fields asked for and required; fields asked for that may stay empty. */
  needs?: readonly (keyof F & string)[]
  asks?: readonly (keyof F & string)[]
  guard?: Guard<Static<ReturnType<typeof Type.Object<F>>>, R>
  /** The actor becomes the owner, and the first contact if there was none. */
  takes?: boolean
  /** Gives the matter to the unit named in this field; `null` takes it back from the unit. */
  unit?: (keyof F & string) | null
  /** With `takes`: the unit named in this field reads it from now on, without being given it. */
  shows?: keyof F & string
  /** Not for the owner: a second person decides. */
  apart?: boolean
  /** Moves the matter to where its point or division field says. */
  places?: boolean
  /** From now on the matter waits for the next level above, as the routing goes. */
  raises?: boolean
  /** Leaves an end state. Only such a transition may. */
  reopens?: boolean
  /** Fields emptied by the step, such as an old answer when a matter is reopened. */
  clears?: readonly (keyof F & string)[]
  /** Parties are told, with the state's public label. */
  tells?: boolean
}

/** Who gets a new matter first: the first entry whose post somebody holds there. */
export interface RoutingStep {
  post: Post
  level: Level
}

/** What can be done to a matter of any kind besides its transitions. */
export const operations = ['assign', 'extend', 'link', 'merge', 'share', 'export'] as const
export type Operation = (typeof operations)[number]

export interface Retention<F extends string> {
  fields: readonly F[]
  /** Counted from the end of the matter. */
  after: Span
}

export interface MatterKind<
  F extends TProperties = TProperties,
  S extends string = string,
  T extends string = string,
  R extends string = string,
> {
  kind: string
  label: Label
  fields: F
  /** What opening asks for; optional fields may be left out. */
  askedAtStart: readonly (keyof F & string)[]
  /** The field shown as the headline of a row, and the one that sorts matters into counts and services. */
  headline: keyof F & string
  categoryField?: keyof F & string
  /** The field that holds the point. */
  placeField?: keyof F & string
  /** Posts that read matters of this kind, and how far. Departments read what their unit was given. */
  reads: Partial<Record<Post, Reach>>
  /** Posts that read what is not open. A post that is not named sees the matter without those fields. */
  opens: { personal: readonly Post[]; sealed: readonly Post[] }
  /** What each party sees of its own matter, besides its state and clock. */
  partySees: Partial<Record<Party, readonly (keyof F & string)[]>>
  /** Posts that open a matter of this kind by hand, beside the public. */
  openedBy: readonly Taker[]
  /** Posts that may do what is possible with every kind, within their reach. */
  operations: Partial<Record<Operation, readonly Post[]>>
  /** Fields filled from the notes of the chosen category: field to note. */
  categorySets?: Partial<Record<keyof F & string, string>>
  start: S
  /** Where a matter starts when its place is not known. */
  startUnplaced?: S
  states: Record<S, State<T, keyof F & string>>
  transitions: Record<T, Transition<S, F, R>>
  /** Why a guard says no, in words. */
  reasons: Record<R, Label>
  routing: readonly RoutingStep[]
  /** When two matters may be one: same category, near, soon after each other. A person decides. */
  duplicates?: { metres: number; hours: number }
  retention: readonly Retention<keyof F & string>[]
  counts: readonly { id: string; label: Label; by: keyof F & string }[]
}

/** A kind seen without its own types, as the engines that serve every kind see it. */
// biome-ignore lint/suspicious/noExplicitAny: guards are contravariant in their data, so no narrower type fits all kinds
export type AnyMatterKind = MatterKind<any, any, any, any>
