// The one-key alarm, on every page of whoever may raise one: a press, three seconds to take it back, then into the queue.
// It never pretends: while nobody has it, it says to call 110.
import { useCallback, useEffect, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { alarm } from '../../../modules/schools/alarm.matter.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { mayOpen } from '../../session/session.ts'
import { useKnown, useOffline, useSnapshot } from '../engine.tsx'
import { askForSync } from '../install/worker.ts'
import { type AlarmStanding, alarmStanding } from './standing.ts'
import './alarm.css'

const secondsToTakeBack = 3

export function AlarmBar() {
  const { me } = useKnown()
  return mayOpen(me, alarm) ? <Alarm /> : null
}

function Alarm() {
  const offline = useOffline()
  const { contact } = useSnapshot()
  const { outbox } = useKnown()
  const [isCounting, setCounting] = useState(false)
  const [isLost, setLost] = useState(false)
  const standing = alarmStanding(outbox, alarm.kind, contact, useNow())
  const send = useCallback(async () => {
    setCounting(false)
    const kept = await offline.report({ kind: alarm.kind, data: {} })
    setLost(!kept.ok)
    void offline.drain()
    void askForSync()
  }, [offline])
  if (isCounting) return <Countdown onEnd={send} onCancel={() => setCounting(false)} />
  if (isLost) return <Standing standing={{ is: 'unreached', at: new Date().toISOString() }} />
  if (standing) return <Standing standing={standing} />
  return <AlarmButton onPress={() => setCounting(true)} />
}

function AlarmButton({ onPress }: { onPress: () => void }) {
  const say = useText()
  return (
    <button type="button" className="alarm alarm-button" onClick={onPress}>
      <Icon name="hazard" />
      {say(label('一键报警', 'Raise the alarm'))}
    </button>
  )
}

function Countdown({ onEnd, onCancel }: { onEnd: () => Promise<void>; onCancel: () => void }) {
  const say = useText()
  const [left, setLeft] = useState(secondsToTakeBack)
  useEffect(() => {
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : void onEnd()), 1000)
    return () => clearTimeout(timer)
  }, [left, onEnd])
  return (
    <div className="alarm alarm-counting" role="alert">
      <b>{say(label(`${left} 秒后报警`, `Alarm in ${left} s`))}</b>
      <button type="button" className="button" onClick={onCancel}>
        {say(label('取消', 'Cancel'))}
      </button>
    </div>
  )
}

const says: Record<AlarmStanding['is'], (at: string) => ReturnType<typeof label>> = {
  arrived: (at) => label(`${at} 已报到派出所和指挥中心`, `The station and the command centre have it since ${at}`),
  going: () => label('正在发送警报…', 'Sending the alarm…'),
  unreached: () => label('警报还没有发出去，马上打 110', 'The alarm has reached nobody: call 110 now'),
}

function Standing({ standing: { is, at } }: { standing: AlarmStanding }) {
  const say = useText()
  const format = useFormat()
  return (
    <div className={`alarm alarm-${is}`} role="alert">
      <b>{say(says[is](format.instant(at, 'time')))}</b>
      <a className="button" href="tel:110">
        <Icon name="phone" />
        110
      </a>
    </div>
  )
}
