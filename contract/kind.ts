// The shape of a kind of matter: fields, states with clocks, transitions by posts.
import type Type from 'typebox'
import type { Static, TProperties } from 'typebox'
import type { Span } from './calendar.ts'
import type { Label } from './label.ts'
import type { Level, Party, Post, Reach, Taker } from './posts.ts'

/** A matter that hangs under another: what guards of the matter above may ask of it. */
export interface TaskFacts {
  kind: string
  state: string
  isEnded: boolean
}

/** A task that a step opens: a matter of its own kind, with its own clock, under the matter the step is of. */
export interface NewTask {
  kind: string
  /** Where it starts, when not at its kind's start. */
  state?: string
  data: Record<string, unknown>
}

/** How a matter can end. Only `settled` counts as settled anywhere. */
export type End = 'settled' | 'failed' | 'dropped'

/**
 * A span, or one that depends on a field: these are defaults that a county may override. Or the day that a date field
 * names, to its last minute, or the moment that a field names.
 */
export type Within<F extends string = string> =
  | Span
  | { by: F; spans: Readonly<Record<string, Span>>; otherwise: Span }
  | { on: F }

/** A longer deadline, asked for with a reason and granted by others. */
export interface Extension {
  /** The longest the state may last in all, counted from its start. */
  most: Span
  /** `approval`: one of `by` who is not the asker agrees. `consent`: every entry of `partiesField` agrees, each recorded. */
  mode: 'approval' | 'consent'
  by: readonly Post[]
}

export interface Deadline<T extends string, F extends string = string> {
  within: Within<F>
  /**
   * The date field whose day the span is counted from; without a value there is no deadline yet. Unsaid: from when the
   * state began. States that name the same deadline object share one clock: it runs on from one to the next.
   */
  from?: F
  /** Whole days before the end at which the owner is reminded, once each. A county may set others. */
  remind?: readonly number[]
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
export type Guard<Data, R extends string> = (
  data: Partial<Data>,
  now: Date,
  sinceState: Date,
  tasks: readonly TaskFacts[],
) => true | R

type DataOf<F extends TProperties> = Static<ReturnType<typeof Type.Object<F>>>

export interface Transition<S extends string, F extends TProperties, R extends string = string> {
  label: Label
  from: readonly S[]
  /** Unsaid: the state stays, and its clock with it. */
  to?: S
  by: readonly Taker[]
  /** How far the post must reach; the kind's `reads` when unsaid. Parties always reach their own matter only. */
  reach?: Reach
  /** Fields asked for and required; fields asked for that may stay empty. */
  needs?: readonly (keyof F & string)[]
  asks?: readonly (keyof F & string)[]
  /** Of these, the lists to which the input is added as further entries, instead of replacing what was there. */
  appends?: readonly (keyof F & string)[]
  guard?: Guard<DataOf<F>, R>
  /** Fields computed from what the matter holds after the step; pure, so that a phone computes the same. */
  sets?: (data: Partial<DataOf<F>>, now: Date) => Partial<DataOf<F>>
  /** Tasks opened by the step, computed from what the matter holds after it. */
  opens?: (data: Partial<DataOf<F>>, now: Date) => readonly NewTask[]
  /** The actor becomes the owner, and the first contact if there was none. */
  takes?: boolean
  /** With `takes`: another decides next. It waits for the nearest of these posts, and stays with whoever put it there. */
  decidedBy?: readonly Post[]
  /** Gives the matter to the unit named in this field; `null` takes it back from the unit. */
  unit?: (keyof F & string) | null
  /** With `takes`: the unit named in this field reads it from now on, without being given it. */
  shows?: keyof F & string
  /** Units, or whoever gets such matters in the divisions, named in these fields: they read it from now on. */
  shares?: readonly (keyof F & string)[]
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
export const operations = ['assign', 'extend', 'supervise', 'link', 'merge', 'share', 'export'] as const
export type Operation = (typeof operations)[number]

export interface Retention<F extends string> {
  fields: readonly F[]
  /** Counted from the end of the matter. */
  after: Span
}

/**
 * What a matter has from the entry of a register that it is about: it lies where the entry lies, and what the entry says
 * is not typed again.
 */
export interface About<F extends string, S extends string> {
  /** The field that names the entry. Left empty it is the one entry of the opener's own unit, when there is just one. */
  entry: F
  /** Fields filled from the entry when the matter is opened: ours, and the register's. */
  sets: Partial<Record<F, string>>
  /** The unit named in this field gets it; without a value it goes by the routing. */
  unit?: F
  /** Units named in these fields read it from the start. */
  shares?: readonly F[]
  /** Nobody opens a next one about the same entry while an earlier one is overdue in one of these states. */
  heldBack?: { by: readonly S[]; why: Label }
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
  /** The list of records that holds the parties: each sees its own entry only, and consents for itself. */
  partiesField?: keyof F & string
  /** The division field that names the other side: when it lies in another county, the matter is shared with it. */
  sharesField?: keyof F & string
  /** The entry of a register that every matter of this kind is about. */
  about?: About<keyof F & string, S>
  /** The kind whose steps open this one, never a hand. Who may read a matter reads what hangs under it. */
  taskOf?: string
  /** Posts that read matters of this kind, and how far. Departments read what their unit was given. */
  reads: Partial<Record<Post, Reach>>
  /** Posts that read what is not open. A post that is not named sees the matter without those fields. */
  opens: {
    personal: readonly Post[]
    sealed: readonly Post[]
    /** How far, for a post that is shown these fields of fewer matters than it reads. */
    within?: Partial<Record<Post, Reach>>
  }
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
  /** Where a task may start too, as the step that opens it says. */
  startsAlso?: readonly S[]
  states: Record<S, State<T, keyof F & string>>
  transitions: Record<T, Transition<S, F, R>>
  /** Why a guard says no, in words. */
  reasons: Record<R, Label>
  routing: readonly RoutingStep[]
  /** When two matters may be one: same category, near, soon after each other. A person decides. */
  duplicates?: { metres: number; hours: number }
  /** Somebody's safety waits for it: phones are told at any hour, quiet hours or not. */
  urgent?: true
  retention: readonly Retention<keyof F & string>[]
  counts: readonly { id: string; label: Label; by: keyof F & string }[]
}

/** A kind seen without its own types, as the engines that serve every kind see it. */
// biome-ignore lint/suspicious/noExplicitAny: guards are contravariant in their data, so no narrower type fits all kinds
export type AnyMatterKind = MatterKind<any, any, any, any>
