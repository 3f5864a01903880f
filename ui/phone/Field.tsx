// A labelled input with its hint and its fault, tied together for screen readers.
import { type ReactNode, useId } from 'react'

interface Wiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
}

interface Props {
  title: ReactNode
  hint?: ReactNode
  fault?: string | undefined
  children: (wiring: Wiring) => ReactNode
}

export function Field({ title, hint, fault, children }: Props) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter((s) => s !== '').join(' ')
  return (
    <div className={fault ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>{title}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': fault ? true : undefined,
      })}
      {fault && (
        <p id={`${id}-fault`} className="fault">
          {fault}
        </p>
      )}
    </div>
  )
}
