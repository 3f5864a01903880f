// The phone is locked: the PIN opens it, waits grow with wrong ones, and what a tenth would do is said before.
import { type FormEvent, useEffect, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { useOffline } from '../engine.tsx'
import type { Door } from '../offline/types.ts'
import { waitWords } from '../times.ts'
import { DoorPage } from './DoorPage.tsx'
import { leastDigits, mostDigits } from './PinForms.tsx'
import { PinInput } from './PinInput.tsx'

type LockedDoor = Extract<Door, { is: 'locked' }>

/** From so few tries on, what the last one does is written large. */
const fewTries = 5

export function Locked({ door }: { door: LockedDoor }) {
  const say = useText()
  const offline = useOffline()
  const [pin, setPin] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [isWrong, setWrong] = useState(false)
  const [isForgotten, setForgotten] = useState(false)
  const waitMs = useWait(door.waitUntil)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setWrong(false)
    const answer = await offline.unlock(pin)
    setPin('')
    setBusy(false)
    setWrong(!answer.ok)
  }
  if (isForgotten) return <Forgotten onBack={() => setForgotten(false)} />
  return (
    <DoorPage title={say(label('输入 PIN', 'Enter your PIN'))}>
      <form className="door-form" onSubmit={(event) => void submit(event)}>
        {waitMs > 0 && (
          <Note tone="mind" title={say(label('请等一等', 'Please wait'))}>
            <p role="timer">{say(waitWords(waitMs))}</p>
          </Note>
        )}
        <PinInput
          title="PIN"
          fault={isWrong ? say(label('PIN 不对', 'That is not the PIN')) : undefined}
          value={pin}
          most={mostDigits}
          onChange={setPin}
        />
        {door.triesLeft <= fewTries && (
          <Note tone="wrong" isAlert>
            <p>
              {say(
                label(
                  `还能试 ${door.triesLeft} 次。之后这部手机上的数据会清除；没有发出的办理会丢失，已发出的都在服务器上。`,
                  `${door.triesLeft} tries left. Then what this phone keeps is erased: what was not sent is lost, what was sent is on the server.`,
                ),
              )}
            </p>
          </Note>
        )}
        <button
          type="submit"
          className="button button-first button-send"
          disabled={isBusy || waitMs > 0 || pin.length < leastDigits}
        >
          {isBusy ? say(label('正在打开…', 'Opening…')) : say(label('打开', 'Open'))}
        </button>
        <button type="button" className="button" onClick={() => setForgotten(true)}>
          {say(label('忘了 PIN', 'I forgot the PIN'))}
        </button>
      </form>
    </DoorPage>
  )
}

/** Milliseconds until a PIN may be tried again, counted down every second. */
function useWait(until: number | null): number {
  const left = () => Math.max(0, (until ?? 0) - Date.now())
  const [, tick] = useState(0)
  const isWaiting = left() > 0
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => tick((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [isWaiting])
  return left()
}

function Forgotten({ onBack }: { onBack: () => void }) {
  const say = useText()
  const offline = useOffline()
  return (
    <DoorPage title={say(label('忘了 PIN', 'I forgot the PIN'))}>
      <Note tone="mind" title={say(label('要重新登录，再设一个 PIN', 'You sign in again and choose a new PIN'))}>
        <p>{say(label('已经发出的不会丢，都在服务器上。', 'Nothing that was sent is lost: it is on the server.'))}</p>
        <p>
          {say(
            label(
              '这部手机上还没发出的会丢失，没有 PIN 谁也打不开。',
              'What was not sent from this phone is lost: without the PIN nobody can open it.',
            ),
          )}
        </p>
      </Note>
      <button type="button" className="button button-recording button-send" onClick={() => void offline.wipe()}>
        {say(label('清除这部手机，重新登录', 'Erase this phone and sign in'))}
      </button>
      <button type="button" className="button" onClick={onBack}>
        {say(label('返回，再试一次', 'Back, try again'))}
      </button>
    </DoorPage>
  )
}
