// The question for more time, while it is open and as it was decided: by a superior, or by the consent of every party.
import { Alert, App, Button, Space } from 'antd'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { ExtensionView, MatterView } from '../../../contract/views.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { findMessage } from '../../modules.ts'
import { words } from './messages.ts'
import { useChange } from './use-change.ts'

export function MatterExtension({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const text = useText()
  const format = useFormat()
  const { message } = App.useApp()
  const change = useChange(() => void message.success(text(words.done, { step: text(words.extend) })))
  const { extension } = matter
  if (!extension) return null
  const until = format.instant(extension.until)
  if (extension.state !== 'asked')
    return (
      <p className="lf-soft">
        {text(extension.state === 'granted' ? words.extensionGranted : words.extensionRefused, { until })}
      </p>
    )
  const decide = (decision: Decision) =>
    void change.send(`/api/matters/${matter.id}/extension/decide`, { ...decision, version: matter.version })
  const isByConsent = (kind as MatterKind).states[matter.state]?.deadline?.extension?.mode === 'consent'
  const asks = isByConsent ? words.extensionByConsent : words.extensionAsked
  return (
    <Alert
      type="info"
      className="matter-extension"
      title={text(asks, { name: extension.askedBy.name, until })}
      description={
        <>
          <p>{extension.reason}</p>
          {change.refusal ? <Refused refusal={change.refusal} /> : null}
          {isByConsent ? (
            <Consents kind={kind} matter={matter} extension={extension} busy={change.busy} onDecide={decide} />
          ) : (
            <Decide why={matter.can.decideExtension} busy={change.busy} onDecide={decide} />
          )}
        </>
      }
    />
  )
}

interface Decision {
  grant: boolean
  seat?: number
  how?: 'signed' | 'spoken'
}

interface DecideProps {
  why: string | null | undefined
  busy: boolean
  onDecide: (decision: Decision) => void
}

function Decide({ why, busy, onDecide }: DecideProps) {
  const text = useText()
  if (why === undefined) return null
  if (why !== null) return <span className="lf-soft">{text(findMessage(why) ?? why)}</span>
  return (
    <Space>
      <Button type="primary" size="small" loading={busy} onClick={() => onDecide({ grant: true })}>
        {text(words.grant)}
      </Button>
      <Button size="small" disabled={busy} onClick={() => onDecide({ grant: false })}>
        {text(words.refuse)}
      </Button>
    </Space>
  )
}

interface ConsentsProps extends Omit<DecideProps, 'why'> {
  kind: AnyMatterKind
  matter: MatterView
  extension: ExtensionView
}

/** Each party for itself; who handles the matter writes down what was said or signed in the office. */
function Consents({ kind, matter, extension, busy, onDecide }: ConsentsProps) {
  const text = useText()
  const format = useFormat()
  const { consents, consentsNeeded } = extension
  const mayRecord = matter.can.extend === null
  const names = (matter.data[kind.partiesField as string] as { name?: string }[] | undefined) ?? []
  const seats = Array.from({ length: consentsNeeded }, (_, seat) => seat)
  return (
    <>
      <p className="lf-soft">{text(words.consentsGiven, { n: consents.length, all: consentsNeeded })}</p>
      <ul className="matter-consents">
        {seats.map((seat) => {
          const given = consents.find((each) => each.seat === seat)
          return (
            <li key={seat}>
              <span>{names[seat]?.name ?? text(words.partyAt, { n: seat + 1 })}</span>
              {given ? (
                <span className="lf-soft">
                  {text(words.consentHow[given.how as keyof typeof words.consentHow])} {format.instant(given.at)}
                </span>
              ) : mayRecord ? (
                <Space size={4}>
                  {(['signed', 'spoken'] as const).map((how) => (
                    <Button key={how} size="small" disabled={busy} onClick={() => onDecide({ grant: true, seat, how })}>
                      {text(words.consentHow[how])}
                    </Button>
                  ))}
                </Space>
              ) : null}
            </li>
          )
        })}
      </ul>
      {mayRecord ? (
        <Button size="small" type="text" danger disabled={busy} onClick={() => onDecide({ grant: false })}>
          {text(words.partyRefuses)}
        </Button>
      ) : null}
    </>
  )
}
