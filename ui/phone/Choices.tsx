// A few choices as rows one can hit with a thumb.
import { useId } from 'react'

interface Props {
  title: string
  hint?: string
  fault?: string | undefined
  choices: readonly { id: string; says: string }[]
  value: string | null
  onChange: (id: string) => void
}

export function Choices({ title, hint, fault, choices, value, onChange }: Props) {
  const name = useId()
  return (
    <fieldset className={fault ? 'field field-wrong' : 'field'} aria-describedby={fault ? `${name}-fault` : undefined}>
      <legend>{title}</legend>
      {hint ? <p className="hint">{hint}</p> : null}
      <div className="choices">
        {choices.map(({ id, says }) => (
          <label key={id} className="choice">
            <input type="radio" name={name} checked={id === value} onChange={() => onChange(id)} />
            <span>{says}</span>
          </label>
        ))}
      </div>
      {fault && (
        <p id={`${name}-fault`} className="fault">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
