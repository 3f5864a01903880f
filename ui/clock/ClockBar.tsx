// A deadline as a bar, with what is left in words.

import { words } from '../messages.ts'
import { useFormat, useText } from '../text/language.tsx'
import './clock.css'
import { readClock } from './clock.ts'
import { useNow } from './now.ts'

interface Props {
  from: string
  dueAt: string | null
  ended?: boolean
  /** Words only as wide as they are, for table rows. */
  compact?: boolean
}

export function ClockBar({ from, dueAt, ended = false, compact = false }: Props) {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  if (ended || dueAt === null)
    return compact ? (
      <span className="clock clock-quiet">—</span>
    ) : (
      <span className="clock clock-quiet">{text(ended ? words.ended : words.noDeadline)}</span>
    )
  const clock = readClock(from, dueAt, now)
  const said = text(clock.level === 'late' ? words.late : words.left, { span: format.span(clock.leftMs) })
  const due = `${text(words.dueAt)} ${format.instant(dueAt)}`
  return (
    <span className={`clock clock-${clock.level}${compact ? ' clock-compact' : ''}`} title={due}>
      <span className="clock-words">{said}</span>
      <span className="clock-track" aria-hidden="true">
        <span className="clock-used" style={{ width: `${Math.round(clock.used * 100)}%` }} />
      </span>
      {compact ? null : <span className="clock-due">{due}</span>}
    </span>
  )
}
