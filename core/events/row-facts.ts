// What readers of events need of a matter's row to tell who may see it, so that none of them asks the database for it.
import type { MatterRecord } from '../db/tables.ts'

/** Where a matter was, and whose, before a change that took it away from somebody. */
export interface Left {
  path: string
  countyId: number
  ownerId: string | null
  unitId: string | null
}

export interface RowFacts {
  category: string | null
  point: { lng: number; lat: number } | null
  ownerId: string | null
  unitId: string | null
  openedById: string | null
  parentId?: string
  left?: Left
}

const leftOf = (m: MatterRecord): Left => ({
  path: m.path,
  countyId: m.county_id,
  ownerId: m.owner_id,
  unitId: m.unit_id,
})

/** The facts of a row after a change. `left` is there only when the change moved the matter or gave it to others. */
export function rowFacts(before: MatterRecord | null, after: MatterRecord): RowFacts {
  const hasMoved =
    before !== null &&
    (before.path !== after.path || before.owner_id !== after.owner_id || before.unit_id !== after.unit_id)
  return {
    category: after.category,
    point: after.lng !== null && after.lat !== null ? { lng: after.lng, lat: after.lat } : null,
    ownerId: after.owner_id,
    unitId: after.unit_id,
    openedById: after.opened_by,
    ...(after.parent_id === null ? {} : { parentId: after.parent_id }),
    ...(hasMoved ? { left: leftOf(before) } : {}),
  }
}

/** The facts that an event carries; undefined for events that are not of a matter. */
export const rowOf = (event: { data: Record<string, unknown> }): RowFacts | undefined =>
  event.data.row as RowFacts | undefined
