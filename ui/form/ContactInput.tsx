// A way to reach somebody: what to call them, and a phone number. Each may stay empty.
import { Input } from 'antd'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import { type InputProps, marks } from './input-props.ts'

export function ContactInput(props: InputProps) {
  const text = useText()
  const value = (props.value ?? {}) as { name?: string; phone?: string }
  return (
    <div className="field-pair">
      <Input
        {...marks(props)}
        value={value.name ?? ''}
        maxLength={60}
        autoComplete="off"
        placeholder={text(words.contactName)}
        aria-label={text(words.contactName)}
        onChange={(e) => props.onChange({ ...value, name: e.target.value })}
      />
      <Input
        id={`${props.id}-phone`}
        value={value.phone ?? ''}
        maxLength={20}
        inputMode="tel"
        autoComplete="off"
        placeholder={text(words.contactPhone)}
        aria-label={text(words.contactPhone)}
        {...(props.isWrong ? { status: 'error' as const } : {})}
        onChange={(e) => props.onChange({ ...value, phone: e.target.value })}
      />
    </div>
  )
}
