// Fields that belong together on a phone, as one entry of a list: a session, a party, an obligation.
import type { ReactNode } from 'react'
import { recordForm } from '../../../contract/derive/forms.ts'
import type { InputProps } from './input.ts'

export function RecordInput({ renderField, ...props }: InputProps & { renderField: (inner: InputProps) => ReactNode }) {
  const value = (props.value ?? {}) as Record<string, unknown>
  return (
    <div className="record">
      {recordForm(props.field.schema).map((field) => (
        <div key={field.name}>
          {renderField({
            field,
            value: value[field.name],
            onChange: (next) => props.onChange({ ...value, [field.name]: next }),
            fault: undefined,
          })}
        </div>
      ))}
    </div>
  )
}
