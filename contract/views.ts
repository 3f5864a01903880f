// The shapes of answers, shared by the server that makes them and the screens that show them.

import type { Actor, HeldPost } from './access.ts'
import type { End, TaskFacts } from './kind.ts'
import type { Label } from './label.ts'
import type { PlaceToSign } from './paper.ts'
import type { Level, Post } from './posts.ts'
import type { Supervision } from './supervision.ts'

/** A division as screens show it: `names` from the county down, so that a village is never just a name. */
export interface DivisionView {
  id: number
  level: Level
  code: string
  name: string
  path: string
  names: string[]
}

/** Somebody as a post: the office speaks, not the person's name. */
export interface PersonView {
  id: string
  name: string
}

export interface ExtensionView {
  id: string
  askedBy: PersonView
  askedAt: string
  until: string
  reason: string
  state: 'asked' | 'granted' | 'refused'
  decidedBy: PersonView | null
  /** In consent mode: who of the parties (by their place in the list) agreed, when and how; and how many must. */
  consents: { seat: number; at: string; how: string }[]
  consentsNeeded: number
}

/** A task as the matter above it shows it. */
export interface TaskView extends TaskFacts {
  id: string
  no: string
  headline: string
  dueAt: string | null
  overdue: boolean
  owner: PersonView | null
}

/** A dispute as one of its parties sees it by its code: its own entry, never who the others are. */
export interface PartyView {
  no: string
  state: string
  stateLabel: Label
  cause: Label | null
  divisionName: string
  openedAt: string
  dueAt: string | null
  version: number
  data: Record<string, unknown>
  /** A longer deadline the party is asked to consent to. */
  extension: { until: string; reason: string; consented: boolean } | null
  /** Where the party signs the written agreement, and whether it did; null while there is none. */
  signing: PlaceToSign | null
  /** Mediation never blocks another way (art 3): said on every page of a party. */
  remedies: Label
  can: Record<string, string | null>
}

/** A visit as whoever booked it sees it. */
export interface VisitorView {
  no: string
  state: string
  stateLabel: Label
  schoolName: string
  openedAt: string
  version: number
  data: Record<string, unknown>
  /** What the guard scans at the gate: it names the visit by its number and opens nothing to anybody else. */
  gateAddress: string | null
  can: Record<string, string | null>
}

/** One matter as a reader may see it: `data` lacks what they may not read; `can` says what they may do. */
export interface MatterView {
  id: string
  kind: string
  no: string
  state: string
  version: number
  division: DivisionView
  /** Null while the matter still needs placing. */
  point: { lng: number; lat: number } | null
  placed: boolean
  channel: string
  openedAt: string
  openedBy: PersonView | null
  deviceAt: string | null
  stateSince: string
  dueAt: string | null
  overdue: boolean
  answeredAt: string | null
  endedAt: string | null
  owner: PersonView | null
  firstContact: PersonView | null
  /** Who gets it while nobody owns it, or decides on it while somebody does. */
  waitsFor: { post: Post; division: DivisionView } | null
  unit: { id: string; name: string } | null
  mergedInto: { id: string; no: string } | null
  mergedHere: { id: string; no: string }[]
  links: { id: string; no: string; kind: string; why: string }[]
  /** What hangs under it, open ones first; and what it hangs under. */
  tasks: TaskView[]
  taskOf: { id: string; no: string; kind: string } | null
  supervision: Supervision | null
  /** Held posts of the reader (ids) that a share names. */
  sharedTo: string[]
  extension: ExtensionView | null
  rating: number | null
  data: Record<string, unknown>
  /** Transition and core operation (`assign`, `extend`, `merge`, `share`, `link`) to null or the reason's message id. */
  can: Record<string, string | null>
}

/** A row of a list: what a board, a map and a table need, nothing of a person. */
export interface MatterRow {
  id: string
  kind: string
  no: string
  state: string
  version: number
  headline: string
  category: string | null
  division: Pick<DivisionView, 'id' | 'name' | 'names' | 'level'>
  point: { lng: number; lat: number } | null
  placed: boolean
  channel: string
  openedAt: string
  /** Where the clock of the present state began. */
  stateSince: string
  dueAt: string | null
  overdue: boolean
  owner: PersonView | null
  unit: { id: string; name: string } | null
  waitsFor: Post | null
  supervision: Supervision | null
  mine: boolean
  merged: boolean
}

/** A page of a list. `next` is the cursor of the following page, null at the end. Counts are on `/counts`. */
export interface Page<Row> {
  rows: Row[]
  next: string | null
}

/** A line of a matter's story. */
export interface TimelineEntry {
  seq: string
  type: string
  at: string
  deviceAt: string | null
  /** How far that phone's clock was ahead when it sent this (negative: behind); null when it did not say. */
  deviceAheadMs: number | null
  by: PersonView | null
  byPost: string | null
  from: string | null
  to: string | null
  /** Fields the step filled, as this reader may see them. */
  data: Record<string, unknown>
  note: string | null
}

