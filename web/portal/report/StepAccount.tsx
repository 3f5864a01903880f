// Step 2: what happened, written or spoken, with photos if one likes.
import { useRef, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { canRecord } from '../../../ui/phone/use-recorder.ts'
import { useText } from '../../../ui/text/language.tsx'
import { StepButtons } from '../parts/StepButtons.tsx'
import { go } from '../use-route.ts'
import { DraftPhotos } from './DraftPhotos.tsx'
import { DraftVoice } from './DraftVoice.tsx'
import { gapsOf, longest } from './draft.ts'
import { useDraft } from './draft-context.tsx'

export function StepAccount() {
  const say = useText()
  const { draft, change } = useDraft()
  const [isTried, setTried] = useState(false)
  const text = useRef<HTMLTextAreaElement>(null)
  const gap = gapsOf(draft).find((g) => g.step === 'account')
  const left = longest.account - draft.account.length

  const next = () => {
    setTried(true)
    if (gap) text.current?.focus()
    else go({ page: 'report', step: 'place' })
  }

  return (
    <>
      <Field
        title={say(label('写一句话', 'In a sentence or two'))}
        hint={say(
          label(
            '什么事、从什么时候开始。请不要写别人的身份证号。',
            'What it is, since when. Please leave out other people’s identity numbers.',
          ),
        )}
        fault={isTried && gap ? say(gap.says) : undefined}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            ref={text}
            rows={5}
            maxLength={longest.account}
            value={draft.account}
            onChange={(e) => change({ account: printable(e.target.value) })}
          />
        )}
      </Field>
      {left < 200 && <p className="hint">{say(label(`还能写 ${left} 个字`, `${left} characters left`))}</p>}
      {canRecord() && <DraftVoice />}
      <DraftPhotos />
      <StepButtons back={{ page: 'report', step: 'kind' }} onNext={next} />
    </>
  )
}

// Pasted text may carry control characters, which the server refuses.
const printable = (typed: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  typed.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
