// Entries of a kept list in the order they are shown, and that order with one of them moved.
import type { ListEntryView } from '../../../contract/views.ts'

/** Every entry after the one it stands under. */
export function nested(entries: readonly ListEntryView[]): { entry: ListEntryView; depth: 0 | 1 }[] {
  const ids = new Set(entries.map((entry) => entry.id))
  const tops = entries.filter((entry) => entry.under === null || !ids.has(entry.under))
  return tops.flatMap((top) => [
    { entry: top, depth: 0 as const },
    ...entries.filter((entry) => entry.under === top.id).map((entry) => ({ entry, depth: 1 as const })),
  ])
}

/** The ids of all entries with one moved past its neighbour of the same level; unchanged at an end. */
export function moved(entries: readonly ListEntryView[], id: string, by: -1 | 1): string[] {
  const shown = nested(entries)
  const entry = shown.find((each) => each.entry.id === id)?.entry
  if (!entry) return entries.map((each) => each.id)
  const siblings = entries.filter((each) => each.under === entry.under)
  const at = siblings.findIndex((each) => each.id === id)
  const other = siblings[at + by]
  if (!other) return shown.map((each) => each.entry.id)
  const swapped = siblings.map((each, i) => (i === at ? other : i === at + by ? entry : each))
  let next = 0
  const reordered = entries.map((each) => (each.under === entry.under ? (swapped[next++] as ListEntryView) : each))
  return nested(reordered).map((each) => each.entry.id)
}