/** Counts beside a list under the same filter (without the facet's own filter). */
export interface BoardCounts {
  total: number
  overdue: number
  mine: number
  unplaced: number
  byState: Record<string, number>
  byCategory: Record<string, number>
  bySupervision: Record<string, number>
  /** Ended states counted no further than this: there are at least so many. */
  capped: string[]
  asOf: string
}

export interface MeView {
  actor: Extract<Actor, { type: 'staff' }>
  posts: (HeldPost & { division: DivisionView; unitName: string | null })[]
  county: DivisionView | null
  unread: number
  /** A first password: until it is changed there are no posts. */
  mustChangePassword: boolean
  /** A post that needs two factors is left out of `posts` in this session. */
  lacksSecondFactor: boolean
}

/** An event of the live stream: enough to update or refetch, nothing of a person. */
export interface LiveChange {
  type: string
  id: string
  kind: string
  no: string
  state: string
  version: number
  at: string
  divisionId: number
  headline: string | null
  category: string | null
  point: { lng: number; lat: number } | null
  merged: boolean
}

export interface NoticeView {
  id: string
  at: string
  text: Label
  matterId: string | null
  kind: string | null
  readAt: string | null
}

/** What the holder of a tracking code sees of a report. */
export interface TrackView {
  no: string
  kind: string
  state: string
  stateLabel: Label
  category: Label | null
  divisionName: string
  openedAt: string
  dueAt: string | null
  overdue: boolean
  answeredAt: string | null
  endedAt: string | null
  version: number
  /** True when the answer comes from a matter this one was merged into. */
  joined: boolean
  /** The office that answers, as a post of a place: never a person's name. */
  answeredBy: Label | null
  data: Record<string, unknown>
  steps: { at: string; label: Label; note: string | null }[]
  can: Record<string, string | null>
}

export interface ListEntryView {
  id: string
  list: string
  label: Label
  under: string | null
  active: boolean
  notes: Record<string, string | number | boolean>
}

/** Counts of a month and below; suppressed ones are null on the public side. */
export interface StatisticsRow {
  key: string
  label: Label
  n: number | null
  /** Filter of the list that shows the rows behind the number. */
  rows: Record<string, string>
}

export interface StatisticsTable {
  title: Label
  definition: Label
  asOf: string
  rows: StatisticsRow[]
}

/** A table that screens find by its id: `by-state`, `by-category`, `by-division`, `by-month`, `overdue`, `times`, or a count of the kind. */
export interface NamedTable extends StatisticsTable {
  id: string
}

/** The statistics of a kind over a division and a range of months. */
export interface StatisticsView {
  asOf: string
  tables: NamedTable[]
}

/** Matters opened in a range of months, as they stand now, and those that ended in it, whenever opened. */
export interface CohortCounts {
  /** Opened in the period, without those merged into another. */
  opened: number
  merged: number
  byState: Record<string, number>
  /** Of those opened in the period: settled by now. */
  settledOfOpened: number
  /** Per cent of `opened`; null when nothing was opened. */
  settledOfOpenedShare: number | null
  /** Ended in the period, whenever they were opened. */
  settledIn: number
  failedIn: number
  droppedIn: number
}

/** What the numbers of `CohortCounts` mean, in words. */
export interface CohortDefinitions {
  opened: Label
  settledOfOpened: Label
  settledOfOpenedShare: Label
  settledIn: Label
}

/** One division beside its siblings. `division` is null for what lies directly in the one asked for. */
export interface ChildCounts extends CohortCounts {
  division: { id: number; name: string; level: Level } | null
  /** Filter of the list that shows the matters opened. */
  rows: Record<string, string>
}

export interface ChildrenView {
  asOf: string
  division: DivisionView
  from: string
  to: string
  definitions: CohortDefinitions
  states: { id: string; label: Label; end: End | null }[]
  rows: ChildCounts[]
}

/** One division's totals by everything its kind is counted by, and the same months a year before. */
export interface TotalView extends CohortCounts {
  asOf: string
  division: DivisionView
  from: string
  to: string
  definitions: CohortDefinitions
  byCategory: Record<string, number>
  /** By each count of the kind: value to number. */
  counts: Record<string, Record<string, number>>
  yearBefore: { from: string; to: string } & CohortCounts
  rows: Record<string, string>
}

/** Matters by the day, month or year they were opened in, without merged ones: all of them, and by category. */
export interface TrendView {
  asOf: string
  division: DivisionView
  by: 'day' | 'month' | 'year'
  definition: Label
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, without gaps. */
  periods: string[]
  opened: number[]
  series: { category: string; label: Label; n: number[]; rows: Record<string, string> }[]
}
