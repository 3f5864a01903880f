// The tables of phones as Kysely sees them: devices, conflicts, uploads, push notices. Columns are described in core/migrations.
import type { Generated } from 'kysely'

interface FieldDevices {
  county_id: number | null
  id: string
  account_id: string
  name: string
  registered_at: Date
  seen_at: Date
  revoked_at: Date | null
  revoked_by: string | null
}

export interface FieldConflicts {
  county_id: number
  id: string
  matter_id: string
  made_by: string
  transition: string
  data: Record<string, unknown>
  base_version: number
  device_at: Date
  device_ahead_ms: number | null
  at: Date
  state: Generated<'open' | 'kept' | 'applied'>
  settled_by: string | null
  settled_at: Date | null
}

export interface Uploads {
  county_id: number
  id: string
  account_id: string
  bytes: number
  touched_at: Date
  file_id: string | null
}

interface PushSubscriptions {
  county_id: number | null
  id: string
  account_id: string
  device_id: string | null
  endpoint: string
  p256dh: string
  auth: string
  made_at: Date
}

interface PushQueue {
  county_id: number | null
  notice_id: string
  subscription_id: string
  due_at: Date
  tries: Generated<number>
}

interface PushQuiet {
  county_id: number | null
  account_id: string
  from_minute: number | null
  to_minute: number | null
}

export interface FieldTables {
  field_devices: FieldDevices
  field_conflicts: FieldConflicts
  uploads: Uploads
  push_subscriptions: PushSubscriptions
  push_queue: PushQueue
  push_quiet: PushQuiet
}
