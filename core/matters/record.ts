// A matter's row as the engines handle it, and what access, counts and search need to know of it.

import type { TSchema } from 'typebox'
import type { AccessFacts } from '../../contract/access.ts'
import { dayOf } from '../../contract/calendar.ts'
import { type CountedFacts, countedFields } from '../../contract/derive/statistics.ts'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, End } from '../../contract/kind.ts'
import type { MatterRecord } from '../db/tables.ts'
import { searchVector } from '../search/words.ts'

/** The columns that make a `MatterRecord`: all but the search words. */
export const recordColumns = [
  'id',
  'county_id',
  'kind',
  'no',
  'state',
  'version',
  'division_id',
  'path',
  'township_id',
  'village_id',
  'grid_id',
  'lng',
  'lat',
  'cell',
  'placed',
  'channel',
  'category',
  'opened_at',
  'opened_by',
  'device_at',
  'state_since',
  'due_at',
  'missed_at',
  'answered_at',
  'ended_at',
  'ended_as',
  'owner_id',
  'first_contact_id',
  'waits_post',
  'waits_division_id',
  'unit_id',
  'merged_into',
  'data',
  'changed_at',
] as const satisfies readonly (keyof MatterRecord)[]

/** What access needs of a matter; `sharedTo` are held posts of the reader that a share names. */
export const accessFacts = (
  m: MatterRecord,
  sharedTo: readonly string[] = [],
): AccessFacts & { data: Record<string, unknown> } => ({
  id: m.id,
  state: m.state,
  path: m.path,
  ownerId: m.owner_id,
  openedById: m.opened_by,
  unitId: m.unit_id,
  stateSince: m.state_since,
  mergedInto: m.merged_into,
  sharedTo,
  data: m.data,
})

const secondsBetween = (from: Date, to: Date | null): number | null =>
  to === null ? null : Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000))

/** What counters need of a matter: open values only. */
export function countedFacts(k: AnyMatterKind, m: MatterRecord): CountedFacts {
  const values: Record<string, string> = {}
  for (const field of countedFields(k)) {
    const value = m.data[field]
    if (typeof value === 'string') values[field] = value
  }
  return {
    kind: m.kind,
    divisionId: m.division_id,
    day: dayOf(m.opened_at),
    state: m.state,
    merged: m.merged_into !== null,
    values,
    answeredAfterS: secondsBetween(m.opened_at, m.answered_at),
    endedAfterS: secondsBetween(m.opened_at, m.ended_at),
    ended: m.ended_at !== null && m.ended_as !== null ? { day: dayOf(m.ended_at), as: m.ended_as as End } : null,
  }
}

/**
 * The search words of a matter, as the text of a tsvector: open fields (weight A) and personal ones (weight B, found only by those who may read
 * them). Sealed fields are never searchable.
 */
export function searchable(k: AnyMatterKind, m: MatterRecord): string {
  const open = [m.no]
  const personal: string[] = []
  for (const [name, schema] of Object.entries(k.fields as Record<string, TSchema>)) {
    const { 'x-privacy': privacy, 'x-widget': widget } = marksOf(schema, name)
    const value = m.data[name]
    if (privacy === 'sealed' || typeof value !== 'string' || (widget !== 'text' && widget !== 'paragraph')) continue
    ;(privacy === 'open' ? open : personal).push(value)
  }
  return searchVector(open.join('\n'), personal.join('\n'))
}
