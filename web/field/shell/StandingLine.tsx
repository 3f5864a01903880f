// The honest line under the head; a tap on it leads where one can do something about it.
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { useSnapshot } from '../engine.tsx'
import { hashOf } from '../route.ts'
import { standingOf } from './standing.ts'

export function StandingLine() {
  const say = useText()
  const format = useFormat()
  const { tone, says, to } = standingOf(useSnapshot(), (instant) => format.instant(instant, 'short'))
  return (
    <a className={`standing-line standing-${tone}`} href={hashOf({ page: to })}>
      <span role="status">{say(says)}</span>
    </a>
  )
}
