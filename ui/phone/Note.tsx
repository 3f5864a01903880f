// A boxed message: information, something to mind, something that went wrong, something that went well.
import type { ReactNode } from 'react'

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
