// The tables of registers as Kysely sees them. Columns are described in core/migrations.
import type { Generated, Selectable } from 'kysely'

type Json = Record<string, unknown>

export interface RegisterEntries {
  id: string
  county_id: number
  kind: string
  code: string
  version: number
  division_id: number
  path: string
  township_id: number | null
  village_id: number | null
  grid_id: number | null
  unit_id: string | null
  headline: string
  same_as: string
  lng: number | null
  lat: number | null
  data: Json
  shapes: Json
  missing: string[]
  made_at: Date
  confirmed_at: Date
  closed_on: string | null
  merged_into: string | null
  search: Generated<unknown>
  changed_at: Date
}

/** An entry as the engine handles it: its row without the search words, which follow from it. */
export type EntryRecord = Omit<Selectable<RegisterEntries>, 'search'>

export interface RegisterVersions {
  county_id: number
  entry_id: string
  version: number
  at: Date
  row: Json
}

export interface RegisterTransfers {
  county_id: number
  id: string
  entry_id: string
  from_division_id: number
  to_division_id: number
  to_path: string
  reason: string
  asked_by: string
  asked_at: Date
  state: Generated<'open' | 'accepted' | 'refused' | 'withdrawn'>
  decided_by: string | null
  decided_at: Date | null
}

export interface RegisterLinks {
  county_id: number
  entry_id: string
  subject: string
  subject_id: string
  why: string
  made_by: string | null
  made_at: Date
}

export interface RegisterImports {
  county_id: number
  id: string
  kind: string
  file_name: string
  made_by: string
  made_at: Date
  sheet: unknown
  report: unknown
  loaded_at: Date | null
}

export interface RegisterTables {
  register_entries: RegisterEntries
  register_versions: RegisterVersions
  register_transfers: RegisterTransfers
  register_links: RegisterLinks
  register_imports: RegisterImports
}
