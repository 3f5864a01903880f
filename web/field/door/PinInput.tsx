// A PIN, typed with the phone's own number keys and never shown.
import { Field } from '../../../ui/phone/Field.tsx'

interface Props {
  title: string
  hint?: string
  fault?: string | undefined
  value: string
  most: number
  onChange: (pin: string) => void
}

export function PinInput({ title, hint, fault, value, most, onChange }: Props) {
  return (
    <Field title={title} hint={hint} fault={fault}>
      {(wiring) => (
        <input
          {...wiring}
          className="pin"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={most}
          value={value}
          onChange={(e) => onChange(e.target.value.normalize('NFKC').replace(/\D/g, ''))}
        />
      )}
    </Field>
  )
}
