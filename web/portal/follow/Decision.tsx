// The reporter's word: solved, not solved, and how it was. Shown only while the server would take it.
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { type Label, label } from '../../../contract/label.ts'
import type { TrackView } from '../../../contract/views.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { getTrack, postTrack } from '../api.ts'
import { Stars } from '../parts/Stars.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import type { Trouble } from '../trouble.ts'

interface Props {
  code: string
  report: TrackView
  onChanged: (report: TrackView, told: Label) => void
  onStale: () => void
}

type Step = 'confirm' | 'reopen' | 'rate'

const told: Record<Step, Label> = {
  confirm: label('谢谢您的确认，已办结。', 'Thank you for confirming. It is closed.'),
  reopen: label('已重新办理，期限重新计算。', 'It is open again, with a new date.'),
  rate: label('谢谢您的评价。', 'Thank you for rating.'),
}

export function Decision({ code, report, onChanged, onStale }: Props) {
  const say = useText()
  const may = (step: Step) => report.can[step] === null
  const isRated = typeof report.data.rating === 'number'
  const [open, setOpen] = useState<Step | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [key] = useState(() => uuidv7())

  const take = async (step: Step, data: Record<string, unknown>) => {
    setBusy(true)
    setTrouble(null)
    const outcome = await postTrack(code, step, { data, version: report.version }, `${key}-${step}`)
    if (outcome.ok) {
      const fresh = await getTrack(code)
      return onChanged(fresh.ok ? fresh.value : { ...report, ...outcome.value }, told[step])
    }
    setBusy(false)
    if (outcome.trouble.code === 'matters.stale') onStale()
    else setTrouble(outcome.trouble)
  }

  if (!may('confirm') && !may('reopen') && !(may('rate') && !isRated)) return null
  return (
    <section className="decision">
      <h2>
        {may('confirm') ? say(label('问题解决了吗？', 'Is it solved?')) : say(label('您怎么看？', 'What do you say?'))}
      </h2>
      <div className="row">
        {may('confirm') && (
          <Choice step="confirm" open={open} onOpen={setOpen} title={label('解决了', 'Yes, solved')} />
        )}
        {may('rate') && !isRated && (
          <Choice step="rate" open={open} onOpen={setOpen} title={label('评价', 'Rate it')} />
        )}
        {may('reopen') && (
          <Choice step="reopen" open={open} onOpen={setOpen} title={label('没有解决', 'No, not solved')} />
        )}
      </div>
      {(open === 'confirm' || open === 'rate') && (
        <RatingForm
          key={open}
          isNeeded={open === 'rate'}
          isBusy={isBusy}
          onSend={(rating) => take(open, rating === null ? {} : { rating })}
        />
      )}
      {open === 'reopen' && <ReopenForm isBusy={isBusy} onSend={(stillWrong) => take('reopen', { stillWrong })} />}
      {trouble && <TroubleNote trouble={trouble} />}
    </section>
  )
}

interface ChoiceProps {
  step: Step
  open: Step | null
  onOpen: (step: Step) => void
  title: Label
}

function Choice({ step, open, onOpen, title }: ChoiceProps) {
  const say = useText()
  return (
    <button type="button" className="button" aria-expanded={open === step} onClick={() => onOpen(step)}>
      {say(title)}
    </button>
  )
}

interface RatingProps {
  isNeeded: boolean
  isBusy: boolean
  onSend: (rating: number | null) => void
}

function RatingForm({ isNeeded, isBusy, onSend }: RatingProps) {
  const say = useText()
  const [rating, setRating] = useState<number | null>(null)
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        onSend(rating)
      }}
    >
      <Stars isNeeded={isNeeded} value={rating} onChange={setRating} />
      <button
        type="submit"
        className="button button-first button-wide"
        disabled={isBusy || (isNeeded && rating === null)}
      >
        {isNeeded ? say(label('提交评价', 'Send rating')) : say(label('确认已解决', 'Confirm it is solved'))}
      </button>
    </form>
  )
}

function ReopenForm({ isBusy, onSend }: { isBusy: boolean; onSend: (stillWrong: string) => void }) {
  const say = useText()
  const [typed, setTyped] = useState('')
  const [isTried, setTried] = useState(false)
  const isEmpty = typed.trim() === ''
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (!isEmpty) onSend(typed.trim())
      }}
    >
      <Field
        title={say(label('还有什么没解决？', 'What is still not right?'))}
        fault={isTried && isEmpty ? say(label('请写一句', 'Please write a sentence')) : undefined}
      >
        {(wiring) => (
          <textarea {...wiring} rows={4} maxLength={2000} value={typed} onChange={(e) => setTyped(e.target.value)} />
        )}
      </Field>
      <button type="submit" className="button button-first button-wide" disabled={isBusy}>
        {say(label('要求重新办理', 'Ask to reopen it'))}
      </button>
    </form>
  )
}
