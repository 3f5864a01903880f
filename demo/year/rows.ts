// The rows that the simulated year leaves behind, before they are written to the database.
import type { CountedFacts } from '../../contract/derive/statistics.ts'
import type { Label } from '../../contract/label.ts'

/** A row of `events`; order and transaction are given by the database. */
export interface EventRow {
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
  data: Record<string, unknown>
  was: CountedFacts | null
  now: CountedFacts | null
  digest: string | null
}

export interface NoticeRow {
  countyId: number
  accountId: string
  at: Date
  text: Label
  matterId: string
  kind: string
  isRead: boolean
}

export interface PartyRow {
  countyId: number
  id: string
  matterId: string
  at: Date
}

export interface LinkRow {
  countyId: number
  fromId: string
  toId: string
  why: string
  by: string
  at: Date
}

export interface ProposalRow {
  countyId: number
  id: string
  earlierId: string
  laterId: string
  metres: number
  likeness: number
  state: 'open' | 'merged' | 'refused'
  by: string | null
  decidedAt: Date | null
  at: Date
}

export interface ExtensionRow {
  countyId: number
  id: string
  matterId: string
  matterState: string
  askedBy: string
  askedAt: Date
  until: Date
  reason: string
  state: 'asked' | 'granted' | 'refused'
  decidedBy: string | null
  decidedAt: Date | null
}

export interface ShareRow {
  countyId: number
  id: string
  matterId: string
  toDivisionId: number | null
  toUnitId: string | null
  purpose: string
  by: string
  at: Date
}
