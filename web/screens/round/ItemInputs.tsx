// The inputs of an item's form: a text in both languages, and one in one.
import { Input } from 'antd'
import type { Label } from '../../../contract/label.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './plan-messages.ts'

interface WordsProps {
  id: string
  label: string
  value: Label
  onChange: (next: Label) => void
}

/** Words in Chinese and in English, one below the other. */
export function WordsRow({ id, label, value, onChange }: WordsProps) {
  const text = useText()
  return (
    <FieldRow id={id} label={label} required>
      <div className="item-words">
        <Input
          id={id}
          maxLength={400}
          value={value.zh}
          addonBefore={text(words.zh)}
          onChange={(event) => onChange({ ...value, zh: event.target.value })}
        />
        <Input
          aria-label={`${label} ${text(words.en)}`}
          maxLength={400}
          value={value.en}
          addonBefore={text(words.en)}
          onChange={(event) => onChange({ ...value, en: event.target.value })}
        />
      </div>
    </FieldRow>
  )
}

interface TextProps {
  id: string
  label: Label
  hint?: Label
  value: string
  onChange: (next: string) => void
}

export function TypedText({ id, label, hint, value, onChange }: TextProps) {
  const text = useText()
  return (
    <FieldRow id={id} label={text(label)} required={id === 'name' || id === 'finding'} hint={hint ? text(hint) : null}>
      <Input id={id} maxLength={1000} value={value} onChange={(event) => onChange(event.target.value)} />
    </FieldRow>
  )
}
