// A form from field descriptions, for a phone: nothing here knows what is being reported or done.
import type { FormField } from '../../../contract/derive/forms.ts'
import type { FormState } from '../../../ui/form/use-form.ts'
import { FieldInput } from './FieldInput.tsx'

export function PhoneForm({ fields, form }: { fields: readonly FormField[]; form: FormState }) {
  return (
    <>
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={form.values[field.name]}
          onChange={(value) => form.set(field.name, value)}
          fault={form.faults[field.name]}
        />
      ))}
    </>
  )
}
