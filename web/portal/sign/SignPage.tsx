// A party reads the agreement on their own phone and signs it: the link is one key, the digits are the other.
import { type SyntheticEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { label } from '../../../contract/label.ts'
import type { PaperView, Strokes } from '../../../contract/paper.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { PaperText } from '../../../ui/sign/PaperText.tsx'
import { SigningPad } from '../../../ui/sign/SigningPad.tsx'
import { drawnStrokes, isDrawn } from '../../../ui/sign/strokes.ts'
import { useText } from '../../../ui/text/language.tsx'
import { openPaper, signPaper } from '../api.ts'
import { Page } from '../parts/Page.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import type { Trouble } from '../trouble.ts'

export function SignPage({ code }: { code: string }) {
  const say = useText()
  const [digits, setDigits] = useState('')
  const [paper, setPaper] = useState<PaperView | null>(null)
  return (
    <Page title={say(label('签署协议', 'Sign the agreement'))}>
      {paper === null ? (
        <DigitsForm code={code} digits={digits} onDigits={setDigits} onOpen={setPaper} />
      ) : (
        <Paper code={code} digits={digits} paper={paper} onChange={setPaper} />
      )}
    </Page>
  )
}

interface DigitsProps {
  code: string
  digits: string
  onDigits: (digits: string) => void
  onOpen: (paper: PaperView) => void
}

function DigitsForm({ code, digits, onDigits, onOpen }: DigitsProps) {
  const say = useText()
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const isWhole = /^\d{6}$/.test(digits)
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isWhole || isBusy) return
    setBusy(true)
    const outcome = await openPaper(code, digits)
    setBusy(false)
    if (outcome.ok) onOpen(outcome.value)
    else setTrouble(outcome.trouble)
  }
  return (
    <form className="code-form" onSubmit={(event) => void submit(event)}>
      <Field
        title={say(label('验证数字', 'Digits'))}
        hint={say(label('调解员告诉您的六位数字', 'The six digits the mediator told you'))}
        fault={isTried && !isWhole ? say(label('请填写六位数字', 'Enter six digits')) : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={digits}
            onChange={(event) => onDigits(event.target.value.replace(/\D/g, ''))}
          />
        )}
      </Field>
      {trouble && <TroubleNote trouble={trouble} />}
      <button type="submit" className="button button-first button-wide" disabled={isBusy}>
        {say(label('阅读协议', 'Read the agreement'))}
      </button>
    </form>
  )
}

interface PaperProps {
  code: string
  digits: string
  paper: PaperView
  onChange: (paper: PaperView) => void
}

function Paper({ code, digits, paper, onChange }: PaperProps) {
  const say = useText()
  const [strokes, setStrokes] = useState<Strokes>([])
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [key] = useState(() => uuidv7())
  const sign = async () => {
    setBusy(true)
    setTrouble(null)
    const body = { digits, digest: paper.digest, strokes: drawnStrokes(strokes) }
    const outcome = await signPaper(code, body, key)
    setBusy(false)
    if (outcome.ok) onChange(outcome.value)
    else setTrouble(outcome.trouble)
  }
  return (
    <>
      <PaperText paper={paper} />
      {paper.place.state === 'signed' ? (
        <Note tone="good" isAlert title={say(label('已签名，谢谢。', 'Signed. Thank you.'))}>
          <p>
            {say(
              label('可以关闭本页；可凭查询码下载协议书。', 'You may close this page; your copy is under your code.'),
            )}
          </p>
        </Note>
      ) : (
        <section className="block">
          <h2 lang="zh-CN">{paper.place.label}</h2>
          <p className="hint">
            {say(
              label(
                '读完并同意以上全部内容后，在框内写上名字。',
                'When you have read and agree with all of it, write your name in the frame.',
              ),
            )}
          </p>
          <SigningPad strokes={strokes} onChange={setStrokes} />
          {trouble && <TroubleNote trouble={trouble} />}
          <button
            type="button"
            className="button button-first button-wide"
            disabled={!isDrawn(strokes) || isBusy}
            onClick={() => void sign()}
          >
            {say(label('签名并提交', 'Sign and send'))}
          </button>
        </section>
      )}
      <p>
        <a className="button" href={`/api/public/track/${encodeURIComponent(code)}/agreement.docx`} download>
          {say(label('下载我的协议书', 'Download my copy'))}
        </a>
      </p>
    </>
  )
}
