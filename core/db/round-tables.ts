// The tables of rounds as Kysely sees them. Columns are described in core/migrations.
import type { Generated } from 'kysely'
import type { Checklist } from '../../contract/checklist/form.ts'
import type { Label } from '../../contract/label.ts'
import type { Cadence } from '../../contract/period.ts'

export interface Checklists {
  county_id: number
  round: string
  version: number
  form: Checklist
  revision: Generated<number>
  changed_by: string | null
  changed_at: Date
  published_at: Date | null
}

export interface RoundPlans {
  county_id: number
  round: string
  is_on: boolean
  from_day: string
  cadence: Cadence | null
  draw_count: number | null
  contest_days: Generated<number>
  version: Generated<number>
  changed_by: string | null
  changed_at: Date
}

export interface RoundDraws {
  county_id: number
  id: string
  round: string
  from_day: string
  to_day: string
  commitment: string
  seed: string
  ids: string[]
  count: number
  drawn: string[]
  made_at: Date
  revealed_at: Date | null
}

export interface RoundCoverage {
  county_id: number
  round: string
  target_id: string
  name: string
  division_id: number
  path: string
  unit_id: string | null
  lng: number | null
  lat: number | null
  is_gone: Generated<boolean>
  last_done_on: string | null
  last_check_id: string | null
  due_check_id: string | null
  due_on: string | null
  missed_in_row: Generated<number>
  open_findings: Generated<number>
  advice: Generated<{ item: string; text: Label }[]>
}

export interface RoundReports {
  county_id: number
  id: string
  round: string
  sort: 'pass' | 'weekly' | 'monthly'
  from_day: string
  to_day: string
  edition: Generated<number>
  facts: Record<string, unknown>
  digest: string
  made_at: Date
  published_at: Date | null
  published_by: string | null
  why: string | null
}

export interface RoundContests {
  county_id: number
  id: string
  report_id: string
  target_id: string
  reason: string
  made_by: string
  made_at: Date
  upheld: boolean | null
  answer: string | null
  answered_by: string | null
  answered_at: Date | null
}

export interface RoundTables {
  checklists: Checklists
  round_plans: RoundPlans
  round_draws: RoundDraws
  round_coverage: RoundCoverage
  round_reports: RoundReports
  round_contests: RoundContests
}
