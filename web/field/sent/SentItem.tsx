// One change of this phone: how far it is, its receipt, or why not and the way out.
import { useState } from 'react'
import { label } from '../../../contract/label.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { useKnown, useOffline } from '../engine.tsx'
import type { Command } from '../offline/types.ts'
import { hashOf } from '../route.ts'
import { deedOf, subjectOf } from './naming.ts'

export function SentItem({ command }: { command: Command }) {
  const say = useText()
  const format = useFormat()
  const known = useKnown()
  const isKnown = known.matters.some(({ view }) => view.id === command.matterId)
  const subject = say(subjectOf(command, known))
  return (
    <article className={command.state === 'refused' || command.state === 'conflict' ? 'wait wait-refused' : 'wait'}>
      <h3>{say(deedOf(command))}</h3>
      {subject !== '' &&
        (isKnown ? (
          <a className="wait-subject" href={hashOf({ page: 'matter', id: command.matterId })}>
            {subject}
          </a>
        ) : (
          <p>{subject}</p>
        ))}
      <p className="hint">
        {say(label('手机时间 {at}', 'On the phone: {at}'), { at: format.instant(command.deviceAt, 'short') })}
      </p>
      <Outcome command={command} />
    </article>
  )
}

function Outcome({ command }: { command: Command }) {
  const say = useText()
  const format = useFormat()
  const { receipt, refusal, files, state } = command
  if (state === 'accepted' && receipt)
    return (
      <p>
        <b>{receipt.no}</b> · {say(label('{at} 收到', 'received {at}'), { at: format.instant(receipt.at, 'short') })}
      </p>
    )
  if (state === 'refused')
    return (
      <>
        <p className="fault">{refusal ? say(refusal.title) : say(label('没有办成', 'It was refused'))}</p>
        {refusal?.detail && <p>{say(refusal.detail)}</p>}
        {refusal?.errors.map(({ field, message }) => (
          <p key={field}>{say(message)}</p>
        ))}
        <WaysOut command={command} again={say(label('改一改再发', 'Change and send again'))} />
      </>
    )
  if (state === 'conflict')
    return (
      <>
        <p className="fault">
          {say(label('您办的时候，别人也办了。请对一对两份。', 'Somebody else acted meanwhile. Compare the two.'))}
        </p>
        <WaysOut command={command} again={say(label('对一对', 'Compare'))} />
      </>
    )
  return (
    <>
      <p>
        {state === 'sending'
          ? say(label('正在发送…', 'Sending…'))
          : say(label('等网络，自动发送', 'Waits for a network; sent by itself'))}
      </p>
      {files && files.total > 0 && state === 'sending' && (
        <progress max={files.total} value={files.sent} aria-label={say(label('照片已发送', 'Photos sent'))} />
      )}
      {state === 'waiting' && <Drop command={command} />}
    </>
  )
}

function WaysOut({ command, again }: { command: Command; again: string }) {
  return (
    <>
      <a className="button button-first" href={hashOf({ page: 'again', id: command.id })}>
        {again}
      </a>
      <Drop command={command} />
    </>
  )
}

/** Giving something up asks once: a thumb slips. */
function Drop({ command }: { command: Command }) {
  const say = useText()
  const offline = useOffline()
  const [isAsked, setAsked] = useState(false)
  if (!isAsked)
    return (
      <button type="button" className="button" onClick={() => setAsked(true)}>
        {say(label('不要了', 'Give it up'))}
      </button>
    )
  return (
    <div className="row">
      <button type="button" className="button button-recording" onClick={() => void offline.drop(command.id)}>
        {say(label('真的不要了', 'Yes, give it up'))}
      </button>
      <button type="button" className="button" onClick={() => setAsked(false)}>
        {say(label('留着', 'Keep it'))}
      </button>
    </div>
  )
}
