// A boxed message: information, something to mind, something that went wrong, something that went well.
import type { ReactNode } from 'react'
import { label } from '../../../contract/label.ts'
import { useSay } from '../language.tsx'
import type { Trouble } from '../trouble.ts'

interface Props {
  tone?: 'plain' | 'mind' | 'wrong' | 'good'
  title?: string
  children?: ReactNode
  /** Read aloud at once when it appears. */
  isAlert?: boolean
}

export function Note({ tone = 'plain', title, children, isAlert = false }: Props) {
  return (
    <div className={`note note-${tone}`} role={isAlert ? 'alert' : undefined}>
      {title !== undefined && <p className="note-title">{title}</p>}
      {children}
    </div>
  )
}

/** What went wrong and, where it helps, a button to try again. */
export function TroubleNote({ trouble, onAgain }: { trouble: Trouble; onAgain?: () => void }) {
  const say = useSay()
  return (
    <Note tone="wrong" isAlert title={say(trouble.says)}>
      {trouble.fields.map((f) => (
        <p key={f.field}>{say(f.says)}</p>
      ))}
      {onAgain && (
        <button type="button" className="button" onClick={onAgain}>
          {say(label('再试一次', 'Try again'))}
        </button>
      )}
    </Note>
  )
}
