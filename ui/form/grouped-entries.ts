// Entries of a kept list as choices in two levels.
import type { ListEntryView } from '../../contract/views.ts'
import type { Wording } from '../text/wording.ts'

interface Option {
  value: string
  label: string
}

/** Those that others stand under become headings. Switched-off ones are not offered. */
export function groupedEntries(
  entries: readonly ListEntryView[],
  text: (wording: Wording) => string,
): (Option | { label: string; options: Option[] })[] {
  const active = entries.filter((entry) => entry.active)
  const optionOf = (entry: ListEntryView) => ({ value: entry.id, label: text(entry.label) })
  return active
    .filter((entry) => entry.under === null)
    .map((entry) => {
      const below = active.filter((each) => each.under === entry.id)
      return below.length === 0 ? optionOf(entry) : { label: text(entry.label), options: below.map(optionOf) }
    })
}
