// Step 4: read it over, leave a way to be reached or stay anonymous, send.
import { useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import type { StartView } from '../api.ts'
import { StepButtons } from '../parts/StepButtons.tsx'
import { hashOf } from '../route.ts'
import { ContactFields } from './ContactFields.tsx'
import { gapsOf, isBegun, stepOfField } from './draft.ts'
import { useDraft } from './draft-context.tsx'
import { SimilarNote } from './SimilarNote.tsx'
import { Summary } from './Summary.tsx'
import { type Sending, useSending } from './use-sending.ts'

export function StepSend({ start }: { start: StartView }) {
  const say = useText()
  const { draft } = useDraft()
  const [isTried, setTried] = useState(false)
  const [similar, setSimilar] = useState(0)
  const { sending, send } = useSending()
  const gaps = gapsOf(draft)

  const press = () => {
    setTried(true)
    if (gaps.length === 0) void send()
    else if (gaps[0]?.field === 'phone') document.querySelector<HTMLInputElement>('input[type=tel]')?.focus()
  }
  if (!isBegun(draft))
    return (
      <Note title={say(label('这里还没有内容', 'Nothing has been written here yet'))}>
        <a className="button button-first" href={hashOf({ page: 'report', step: 'kind' })}>
          {say(label('报告一件事', 'Report something'))}
        </a>
      </Note>
    )
  return (
    <>
      <Summary start={start} />
      <SimilarNote onFound={setSimilar} />
      <ContactFields fault={isTried ? gaps.find((g) => g.field === 'phone') : undefined} />
      <div className="live" role="status">
        {isTried && gaps.some((g) => g.field !== 'phone') && (
          <Note tone="wrong" title={say(label('还差一点', 'Not quite ready'))}>
            <ul>
              {gaps
                .filter((g) => g.field !== 'phone')
                .map((g) => (
                  <li key={g.field}>
                    <a href={hashOf({ page: 'report', step: g.step })}>{say(g.says)}</a>
                  </li>
                ))}
            </ul>
          </Note>
        )}
      </div>
      <button
        type="button"
        className="button button-first button-send"
        disabled={sending.state === 'sending'}
        aria-busy={sending.state === 'sending'}
        onClick={press}
      >
        <Icon name="report" />
        {say(similar > 0 ? label('照样发送', 'Send mine anyway') : label('发送', 'Send'))}
      </button>
      <SendingNote sending={sending} />
      <StepButtons back={{ page: 'report', step: 'place' }} />
    </>
  )
}

function SendingNote({ sending }: { sending: Sending }) {
  const say = useText()
  if (sending.state === 'sending') {
    const { sentBytes, ofBytes } = sending.progress
    return (
      <div className="sending" role="status">
        <p>{say(label('正在发送，请稍等…', 'Sending, one moment…'))}</p>
        {ofBytes > 0 && (
          <progress
            aria-label={say(label('照片和语音已上传', 'Photos and voice uploaded'))}
            max={ofBytes}
            value={sentBytes}
          />
        )}
      </div>
    )
  }
  if (sending.state === 'idle') return null
  const { trouble } = sending
  return (
    <Note tone="wrong" isAlert title={say(trouble.says)}>
      {trouble.unknown && (
        <p>
          {say(
            label(
              '页面开着时，网络一恢复就会自动再发。',
              'While this page stays open it sends again by itself as soon as the network is back.',
            ),
          )}
        </p>
      )}
      <ul>
        {trouble.fields.map((f) => (
          <li key={f.field}>
            <a href={hashOf({ page: 'report', step: stepOfField(f.field) })}>{say(f.says)}</a>
          </li>
        ))}
      </ul>
      {trouble.code === 'input.outside' && (
        <a className="button" href={hashOf({ page: 'report', step: 'place' })}>
          {say(label('改位置', 'Change the place'))}
        </a>
      )}
    </Note>
  )
}
