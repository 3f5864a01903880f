// The clock of a matter, and the question for more time when there is one.
import { Alert, App, Button, Space } from 'antd'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { ClockBar } from '../../../ui/clock/ClockBar.tsx'
import { Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { findMessage } from '../../modules.ts'
import { words } from './messages.ts'
import { useChange } from './use-change.ts'

export function MatterClock({ kind, matter, isEnded }: { kind: AnyMatterKind; matter: MatterView; isEnded: boolean }) {
  const text = useText()
  const format = useFormat()
  const state = text((kind as MatterKind).states[matter.state]?.label ?? matter.state)
  return (
    <section className="matter-clock" aria-label={text(words.clock)}>
      {isEnded ? (
        <p className="matter-ended">
          {text(words.endedAt)} <span className="lf-numbers">{format.instant(matter.endedAt)}</span>
        </p>
      ) : (
        <ClockBar from={matter.stateSince} dueAt={matter.dueAt} />
      )}
      <p className="lf-soft">
        {text(words.since, { state })} <span className="lf-numbers">{format.instant(matter.stateSince)}</span>
        {matter.answeredAt ? (
          <>
            {' · '}
            {text(words.answeredAt)} <span className="lf-numbers">{format.instant(matter.answeredAt)}</span>
          </>
        ) : null}
      </p>
      {matter.extension && !isEnded ? <Extension matter={matter} /> : null}
    </section>
  )
}

function Extension({ matter }: { matter: MatterView }) {
  const text = useText()
  const format = useFormat()
  const { message } = App.useApp()
  const change = useChange(() => void message.success(text(words.done, { step: text(words.extend) })))
  const extension = matter.extension
  if (!extension) return null
  const until = format.instant(extension.until)
  if (extension.state !== 'asked')
    return (
      <p className="lf-soft">
        {text(extension.state === 'granted' ? words.extensionGranted : words.extensionRefused, { until })}
      </p>
    )
  const decide = (grant: boolean) =>
    void change.send(`/api/matters/${matter.id}/extension/decide`, { grant, version: matter.version })
  const why = matter.can.decideExtension
  return (
    <Alert
      type="info"
      className="matter-extension"
      title={text(words.extensionAsked, { name: extension.askedBy.name, until })}
      description={
        <>
          <p>{extension.reason}</p>
          {change.refusal ? <Refused refusal={change.refusal} /> : null}
          {why === null ? (
            <Space>
              <Button type="primary" size="small" loading={change.busy} onClick={() => decide(true)}>
                {text(words.grant)}
              </Button>
              <Button size="small" disabled={change.busy} onClick={() => decide(false)}>
                {text(words.refuse)}
              </Button>
            </Space>
          ) : why ? (
            <span className="lf-soft">{text(findMessage(why) ?? why)}</span>
          ) : null}
        </>
      }
    />
  )
}
