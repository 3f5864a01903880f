// A visit as whoever booked it sees it: where it stands, the code for the gate once confirmed, and a way to call it off.
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { type Label, label } from '../../../contract/label.ts'
import type { VisitorView } from '../../../contract/views.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { callOffVisit } from '../api.ts'
import { QrCode } from '../parts/QrCode.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { dayText, moment } from '../times.ts'
import type { Trouble } from '../trouble.ts'

interface Props {
  code: string
  visit: VisitorView
  onChanged: (visit: VisitorView) => void
  onStale: () => void
}

export function FollowedVisit({ code, visit, onChanged, onStale }: Props) {
  const say = useText()
  const { language } = useLanguage()
  const [told, setTold] = useState<Label | null>(null)
  const { office, day, expected, reason } = visit.data as Record<string, string | undefined>
  return (
    <>
      <section className="state">
        <h2>{say(visit.stateLabel)}</h2>
        <p>
          {visit.schoolName} · {office}
        </p>
        <p>
          {day && dayText(day, language)} {expected}
        </p>
        {reason && <p className="typed">{reason}</p>}
        <p className="hint">
          {visit.no} · {say(label('登记于', 'Registered'))} {moment(visit.openedAt, language)}
        </p>
      </section>
      <div className="live" role="status">
        {told && <Note tone="good" title={say(told)} />}
      </div>
      {visit.gateAddress !== null && <GateCode no={visit.no} address={visit.gateAddress} />}
      {visit.state === 'booked' && (
        <Note>
          <p>
            {say(
              label(
                '学校确认以后，这里会出现入校码。出发前请再来看一次。',
                'Once the school has confirmed, the gate code appears here. Look again before you set out.',
              ),
            )}
          </p>
        </Note>
      )}
      <CallingOff
        key={visit.version}
        {...{ code, visit }}
        onDone={(next) => {
          setTold(label('已取消，不用来了。', 'Called off; nobody expects you.'))
          onChanged(next)
        }}
        onStale={() => {
          setTold(label('刚刚有新的进展，请看最新情况。', 'Something new has just happened; this is the latest.'))
          onStale()
        }}
      />
    </>
  )
}

/** Scanned by the guard's phone, which knows the visit by its number without a network. */
function GateCode({ no, address }: { no: string; address: string }) {
  const say = useText()
  return (
    <section className="receipt">
      <h2>{say(label('入校码', 'Gate code'))}</h2>
      <QrCode text={address} title={say(label('给门卫扫一扫', 'For the guard to scan'))} />
      <p className="code code-number">{no}</p>
      <p>
        {say(
          label(
            '请截图保存，校门口没有网络也能用。扫不出来，就报上面的编号。离校时再出示一次。',
            'Take a screenshot: it works at the gate without a network. If it does not scan, read out the number. Show it again when you leave.',
          ),
        )}
      </p>
    </section>
  )
}

type CallingProps = Pick<Props, 'code' | 'visit' | 'onStale'> & { onDone: (visit: VisitorView) => void }

function CallingOff({ code, visit, onDone, onStale }: CallingProps) {
  const say = useText()
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [key] = useState(() => uuidv7())
  if (visit.can.callOff !== null) return null
  const callOff = async () => {
    setBusy(true)
    setTrouble(null)
    const outcome = await callOffVisit(code, visit.version, key)
    setBusy(false)
    if (outcome.ok) return onDone(outcome.value)
    if (outcome.trouble.code === 'matters.stale') onStale()
    else setTrouble(outcome.trouble)
  }
  return (
    <details className="own-words">
      <summary>{say(label('我不来了', 'I am not coming'))}</summary>
      {trouble && <TroubleNote trouble={trouble} />}
      <button type="button" className="button button-wide" disabled={isBusy} onClick={() => void callOff()}>
        {say(label('取消来访', 'Call off the visit'))}
      </button>
    </details>
  )
}
