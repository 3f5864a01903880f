// Clauses for an agreement: chosen by cause, their blanks filled, put into the terms. For desk and phone alike.
import { useState } from 'react'
import type { ListEntryView } from '../../../contract/views.ts'
import { useText } from '../../../ui/text/language.tsx'
import { blanksIn, type ClauseGroup, clauseGroups, clauseText, filled, withClause } from './clause-text.ts'
import { words } from './words.ts'
import './agreement.css'

interface Props {
  /** The terms so far, and what becomes of them; they are edited freely in the form's own field. */
  value: string
  onChange: (terms: string) => void
  /** Entries of the kept list `mediation.clauses`, and the Chinese name of the case's cause. */
  clauses: readonly ListEntryView[]
  causeName: string | undefined
}

const mostTerms = 5000

export function AgreementEditor({ value, onChange, clauses, causeName }: Props) {
  const text = useText()
  const [chosen, setChosen] = useState<ListEntryView | null>(null)
  const { first, others } = clauseGroups(clauses, causeName)
  const left = blanksIn(value)
  return (
    <div className="agreement">
      <fieldset>
        <legend>{text(words.clauses)}</legend>
        {first.map((each) => (
          <Group key={each.group.id} {...each} chosen={chosen} onChoose={setChosen} />
        ))}
        {others.length > 0 ? (
          <details>
            <summary>{text(words.allClauses)}</summary>
            {others.map((each) => (
              <Group key={each.group.id} {...each} chosen={chosen} onChoose={setChosen} />
            ))}
          </details>
        ) : null}
      </fieldset>
      {chosen ? (
        <Blanks
          key={chosen.id}
          clause={clauseText(chosen)}
          onInsert={(clause) => {
            onChange(withClause(value, clause).slice(0, mostTerms))
            setChosen(null)
          }}
          onCancel={() => setChosen(null)}
        />
      ) : null}
      <p className="agreement-left" role="status">
        {left.length > 0 ? text(words.blanksLeft, { what: left.join('、') }) : text(words.termsHint)}
      </p>
    </div>
  )
}

interface GroupProps extends ClauseGroup {
  chosen: ListEntryView | null
  onChoose: (clause: ListEntryView) => void
}

function Group({ group, clauses, chosen, onChoose }: GroupProps) {
  const text = useText()
  return (
    <div className="agreement-group">
      <b>{text(group.label)}</b>{' '}
      {clauses.map((clause) => (
        <button
          key={clause.id}
          type="button"
          className="button"
          aria-pressed={chosen?.id === clause.id}
          onClick={() => onChoose(clause)}
        >
          {text(clause.label)}
        </button>
      ))}
    </div>
  )
}

interface BlanksProps {
  clause: string
  onInsert: (clause: string) => void
  onCancel: () => void
}

function Blanks({ clause, onInsert, onCancel }: BlanksProps) {
  const text = useText()
  const [values, setValues] = useState<Record<string, string>>({})
  const ready = filled(clause, values)
  return (
    <fieldset>
      <legend>{text(words.fill)}</legend>
      {blanksIn(clause).map((name) => (
        <label key={name} className="agreement-blank">
          {name}
          <input
            type="text"
            maxLength={100}
            value={values[name] ?? ''}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
      <p lang="zh-CN">{ready}</p>
      <button type="button" className="button button-first" onClick={() => onInsert(ready)}>
        {text(words.insert)}
      </button>{' '}
      <button type="button" className="button" onClick={onCancel}>
        {text(words.cancel)}
      </button>
    </fieldset>
  )
}
