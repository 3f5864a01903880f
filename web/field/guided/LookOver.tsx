// Everything that was answered or known, to be read once more; each can be changed.
import { label } from '../../../contract/label.ts'
import { isBlank } from '../../../ui/form/check.ts'
import { useText } from '../../../ui/text/language.tsx'
import { FieldValue } from '../matter/FieldValue.tsx'
import { keyOf, numbered, type Question, spokenFor, spokenWords, type Values, valueAt } from './questions.ts'

interface Props {
  questions: readonly Question[]
  values: Values
  onChange: (question: Question) => void
}

export function LookOver({ questions, values, onChange }: Props) {
  const say = useText()
  return (
    <ul className="look-over">
      {questions.map((question) => {
        const field = numbered(question)
        const value = valueAt(values, question)
        const isSpoken = isBlank(value) && spokenFor(questions, values, question)
        return (
          <li key={keyOf(question)}>
            <div>
              <b>{say(field.label)}</b>
              <div className="look-over-value">
                {isSpoken ? spokenWords : isBlank(value) ? '—' : <FieldValue field={field} value={value} />}
              </div>
            </div>
            <button
              type="button"
              className="button"
              aria-label={say(label('改{field}', 'Change: {field}'), { field: say(field.label) })}
              onClick={() => onChange(question)}
            >
              {say(label('改', 'Change'))}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
