// Choosing a PIN, twice, so that a slip of the thumb does not lock somebody out.
import { type FormEvent, useState } from 'react'
import { type Label, label } from '../../../contract/label.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { useText } from '../../../ui/text/language.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { PinInput } from './PinInput.tsx'

/** The engine asks for at least so many digits. */
export const leastDigits = 6
export const mostDigits = 12

/** What speaks against a new PIN, or null. One digit throughout or a plain row is what anybody tries first. */
export function whyNotPin(pin: string): Label | null {
  if (pin.length < leastDigits) return label(`至少 ${leastDigits} 位数字`, `At least ${leastDigits} digits`)
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])))
  const [step] = steps
  if (steps.size === 1 && step !== undefined && Math.abs(step) <= 1)
    return label('太容易猜，请换一个', 'Too easy to guess; choose another')
  return null
}

interface Props {
  says: string
  onChosen: (pin: string) => Promise<void>
}

export function NewPin({ says, onChosen }: Props) {
  const say = useText()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setTried] = useState(false)
  const attempt = useAttempt()
  const weak = isTried ? whyNotPin(pin) : null
  const differs = isTried && !weak && pin !== again
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (whyNotPin(pin) === null && pin === again) void attempt.run(() => onChosen(pin))
  }
  return (
    <form className="door-form" onSubmit={submit}>
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      <PinInput
        title={say(label('新的 PIN', 'New PIN'))}
        hint={say(label(`${leastDigits} 到 ${mostDigits} 位数字`, `${leastDigits} to ${mostDigits} digits`))}
        fault={weak ? say(weak) : undefined}
        value={pin}
        most={mostDigits}
        onChange={setPin}
      />
      <PinInput
        title={say(label('再输一次', 'Once more'))}
        fault={differs ? say(label('两次不一样', 'The two differ')) : undefined}
        value={again}
        most={mostDigits}
        onChange={setAgain}
      />
      <button type="submit" className="button button-first button-send" disabled={attempt.busy}>
        {attempt.busy ? say(label('正在准备这部手机…', 'Preparing this phone…')) : says}
      </button>
    </form>
  )
}
