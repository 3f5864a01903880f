// What every input on a phone is given, and how its field is called.
import type { FormField } from '../../../contract/derive/forms.ts'
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'

export interface InputProps {
  field: FormField
  value: unknown
  onChange: (value: unknown) => void
  fault: string | undefined
}

/** The title of a field; one that may stay empty says so. */
export function useTitle(field: FormField): string {
  const say = useText()
  return field.required
    ? say(field.label)
    : say(label('{field}（可不填）', '{field} (optional)'), { field: say(field.label) })
}
