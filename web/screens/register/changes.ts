// What a changed form sends: the fields that are other than before, and the names of those that were emptied.
import type { FormField } from '../../../contract/derive/forms.ts'
import type { EntryView } from '../../../contract/register-views.ts'

export interface Changes {
  version: number
  data: Record<string, unknown>
  clears?: string[]
}

export function changesOf(
  fields: readonly Pick<FormField, 'name'>[],
  entry: Pick<EntryView, 'version' | 'data'>,
  typed: Record<string, unknown>,
): Changes {
  const changed = fields.filter(({ name }) => JSON.stringify(typed[name]) !== JSON.stringify(entry.data[name]))
  const data = Object.fromEntries(
    changed.filter(({ name }) => typed[name] !== undefined).map(({ name }) => [name, typed[name]]),
  )
  const clears = changed.filter(({ name }) => typed[name] === undefined).map(({ name }) => name)
  return { version: entry.version, data, ...(clears.length > 0 ? { clears } : {}) }
}
