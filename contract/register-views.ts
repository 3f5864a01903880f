// The shapes of a register's answers, shared by the server that makes them and the screens that show them.
import type { FeatureCollection } from 'geojson'
import type { Label } from './label.ts'
import type { EntryStep } from './register-access.ts'
import type { DivisionView, PersonView } from './views.ts'

/** An entry as another one, a matter or a list names it. */
export interface EntryName {
  id: string
  kind: string
  code: string
  headline: string
}

/** A row of a register's list. */
export interface EntryRow extends EntryName {
  version: number
  division: Pick<DivisionView, 'id' | 'name' | 'names' | 'level'>
  unit: { id: string; name: string } | null
  point: { lng: number; lat: number } | null
  /** Fields without which it is not complete. */
  missing: string[]
  confirmedAt: string
  stale: boolean
  closedOn: string | null
  changedAt: string
  /** The open indexed fields and the numbers that are summed: what columns show. */
  data: Record<string, unknown>
}

export interface EntryView extends Omit<EntryRow, 'division'> {
  division: DivisionView
  madeAt: string
  mergedInto: EntryName | null
  mergedHere: EntryName[]
  /** Entries this one names, by field. */
  refersTo: Record<string, EntryName>
  /** Entries of any register that name this one, at most 200. */
  referredBy: (EntryName & { field: string })[]
  /** What is linked with it: matters, checks. Newest first, at most 200; only what the reader may read. */
  links: EntryLink[]
  /** The offer of a transfer that is open. */
  transfer: TransferView | null
  /** Set when it is shown as it was on a day. */
  on: string | null
  can: Record<EntryStep, string | null>
}

export interface EntryLink {
  /** `matter`, or the kind of round whose check it is. */
  subject: string
  id: string
  no: string
  kind: string
  state: string | null
  why: string
  at: string
}

export interface EntryVersion {
  version: number
  at: string
  by: PersonView | null
  did: string
  /** Fields that are other than in the version before. */
  changed: string[]
}

export interface TransferView {
  id: string
  entry: EntryName
  from: DivisionView
  to: DivisionView
  reason: string
  askedBy: PersonView | null
  askedAt: string
  state: 'open' | 'accepted' | 'refused' | 'withdrawn'
  /** Null when this reader may accept or refuse it, else why not as a message id. */
  whyNot: string | null
}

export interface EntryCounts {
  total: number
  incomplete: number
  stale: number
  closed: number
  /** Sums of the fields that `sums` names. */
  sums: Record<string, number>
  /** Indexed choice or category field, value, count. */
  by: Record<string, Record<string, number>>
}

export interface EntryMap {
  points: { id: string; lng: number; lat: number; headline: string; incomplete: boolean; stale: boolean }[]
  shapes: FeatureCollection
  truncated: boolean
}

/** One thing wrong in a sheet. `field` is a field's name, or '' for the whole row; row 1 holds the headings. */
export interface SheetFault {
  row: number
  field: string
  column: Label | null
  message: Label
}

export interface ImportReport {
  id: string
  state: 'checked' | 'loaded'
  fileName: string
  rows: number
  added: number
  changed: number
  same: number
  rejected: number
  /** At most 2000 faults, in the order of the sheet. */
  faults: SheetFault[]
  /** Headings that no field has: their columns are not read. */
  unknownColumns: string[]
  /** Sums over the accepted rows of the fields that `sums` names. */
  sums: Record<string, number>
  /** The first accepted rows as they will be read, for a look before it is done. */
  sample: { row: number; did: 'add' | 'change'; headline: string }[]
}

/** How far an import is. Null: nothing is known of it. */
export interface ImportProgress {
  stage: 'reading' | 'checking' | 'loading' | 'done'
  done: number
  total: number
}
