// Inputs that only checklists ask with: several choices, a decimal number, a time of day.
import { useState } from 'react'
import type { Question } from '../../../contract/checklist/form.ts'
import { label } from '../../../contract/label.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'

interface Props {
  question: Question
  value: unknown
  onChange: (value: unknown) => void
  fault: string | undefined
}

function useQuestionTitle(q: Question): string {
  const say = useText()
  return q.required ? say(q.label) : say(label('{field}（可不填）', '{field} (optional)'), { field: say(q.label) })
}

export function ManyInput({ question: q, value, onChange, fault }: Props) {
  const say = useText()
  const title = useQuestionTitle(q)
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const toggle = (name: string) =>
    onChange(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name])
  return (
    <fieldset className={fault ? 'field field-wrong' : 'field'}>
      <legend>{title}</legend>
      {q.hint && <p className="hint">{say(q.hint)}</p>}
      <div className="choices">
        {(q.choices ?? []).map((choice) => (
          <label key={choice.name} className="choice">
            <input type="checkbox" checked={chosen.includes(choice.name)} onChange={() => toggle(choice.name)} />
            <span>{say(choice.label)}</span>
          </label>
        ))}
      </div>
      {fault && <p className="fault">{fault}</p>}
    </fieldset>
  )
}

export function DecimalInput({ question: q, value, onChange, fault }: Props) {
  const say = useText()
  const title = useQuestionTitle(q)
  // What is typed on the way to a number (`2.`) stays as it is typed.
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value) : '')
  const type = (text: string) => {
    const plain = text.normalize('NFKC').replace(/[^\d.-]/g, '')
    setTyped(plain)
    const number = Number(plain)
    onChange(plain === '' || Number.isNaN(number) ? undefined : number)
  }
  return (
    <Field title={title} hint={say(q.hint)} fault={fault}>
      {(wiring) => (
        <input
          {...wiring}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onChange={(e) => type(e.target.value)}
        />
      )}
    </Field>
  )
}

export function TimeInput({ question: q, value, onChange, fault }: Props) {
  const say = useText()
  const title = useQuestionTitle(q)
  return (
    <Field title={title} hint={say(q.hint)} fault={fault}>
      {(wiring) => (
        <input
          {...wiring}
          type="time"
          value={typeof value === 'string' ? value : ''}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </Field>
  )
}
