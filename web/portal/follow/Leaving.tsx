// Nobody is mediated against their will: a party may stop, and says why.
import { useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import type { PartyStepProps } from './Consent.tsx'
import { usePartyStep } from './use-party-step.ts'

const told = label('您已退出调解。仍可去法院或找有关部门。', 'You have left mediation. The court stays open to you.')

export function Leaving({ code, dispute, onDone, onStale }: PartyStepProps) {
  const say = useText()
  const { take, trouble, isBusy } = usePartyStep({ code, onStale })
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const side = (dispute.data.parties as { side?: string }[] | undefined)?.[0]?.side
  // Who applied takes the application back; who was asked declines.
  const step = side === 'second' ? 'decline' : 'withdraw'
  if (dispute.can[step] !== null) return null
  const isEmpty = reason.trim() === ''
  return (
    <details className="own-words">
      <summary>{say(label('我不想调解了', 'I do not want mediation any more'))}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          const body = { data: { reason: reason.trim() }, version: dispute.version }
          if (!isEmpty) void take(step, body, (next) => onDone(next, told))
        }}
      >
        <Field
          title={say(label('说一句为什么', 'Say why in a sentence'))}
          fault={isTried && isEmpty ? say(label('请写一句', 'Please write a sentence')) : undefined}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {trouble && <TroubleNote trouble={trouble} />}
        <button type="submit" className="button button-wide" disabled={isBusy}>
          {say(step === 'decline' ? label('拒绝调解', 'Decline mediation') : label('撤回申请', 'Withdraw'))}
        </button>
      </form>
    </details>
  )
}
