// What the screens of rounds are told: plans, coverage, the calendar, draws, reports.
import type { Checklist } from './checklist/form.ts'
import type { Label } from './label.ts'
import type { Cadence } from './period.ts'
import type { DivisionView } from './views.ts'

export interface RoundView {
  kind: string
  label: Label
  cadence: Cadence
  isOn: boolean
  fromDay: string | null
  drawCount: number | null
  contestDays: number
  /** Of the plan; 0 when there is none. */
  planVersion: number
  /** The version new checks are made with; null: none is published, and nothing falls due. */
  checklistVersion: number | null
  /** The present period; null when nothing is due. */
  period: { from: string; to: string; dueOn: string } | null
  /** This reader may set the plan and edit the checklist. */
  mayPlan: boolean
  /** This reader may publish bulletins and answer contests. */
  mayPublish: boolean
}

export interface CoverageRow {
  target: string
  name: string
  division: DivisionView
  point: { lng: number; lat: number } | null
  lastDoneOn: string | null
  /** Days since; null when never seen. */
  unseenDays: number | null
  lastCheckId: string | null
  dueCheckId: string | null
  dueOn: string | null
  missedInRow: number
  openFindings: number
}

export interface CoverageView {
  asOf: string
  targets: number
  neverSeen: number
  due: number
  missedLast: number
  openFindings: number
  /** By township: how many targets, and how many of them were not seen in the present period. */
  places: { division: DivisionView; targets: number; unseen: number; openFindings: number }[]
  rows: CoverageRow[]
  /** Send it as `after` for the rows that follow; null at the end. */
  next: string | null
}

/** The targets of a round on a map. */
export interface CoverageMap {
  points: {
    target: string
    name: string
    lng: number
    lat: number
    /** The check that is due, else the last one that was made. */
    checkId: string | null
    /** In the present period: due, seen, or neither. */
    state: 'due' | 'seen' | 'unseen'
    /** The last one was missed. */
    missed: boolean
    openFindings: number
  }[]
  /** There are more than are drawn. */
  truncated: boolean
}

/** One day of the calendar: checks that are or were due on it. */
export interface DueDay {
  day: string
  due: number
  done: number
  missed: number
  reported: number
}

export interface ChecklistVersionView {
  version: number
  revision: number
  form: Checklist
  changedAt: string
  publishedAt: string | null
  sha256: string
}

export interface ImportedChecklist {
  form: Checklist | null
  /** What is not supported or wrong, by row of its sheet (1 is the head). Nothing is left out without a line here. */
  faults: SheetFault[]
}

export interface SheetFault {
  sheet: 'survey' | 'choices' | 'settings'
  row: number
  column: string
  /** The type or the value at fault. */
  value: string
  why: Label
}

export interface DrawView {
  id: string
  from: string
  to: string
  commitment: string
  madeAt: string
  count: number
  /** Told when the period is over. */
  revealed: { at: string; seed: string; ids: string[]; drawn: string[]; names: Record<string, string> } | null
}

export interface TargetFacts {
  target: string
  name: string
  divisionId: number
  path: string
  unitId: string | null
  due: number
  checks: number
  missed: number
  /** Reported by the system: nobody made the check, and nobody typed a zero. */
  reported: number
  findings: number
  closed: number
  overdue: number
  /** Open when the span ended. */
  open: number
}

export interface ReportFacts {
  rows: TargetFacts[]
  items: { item: string; what: string; target: string; n: number }[]
  discovered: { kind: string; path: string; n: number }[]
}

export type ReportSort = 'pass' | 'weekly' | 'monthly'

export type Totals = Omit<TargetFacts, 'target' | 'name' | 'divisionId' | 'path' | 'unitId'> & { targets: number }

/** A report as one reader sees it: only what lies in their reach. */
export interface ReportView {
  /** Null while it is a preview: nothing is kept yet. */
  id: string | null
  round: string
  sort: ReportSort
  from: string
  to: string
  edition: number
  madeAt: string | null
  publishedAt: string | null
  /** Why an erratum was needed. */
  why: string | null
  totals: Totals
  places: { division: DivisionView; totals: Totals }[]
  /** Targets with a finding or a missed check first; at most 200. */
  rows: TargetFacts[]
  items: { item: string; what: string; n: number }[]
  discovered: { kind: string; n: number }[]
  /** True when everything in it is nought: written by the system, nobody typed it. */
  isZero: boolean
  /** Until when a checked unit may contest; null when it may not. */
  contestUntil: string | null
  contests: ContestView[]
  /** The numbers still fit the keyed digest they were kept with. */
  isSound: boolean
}

export interface ContestView {
  id: string
  /** The edition it is about. */
  reportId: string
  target: string
  name: string
  reason: string
  madeAt: string
  upheld: boolean | null
  answer: string | null
  answeredAt: string | null
}
