// A form of one page, ended by a receipt: gaps are shown once somebody tried to send, and what was written is kept until
// the server has it.
import { type ReactNode, useState } from 'react'
import { type Label, label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { type KeptReceipt, keepReceipt } from '../codes.ts'
import type { Outcome, Trouble } from '../trouble.ts'
import { go } from '../use-route.ts'
import { TroubleNote } from './TroubleNote.tsx'

interface Props<W, G> {
  /** What was being written, or a new one. */
  begin(): W
  /** Null forgets it. */
  keep(written: W | null): void
  /** What still keeps it from being sent, by the field. */
  gapsOf(written: W): G
  send(written: W): Promise<Outcome<KeptReceipt>>
  action: Label
  children(given: { written: W; onChange(part: Partial<W>): void; faults: Partial<G> }): ReactNode
}

export function SendForm<W, G extends object>({ begin, keep, gapsOf, send, action, children }: Props<W, G>) {
  const say = useText()
  const [written, setWritten] = useState(begin)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const onChange = (part: Partial<W>) => {
    const next = { ...written, ...part }
    setWritten(next)
    keep(next)
  }
  const gaps = gapsOf(written)
  const isGapped = Object.keys(gaps).length > 0
  const trySending = async () => {
    setTried(true)
    if (isGapped) return focusFirstFault()
    setBusy(true)
    setTrouble(null)
    const outcome = await send(written)
    setBusy(false)
    if (!outcome.ok) return setTrouble(outcome.trouble)
    keepReceipt(outcome.value)
    keep(null)
    go({ page: 'receipt' }, true)
  }
  return (
    <form
      className="send-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void trySending()
      }}
    >
      {children({ written, onChange, faults: isTried ? gaps : {} })}
      {isTried && isGapped && (
        <Note
          tone="wrong"
          isAlert
          title={say(label('还差一点，请看上面标红的地方', 'Not quite: see what is marked above'))}
        />
      )}
      {trouble && <TroubleNote trouble={trouble} />}
      <button type="submit" className="button button-first button-send" disabled={isBusy} aria-busy={isBusy}>
        <Icon name="send" />
        {say(action)}
      </button>
    </form>
  )
}

const focusFirstFault = () =>
  setTimeout(() => document.querySelector<HTMLElement>('.field-wrong :is(input, textarea, button)')?.focus(), 0)
