// The terms of an agreement on a phone: a clause is chosen, its blanks are filled, and the words are edited freely.
import { useState } from 'react'
import { label } from '../../../../contract/label.ts'
import type { ListEntryView } from '../../../../contract/views.ts'
import { Field } from '../../../../ui/phone/Field.tsx'
import { Icon } from '../../../../ui/phone/Icon.tsx'
import { useText } from '../../../../ui/text/language.tsx'
import { type ClauseGroup, clauseGroups, clauseText, withClause } from '../clause-text.ts'
import { words } from '../words.ts'
import { ClauseBlanks } from './ClauseBlanks.tsx'

interface Props {
  title: string
  value: string
  onChange: (terms: string) => void
  fault: string | undefined
  /** Entries of the kept list `mediation.clauses`, and the Chinese name of the case's cause. */
  clauses: readonly ListEntryView[]
  causeName: string | undefined
}

const mostTerms = 5000

export function TermsInput({ title, value, onChange, fault, clauses, causeName }: Props) {
  const say = useText()
  const [chosen, setChosen] = useState<ListEntryView | null>(null)
  if (chosen)
    return (
      <ClauseBlanks
        title={say(chosen.label)}
        clause={clauseText(chosen)}
        onInsert={(clause) => {
          onChange(withClause(value, clause).slice(0, mostTerms))
          setChosen(null)
        }}
        onCancel={() => setChosen(null)}
      />
    )
  const { first, others } = clauseGroups(clauses, causeName)
  return (
    <>
      {first.map((each) => (
        <Clauses key={each.group.id} {...each} onChoose={setChosen} />
      ))}
      {others.length > 0 && (
        <details className="more">
          <summary>{say(words.allClauses)}</summary>
          {others.map((each) => (
            <Clauses key={each.group.id} {...each} onChoose={setChosen} />
          ))}
        </details>
      )}
      <Field
        title={title}
        hint={say(label('选上面的条款，或者自己写，一行一条', 'Choose from the clauses above, or write, one a line'))}
        fault={fault}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            rows={6}
            maxLength={mostTerms}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}

function Clauses({ group, clauses, onChoose }: ClauseGroup & { onChoose: (clause: ListEntryView) => void }) {
  const say = useText()
  return (
    <fieldset className="field">
      <legend>{say(label('{group}的条款', 'Clauses: {group}'), { group: say(group.label) })}</legend>
      <div className="row">
        {clauses.map((clause) => (
          <button key={clause.id} type="button" className="button" onClick={() => onChoose(clause)}>
            <Icon name="plus" />
            {say(clause.label)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
