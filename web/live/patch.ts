// What a live change does to answers that are on screen already: known facts at once, the rest when asked again.
import type { LiveChange, MatterRow, Page } from '../../contract/views.ts'
import type { MapPoints } from '../data/matters.ts'

/** The newest change of each matter: an older one of the same batch says nothing more. */
export function newestOf(changes: readonly LiveChange[]): Map<string, LiveChange> {
  const newest = new Map<string, LiveChange>()
  for (const change of changes) {
    const known = newest.get(change.id)
    if (!known || known.version <= change.version) newest.set(change.id, change)
  }
  return newest
}

/** The rows with what the changes tell of them; the same array when they tell nothing. */
export function patchRows(rows: MatterRow[], changes: ReadonlyMap<string, LiveChange>): MatterRow[] {
  let changed = false
  const out = rows.map((row) => {
    const change = changes.get(row.id)
    if (!change || change.version <= row.version) return row
    changed = true
    return {
      ...row,
      state: change.state,
      version: change.version,
      headline: change.headline ?? row.headline,
      category: change.category ?? row.category,
      point: change.point ?? row.point,
      merged: change.merged,
    }
  })
  return changed ? out : rows
}

export interface Pages {
  pages: Page<MatterRow>[]
  pageParams: unknown[]
}

export function patchPages(data: Pages, changes: ReadonlyMap<string, LiveChange>): Pages {
  let changed = false
  const pages = data.pages.map((page) => {
    const rows = patchRows(page.rows, changes)
    if (rows === page.rows) return page
    changed = true
    return { ...page, rows }
  })
  return changed ? { ...data, pages } : data
}

export function patchPoints(data: MapPoints, changes: ReadonlyMap<string, LiveChange>): MapPoints {
  let changed = false
  const points = data.points.flatMap((point) => {
    const change = changes.get(point.id)
    if (!change) return [point]
    if (change.merged) {
      changed = true
      return []
    }
    const { lng, lat } = change.point ?? point
    if (change.state === point.state && lng === point.lng && lat === point.lat) return [point]
    changed = true
    return [{ ...point, state: change.state, category: change.category ?? point.category, lng, lat }]
  })
  return changed ? { ...data, points } : data
}
