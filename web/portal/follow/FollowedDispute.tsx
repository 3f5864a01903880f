// A dispute as one of its parties sees it: where it stands, until when, what was agreed, what they can do now.
import { useState } from 'react'
import { type Label, label } from '../../../contract/label.ts'
import type { PartyView } from '../../../contract/views.ts'
import { sides } from '../../../modules/mediation/choices.fields.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { hashOf } from '../route.ts'
import { moment, remaining } from '../times.ts'
import { Consent } from './Consent.tsx'
import { Leaving } from './Leaving.tsx'

export interface FollowedProps {
  code: string
  dispute: PartyView
  onChanged: (dispute: PartyView) => void
  onStale: () => void
}

export function FollowedDispute({ code, dispute, onChanged, onStale }: FollowedProps) {
  const say = useText()
  const { language } = useLanguage()
  const [told, setTold] = useState<Label | null>(null)
  const changed = (next: PartyView, words: Label) => {
    setTold(words)
    onChanged(next)
  }
  const stale = () => {
    setTold(label('刚刚有新的进展，请看最新情况。', 'Something new has just happened; this is the latest.'))
    onStale()
  }
  const left = dispute.dueAt === null ? null : remaining(dispute.dueAt, Date.now())
  const own = ownEntry(dispute)
  return (
    <>
      <section className="state">
        <h2>{say(dispute.stateLabel)}</h2>
        <p>
          {dispute.cause && `${say(dispute.cause)} · `}
          {dispute.divisionName}
        </p>
        <p className="hint">
          {dispute.no} · {say(label('登记于', 'Registered'))} {moment(dispute.openedAt, language)}
        </p>
        {dispute.dueAt !== null && (
          <p className="due">
            <Icon name="clock" />
            <span>
              {say(label('这一步的期限', 'This step is due by'))} <b>{moment(dispute.dueAt, language)}</b>
              <br />
              {left && say(left)}
            </span>
          </p>
        )}
      </section>
      <div className="live" role="status">
        {told && <Note tone="good" title={say(told)} />}
      </div>
      <Signing code={code} dispute={dispute} />
      <Consent key={`consent ${dispute.version}`} code={code} dispute={dispute} onDone={changed} onStale={stale} />
      <Agreed dispute={dispute} />
      {own && (
        <p className="hint">
          {say(label('您登记为{side}：{name}', 'You are entered as {side}: {name}'), {
            side: say(sides[own.side]),
            name: own.name,
          })}
        </p>
      )}
      <Note>
        <p>{say(dispute.remedies)}</p>
      </Note>
      <Leaving key={`leave ${dispute.version}`} code={code} dispute={dispute} onDone={changed} onStale={stale} />
    </>
  )
}

/** The party's own entry, the only one it is sent. */
const ownEntry = ({ data }: PartyView) =>
  (data.parties as { name: string; side: keyof typeof sides }[] | undefined)?.[0]

/** The agreement waits for the party's own signature, has it, or is in effect; once signed it can be taken away. */
function Signing({ code, dispute }: Pick<FollowedProps, 'code' | 'dispute'>) {
  const say = useText()
  const { signing } = dispute
  if (dispute.data.form !== 'written') return null
  if (dispute.state === 'agreed' && signing?.state !== 'signed')
    return (
      <section className="decision">
        <h2>
          {signing?.state === 'void'
            ? say(label('协议改过了，请您重新看、重新签', 'The agreement was changed: read and sign it again'))
            : say(label('协议写好了，请您看一看、签名', 'The agreement is written: read and sign it'))}
        </h2>
        <p>
          {say(
            label(
              '要用调解员当面或者在电话里告诉您的六位数字。',
              'You need the six digits that the mediator tells you, in person or on the telephone.',
            ),
          )}
        </p>
        <a className="button button-first button-wide" href={hashOf({ page: 'sign', code })}>
          <Icon name="report" />
          {say(label('看协议、签名', 'Read and sign'))}
        </a>
      </section>
    )
  return (
    <>
      <Signed dispute={dispute} />
      <a className="button button-wide" href={`/api/public/track/${encodeURIComponent(code)}/agreement.docx`} download>
        <Icon name="copy" />
        {say(label('下载我的协议书', 'Download my copy'))}
      </a>
    </>
  )
}

/** Who signed for this party, when and how; what is still waited for. */
function Signed({ dispute }: Pick<FollowedProps, 'dispute'>) {
  const say = useText()
  const { language } = useLanguage()
  const { signing } = dispute
  if (signing?.state !== 'signed' || signing.at === null) return null
  const own = ownEntry(dispute)
  return (
    <Note tone="good" title={say(label('您已签名', 'You have signed'))}>
      <p>
        {own && `${say(sides[own.side])} ${own.name} · `}
        {moment(signing.at, language)}
        <br />
        {signing.how && say(signing.how)}
      </p>
      {dispute.state === 'agreed' && (
        <p>
          {say(
            label('等其他人签完、盖章后，协议生效。', 'It takes effect once everybody has signed and it is sealed.'),
          )}
        </p>
      )}
    </Note>
  )
}

interface Obligation {
  what: string
  side: keyof typeof sides
  dueOn?: string
  afterEvent?: string
  everyMonths?: number
}

function Agreed({ dispute }: Pick<FollowedProps, 'dispute'>) {
  const say = useText()
  const obligations = dispute.data.obligations as Obligation[] | undefined
  if (!obligations || obligations.length === 0) return null
  return (
    <section className="block">
      <h2>{say(label('约定的事', 'What was agreed'))}</h2>
      <ol className="story">
        {obligations.map((each) => (
          <li key={each.what}>
            <b>{say(sides[each.side])}</b>
            <p className="typed">{each.what}</p>
            <small>{say(whenOf(each))}</small>
          </li>
        ))}
      </ol>
    </section>
  )
}

function whenOf({ dueOn, afterEvent, everyMonths }: Obligation): Label {
  if (everyMonths !== undefined)
    return label(`长期，每 ${everyMonths} 个月核查`, `Standing; looked at every ${everyMonths} months`)
  if (dueOn !== undefined) return label(`${dueOn} 前`, `By ${dueOn}`)
  return label(`${afterEvent ?? ''}之后`, `After: ${afterEvent ?? ''}`)
}
