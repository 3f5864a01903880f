// Green while the screen is live, amber when it lags, red when it is cut off: and always as of when.
import { Tooltip } from 'antd'
import { serverNow } from '../../ui/clock/now.ts'
import { useFormat, useText } from '../../ui/text/language.tsx'
import { useLight } from '../live/light.ts'
import { words } from '../messages.ts'

const names = { connecting: words.connecting, live: words.live, stale: words.stale, down: words.down } as const
const stories = {
  connecting: words.connecting,
  live: words.liveAsOf,
  stale: words.staleAsOf,
  down: words.downAsOf,
} as const

export function HonestyLight() {
  const text = useText()
  const format = useFormat()
  const { state, asOf } = useLight()
  const at = format.instant(asOf, 'clock')
  const span = asOf ? format.span(serverNow().getTime() - asOf.getTime()) : ''
  return (
    <Tooltip title={text(stories[state], { at, span })}>
      <span className={`light light-${state}`} role="status" aria-label={text(stories[state], { at, span })}>
        <span className="light-dot" aria-hidden="true" />
        <span className="light-name">{text(names[state])}</span>
        <span className="light-time lf-numbers">{at}</span>
      </span>
    </Tooltip>
  )
}
