// Changing the PIN: the old one first.
import { useState } from 'react'
import { label } from '../../../contract/label.ts'
import { RequestProblem } from '../../../ui/http/problem.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { mostDigits, NewPin } from '../door/PinForms.tsx'
import { PinInput } from '../door/PinInput.tsx'
import { useOffline } from '../engine.tsx'

const wrong = () =>
  new RequestProblem({
    status: 0,
    code: 'field.wrong-pin',
    title: label('原来的 PIN 不对', 'The old PIN is wrong'),
    detail: null,
    errors: [],
    extra: {},
  })

export function ChangePin() {
  const say = useText()
  const offline = useOffline()
  const [isOpen, setOpen] = useState(false)
  const [isDone, setDone] = useState(false)
  const [old, setOld] = useState('')
  const change = async (pin: string) => {
    const answer = await offline.changePin(old, pin)
    if (!answer.ok) throw wrong()
    setOld('')
    setOpen(false)
    setDone(true)
  }
  return (
    <section className="block">
      <h2>PIN</h2>
      {isDone && (
        <Note tone="good" isAlert>
          <p>{say(label('PIN 已更换', 'The PIN is changed'))}</p>
        </Note>
      )}
      {isOpen && (
        <>
          <PinInput title={say(label('原来的 PIN', 'Old PIN'))} value={old} most={mostDigits} onChange={setOld} />
          <NewPin says={say(label('更换', 'Change it'))} onChosen={change} />
        </>
      )}
      <button type="button" className="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? say(label('不换了', 'Leave it')) : say(label('换一个 PIN', 'Change the PIN'))}
      </button>
    </section>
  )
}
