// What a phone of the field app and the server tell each other; docs/field-protocol.md has the requests.
import type { FeatureCollection } from 'geojson'
import type { Checklist } from './checklist/form.ts'
import type { EntryName } from './register-views.ts'
import type { DivisionView, ListEntryView, MatterView, MeView, PersonView, TimelineEntry } from './views.ts'

/** Names the phone (its id) in every request of the field app: a revoked one is told so, whoever is signed in on it. */
export const deviceHeader = 'x-field-device'
/** The phone's clock when it sent the request, ISO 8601: how far it is ahead is kept beside the times it tells. */
export const deviceNowHeader = 'x-device-now'
/** Answered with an upload that is complete: the id of the file as it is kept, which may be an earlier one. */
export const fileIdHeader = 'upload-file-id'

/** A phone that somebody made theirs. */
export interface DeviceView {
  id: string
  /** Such as browser and model; the person may change it. */
  name: string
  registeredAt: string
  seenAt: string
  revokedAt: string | null
  /** It is the phone that asks. */
  current: boolean
}

/** A phone of staff, for those who may end it. */
export interface StaffDeviceView extends DeviceView {
  account: PersonView
  division: DivisionView | null
}

/** Hours without push notices by the clock of Asia/Shanghai, `HH:MM`; `from` later than `to` passes midnight. */
export interface QuietHours {
  from: string
  to: string
}

/** What forms offer to choose from. */
export interface FieldLists {
  revision: string
  lists: Record<string, ListEntryView[]>
  units: { id: string; name: string }[]
  /** Checklists of checks that are still to be made, by `round/version`. */
  checklists: Record<string, Checklist>
  /** Entries of registers that the person opens matters about, with the codes of their plates. */
  entries: EntryName[]
}

/** The divisions of the person's reach, and outlines for the map, one level around included. */
export interface FieldDivisions {
  revision: string
  divisions: DivisionView[]
  outline: FeatureCollection
}

/** What a phone needs, whole or since the last time. */
export interface FieldSyncView {
  /** The server's clock. */
  at: string
  /** Send it as `since` the next time. */
  next: string
  /** True: every matter that is not named here is to be forgotten. */
  isWhole: boolean
  me: MeView
  /** Of the definitions of kinds in the server: when it is another than that of the app, the app wants an update. */
  definitions: string
  /** Null when the phone has this revision. */
  lists: FieldLists | null
  /** Null when the phone has this revision. */
  divisions: FieldDivisions | null
  /** Null: push notices come at any hour. */
  quiet: QuietHours | null
  /** Open matters the person may act on or that are their own, the most urgent first. */
  matters: MatterView[]
  /** Ids that are to be forgotten: ended, out of reach, or no longer the person's to act on. */
  gone: string[]
  /** There are more open matters than a phone is given. */
  truncated: boolean
  /** What was handed in by this person and waits to be settled. */
  conflicts: FieldConflictView[]
}

/** A step that came too late from a phone, beside what the matter is now. A person decides which holds. */
export interface FieldConflictView {
  /** The id of the command. */
  id: string
  matterId: string
  kind: string
  no: string
  transition: string
  by: PersonView
  /** When it was done, by the phone's clock, and how far that clock was ahead (negative: behind) when it was sent. */
  deviceAt: string
  deviceAheadMs: number | null
  /** When it was handed in. */
  at: string
  /** The version the person decided on. */
  baseVersion: number
  /** What the step would fill, as this reader may see it. */
  queued: Record<string, unknown>
  /** What happened after that version, oldest first. */
  since: TimelineEntry[]
  /** The matter as it is now, as this reader may see it; no more than number and state when a step took it from them. */
  present: MatterView
  /** Null when this reader may apply the step now, else why not as a message id. */
  whyNot: string | null
  state: 'open' | 'kept' | 'applied'
  settledBy: PersonView | null
  settledAt: string | null
}

/** What the browser needs to subscribe, and what is set. */
export interface PushView {
  /** The application server key, base64url. */
  publicKey: string
  quiet: QuietHours | null
}
