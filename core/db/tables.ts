// The tables of core as Kysely sees them. Columns are described in core/migrations.
import type { Generated, Selectable } from 'kysely'
import type { Label } from '../../contract/label.ts'
import type { Supervision } from '../../contract/supervision.ts'
import type { AccountTables } from './account-tables.ts'
import type { FieldTables } from './field-tables.ts'
import type { RegisterTables } from './register-tables.ts'
import type { RoundTables } from './round-tables.ts'

type Json = Record<string, unknown>

export interface Divisions {
  id: Generated<number>
  parent_id: number | null
  county_id: number | null
  level: number
  code: string
  name: string
  path: string
  centre_lng: number | null
  centre_lat: number | null
  polygon: unknown
  geometry_source: string | null
  valid_from: Generated<string>
  valid_to: string | null
}

export interface DivisionAliases {
  county_id: number | null
  division_id: number
  code: string
  name: string
  valid_from: string
  valid_to: string
}

export interface Units {
  id: string
  county_id: number
  division_id: number
  name: string
  sort: 'department' | 'station' | 'school' | 'firm'
  closed_at: Date | null
}

export interface CountySettings {
  county_id: number
  id: string
  value: unknown
  changed_at: Date
}

export interface ListEntries {
  county_id: number
  list: string
  id: string
  under: string | null
  label: Label
  notes: Generated<Json>
  active: Generated<boolean>
  position: Generated<number>
}

export interface PostsHeld {
  id: string
  county_id: number | null
  account_id: string
  post: string
  division_id: number
  unit_id: string | null
  from_at: Date
  to_at: Date | null
  accepted_by: string | null
  accepted_at: Date | null
  given_by: string | null
  replaces: Generated<string | null>
}

export interface AccessLog {
  county_id: number | null
  id: Generated<number>
  at: Date
  actor_id: string | null
  actor_type: string
  actor_name: string | null
  what: 'read' | 'export' | 'refused'
  route: string
  kind: string | null
  subject_ids: Generated<string[]>
  fields: Generated<string[]>
  purpose: string | null
  why: string | null
}

export interface RequestKeys {
  county_id: number | null
  actor: string
  key: string
  request_hash: string
  status: number
  answer: unknown
  at: Date
}

export interface Matters {
  id: string
  county_id: number
  kind: string
  no: string
  state: string
  version: Generated<number>
  division_id: number
  path: string
  township_id: number | null
  village_id: number | null
  grid_id: number | null
  lng: number | null
  lat: number | null
  cell: string | null
  placed: boolean
  channel: string
  category: string | null
  opened_at: Date
  opened_by: string | null
  device_at: Date | null
  state_since: Date
  due_at: Date | null
  missed_at: Date | null
  answered_at: Date | null
  ended_at: Date | null
  ended_as: string | null
  owner_id: string | null
  first_contact_id: string | null
  waits_post: string | null
  waits_division_id: number | null
  unit_id: string | null
  merged_into: string | null
  parent_id: string | null
  supervision: Supervision | null
  data: Json
  search: Generated<unknown>
  changed_at: Date
}

/** A matter as the engines handle it: its row without the search words, which follow from it. */
export type MatterRecord = Omit<Selectable<Matters>, 'search'>

export interface MatterParties {
  county_id: number
  id: string
  matter_id: string
  party: string
  code_hash: string
  made_at: Date
  seat: number | null
}

export interface MatterLinks {
  county_id: number
  from_id: string
  to_id: string
  why: string
  made_by: string | null
  made_at: Date
}

export interface MergeProposals {
  county_id: number
  id: string
  kind: string
  earlier_id: string
  later_id: string
  metres: number | null
  likeness: number
  state: Generated<'open' | 'merged' | 'refused' | 'undone'>
  decided_by: string | null
  decided_at: Date | null
  made_at: Date
}

export interface MatterExtensions {
  county_id: number
  id: string
  matter_id: string
  matter_state: string
  asked_by: string
  asked_at: Date
  until: Date
  reason: string
  state: 'asked' | 'granted' | 'refused'
  decided_by: string | null
  decided_at: Date | null
  consents: Generated<unknown>
}

export interface Shares {
  county_id: number
  id: string
  matter_id: string
  to_division_id: number | null
  to_unit_id: string | null
  to_account_id: string | null
  purpose: string
  made_by: string
  made_at: Date
  ended_at: Date | null
}

export interface MatterReminders {
  county_id: number
  matter_id: string
  due_at: Date
  days: number
  told_at: Date
}

export interface Files {
  county_id: number
  id: string
  sort: 'photo' | 'voice' | 'document'
  media_type: string
  bytes: number
  sha256: string
  width: number | null
  height: number | null
  matter_id: string | null
  entry_id: Generated<string | null>
  made_by: string | null
  made_at: Date
}

export interface Notices {
  county_id: number
  id: string
  account_id: string
  at: Date
  text: Label
  push: Generated<Label | null>
  matter_id: string | null
  kind: string | null
  read_at: Date | null
}

export interface Events {
  seq: Generated<number>
  xid: Generated<string>
  county_id: number
  id: string
  type: string
  subject_kind: string
  subject_id: string
  path: string
  at: Date
  device_at: Date | null
  actor_type: string
  actor_id: string | null
  actor_post: string | null
  data: Generated<Json>
  was: unknown
  now: unknown
  digest: string | null
}

export interface EventCursors {
  reader: string
  xid: Generated<string>
  seq: Generated<number>
  moved_at: Generated<Date>
}

export interface EventSeals {
  county_id: number
  no: number
  sealed_at: Date
  last_xid: string
  last_seq: number
  seqs: number[]
  leaves: Buffer
  hash: string
}

export interface Counters {
  division_id: number
  county_id: number | null
  kind: string
  grain: 'month' | 'day'
  period: string
  n: number[]
}

export interface CounterSlots {
  kind: string
  measure: string
  slot: number
}

export interface Tables extends AccountTables, FieldTables, RegisterTables, RoundTables {
  divisions: Divisions
  division_aliases: DivisionAliases
  units: Units
  county_settings: CountySettings
  list_entries: ListEntries
  posts_held: PostsHeld
  access_log: AccessLog
  request_keys: RequestKeys
  matters: Matters
  matter_parties: MatterParties
  matter_links: MatterLinks
  merge_proposals: MergeProposals
  matter_extensions: MatterExtensions
  shares: Shares
  matter_reminders: MatterReminders
  files: Files
  notices: Notices
  events: Events
  event_cursors: EventCursors
  event_seals: EventSeals
  counters: Counters
  counter_slots: CounterSlots
}
