// A form from field descriptions: nothing here knows what is being reported, disputed or checked.
import type { FormField } from '../../contract/derive/forms.ts'
import { useText } from '../text/language.tsx'
import { FieldInput } from './FieldInput.tsx'
import { FieldRow } from './FieldRow.tsx'
import type { FormState } from './use-form.ts'

interface Props {
  fields: readonly FormField[]
  form: FormState
  /** The division whose outlines and branches pickers offer. */
  areaId: number | null
  /** Where maps begin, when that is less than the whole area. */
  focusId?: number | null
  /** Begins the ids of inputs, so that two forms on a page do not mix. */
  name: string
}

export function DerivedForm({ fields, form, areaId, focusId = null, name }: Props) {
  const text = useText()
  return (
    <div className="form">
      {fields.map((field) => {
        const id = `${name}-${field.name}`
        const fault = form.faults[field.name]
        return (
          <FieldRow
            key={field.name}
            id={id}
            label={text(field.label)}
            required={field.required}
            hint={text(field.hint)}
            fault={fault}
            privacy={field.privacy}
          >
            <FieldInput
              field={field}
              id={id}
              value={form.values[field.name]}
              onChange={(value) => form.set(field.name, value)}
              isWrong={fault !== undefined}
              areaId={areaId}
              focusId={focusId}
            />
          </FieldRow>
        )
      })}
    </div>
  )
}
