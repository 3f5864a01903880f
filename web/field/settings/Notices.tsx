// Notices on this phone, and the hours in which it stays quiet.
import { useEffect, useState } from 'react'
import type { PushView, QuietHours } from '../../../contract/field.ts'
import { label } from '../../../contract/label.ts'
import { request } from '../../../ui/http/request.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { canPush, startPush, stopPush, takesPush } from './push.ts'
import { useOnline } from './use-online.ts'

export function Notices() {
  const say = useText()
  const { value, again } = useOnline<PushView>('/api/field/push')
  return (
    <section className="block">
      <h2>{say(label('提醒', 'Notices'))}</h2>
      <p className="hint">
        {say(
          label(
            '有新任务或快到期时提醒。锁屏上只有编号，没有内容。',
            'Told of new tasks and deadlines; a locked screen shows a number only.',
          ),
        )}
      </p>
      {value === null && <p>{say(label('有网络时才能改。', 'Can be changed when there is a network.'))}</p>}
      {value && (canPush() ? <Push publicKey={value.publicKey} /> : <NoPush />)}
      {value && <Quiet key={JSON.stringify(value.quiet)} quiet={value.quiet} onChanged={again} />}
    </section>
  )
}

function NoPush() {
  const say = useText()
  return <p>{say(label('这个浏览器不能提醒。', 'This browser cannot show notices.'))}</p>
}

function Push({ publicKey }: { publicKey: string }) {
  const say = useText()
  const attempt = useAttempt()
  const [isOn, setOn] = useState<boolean | null>(null)
  const [isDenied, setDenied] = useState(false)
  useEffect(() => {
    let isGone = false
    void takesPush().then((takes) => !isGone && setOn(takes))
    return () => {
      isGone = true
    }
  }, [])
  const change = () =>
    void attempt.run(async () => {
      if (isOn) await stopPush()
      const isStarted = !isOn && (await startPush(publicKey))
      setDenied(!isOn && !isStarted)
      setOn(isStarted)
    })
  return (
    <>
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      {isDenied && (
        <Note tone="mind" isAlert>
          <p>
            {say(
              label(
                '手机没有允许提醒。请在浏览器设置里允许。',
                'The phone did not allow notices. Allow them in the browser settings.',
              ),
            )}
          </p>
        </Note>
      )}
      <button
        type="button"
        className="button"
        disabled={attempt.busy || isOn === null}
        aria-pressed={isOn === true}
        onClick={change}
      >
        {isOn ? say(label('不再提醒', 'Turn notices off')) : say(label('打开提醒', 'Turn notices on'))}
      </button>
    </>
  )
}

const usual: QuietHours = { from: '21:00', to: '07:00' }

function Quiet({ quiet, onChanged }: { quiet: QuietHours | null; onChanged: () => Promise<void> }) {
  const say = useText()
  const attempt = useAttempt()
  const [hours, setHours] = useState(quiet ?? usual)
  const put = (next: QuietHours | null) =>
    void attempt.run(async () => {
      await request('/api/field/push/quiet', { method: 'PUT', body: { quiet: next } })
      await onChanged()
    })
  return (
    <>
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      <label className="switch">
        <input
          type="checkbox"
          checked={quiet !== null}
          disabled={attempt.busy}
          onChange={(e) => put(e.target.checked ? hours : null)}
        />
        <span>
          <b>{say(label('夜里不打扰', 'Quiet hours'))}</b>
        </span>
      </label>
      {quiet && (
        <>
          <div className="row">
            <Hour
              title={say(label('从', 'From'))}
              value={hours.from}
              onChange={(from) => setHours({ ...hours, from })}
            />
            <Hour title={say(label('到', 'To'))} value={hours.to} onChange={(to) => setHours({ ...hours, to })} />
          </div>
          {(hours.from !== quiet.from || hours.to !== quiet.to) && (
            <button type="button" className="button" disabled={attempt.busy} onClick={() => put(hours)}>
              {say(label('保存时间', 'Save the hours'))}
            </button>
          )}
        </>
      )}
    </>
  )
}

function Hour({ title, value, onChange }: { title: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field title={title}>
      {(wiring) => (
        <input
          {...wiring}
          type="time"
          required
          value={value}
          onChange={(e) => e.target.value !== '' && onChange(e.target.value)}
        />
      )}
    </Field>
  )
}
