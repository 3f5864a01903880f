// Fields that belong together, as one entry of a list: a session, a party, an obligation.
import type { ReactNode } from 'react'
import { recordForm } from '../../contract/derive/forms.ts'
import { useText } from '../text/language.tsx'
import { FieldRow } from './FieldRow.tsx'
import type { InputProps } from './input-props.ts'

export function RecordInput({ renderField, ...props }: InputProps & { renderField: (inner: InputProps) => ReactNode }) {
  const text = useText()
  const value = (props.value ?? {}) as Record<string, unknown>
  return (
    <div className="form field-record">
      {recordForm(props.field.schema).map((field) => {
        const id = `${props.id}-${field.name}`
        return (
          <FieldRow
            key={field.name}
            id={id}
            label={text(field.label)}
            required={field.required}
            hint={text(field.hint)}
          >
            {renderField({
              ...props,
              id,
              field,
              value: value[field.name],
              onChange: (next) => props.onChange({ ...value, [field.name]: next }),
              isWrong: false,
            })}
          </FieldRow>
        )
      })}
    </div>
  )
}
