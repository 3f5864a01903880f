// What the public may see and send: pure rules of the portal.

import Type from 'typebox'
import { fieldsBody, intakeFields } from '../../contract/derive/bodies.ts'
import type { ListEntryView, StatisticsRow, StatisticsTable } from '../../contract/views.ts'
import { report } from './report.matter.ts'

/** Counts below this are not shown to the public (domain.md §3, hard rule c). */
export const smallestShown = 5

/** The body of a report sent from the portal: what opening asks for, and whether to leave no trace of who sent it. */
export const publicBody = Type.Object(
  {
    data: fieldsBody(report, report.askedAtStart),
    id: intakeFields.id,
    divisionId: intakeFields.divisionId,
    anonymous: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** An anonymous report keeps no identity at all: nothing that reaches the person, and no voice. */
export function withoutIdentity(data: Record<string, unknown>): Record<string, unknown> {
  const { contact: _contact, voice: _voice, ...rest } = data
  return rest
}

/**
 * Hides small counts in tables over the same matters. A single hidden count could be worked out where the total is
 * known, that is, where some table hides nothing: there the next smallest is hidden too.
 */
export function suppressed(tables: readonly StatisticsTable[]): StatisticsTable[] {
  const isTotalKnown = tables.some((t) => !t.rows.some(isSmall))
  return tables.map((t) => ({ ...t, rows: hideIn(t.rows, isTotalKnown) }))
}

const isSmall = (r: StatisticsRow): boolean => r.n !== null && r.n > 0 && r.n < smallestShown

function hideIn(rows: readonly StatisticsRow[], isTotalKnown: boolean): StatisticsRow[] {
  const hidden = new Set(rows.filter(isSmall).map((r) => r.key))
  if (hidden.size === 1 && isTotalKnown) {
    const larger = rows.filter((r) => r.n !== null && r.n >= smallestShown)
    const next = larger.sort((a, b) => (a.n ?? 0) - (b.n ?? 0))[0]
    if (next) hidden.add(next.key)
  }
  // A public number leads to no rows.
  return rows.map((r) => ({ ...r, n: hidden.has(r.key) ? null : r.n, rows: {} }))
}

/** Whether a report of this category is shown to the public by its cell only. */
export const isCoarse = (entry: Pick<ListEntryView, 'notes'> | undefined): boolean => entry?.notes.coarse === true
