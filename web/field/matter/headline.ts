// What a matter is called on a phone: what was written, the words of what was chosen, else its kind.
import { describeField } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import { bothOf } from '../../../contract/label.ts'
import type { Wording } from '../../../ui/text/wording.ts'

/** Empty for a matter whose headline somebody may not read, or has not been written. */
export function headlineOf(kind: AnyMatterKind, data: Record<string, unknown>): Wording {
  const name = kind.headline as string
  const value = data[name]
  const schema = (kind as MatterKind).fields[name]
  if (value === undefined || value === null || !schema) return ''
  const { widget, choices, both } = describeField(name, schema, true)
  if (both) return bothOf(String(value))
  if (widget === 'choice') return choices?.[String(value)] ?? String(value)
  // A day says little by itself.
  return widget === 'date' ? kind.label : String(value)
}
