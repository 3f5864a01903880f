// A field of a form: label, privacy, the input itself, a hint or what is wrong.
import { LockOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import type { Privacy } from '../../contract/fields.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import './form.css'

interface Props {
  id: string
  label: string
  required?: boolean
  hint?: string | null
  fault?: string | undefined
  privacy?: Privacy
  children: ReactNode
}

export function FieldRow({ id, label, required = false, hint, fault, privacy = 'open', children }: Props) {
  const text = useText()
  return (
    <div className={`field${fault ? ' field-wrong' : ''}`}>
      <label className="field-label" htmlFor={id} id={`${id}-label`}>
        {label}
        {required ? (
          <span className="field-star" aria-hidden="true">
            *
          </span>
        ) : (
          <span className="field-optional">{text(words.optional)}</span>
        )}
        <PrivacyMark privacy={privacy} />
      </label>
      {children}
      {fault ? (
        <p className="field-fault" id={`${id}-help`} role="alert">
          {fault}
        </p>
      ) : hint ? (
        <p className="field-hint" id={`${id}-help`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}

/** A lock on what few may see. */
export function PrivacyMark({ privacy }: { privacy: Privacy }) {
  const text = useText()
  if (privacy !== 'sealed') return null
  return (
    <Tooltip title={text(words.sealed)}>
      <LockOutlined className="field-lock" aria-label={text(words.sealed)} />
    </Tooltip>
  )
}
