// A change that was refused or met somebody else's: both versions side by side, and a person decides. Never the last one
// wins, never in silence.
import { useMemo } from 'react'
import { openForm, transitionForm } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { useForm } from '../../../ui/form/use-form.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { findKind } from '../../modules.ts'
import { useKnown, useOffline } from '../engine.tsx'
import { PhoneForm } from '../form/PhoneForm.tsx'
import { keptOrThrow } from '../kept.ts'
import type { Command } from '../offline/types.ts'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { Screen } from '../parts/Screen.tsx'
import { go } from '../use-route.ts'
import { deedOf, subjectOf } from './naming.ts'
import { Versions } from './Versions.tsx'

export function AgainPage({ id }: { id: string }) {
  const say = useText()
  const command = useKnown().outbox.find((each) => each.id === id)
  const kind = findKind(command?.kind)
  if (!command || !kind || (command.state !== 'refused' && command.state !== 'conflict'))
    return (
      <Screen title={say(label('已经办好了', 'Done already'))} back={{ page: 'sent' }}>
        <p>{say(label('这一件不用再看了。', 'There is nothing left to decide here.'))}</p>
      </Screen>
    )
  return <Again key={command.id} kind={kind} command={command} />
}

function Again({ kind, command }: { kind: AnyMatterKind; command: Command }) {
  const say = useText()
  const offline = useOffline()
  const known = useKnown()
  const attempt = useAttempt()
  const fields = useMemo(
    () => (command.transition === null ? openForm(kind) : transitionForm(kind, command.transition)),
    [kind, command.transition],
  )
  const form = useForm(fields, command.data, attempt.refusal ?? command.refusal)
  const resend = () => {
    const data = form.check()
    if (!data) return
    void attempt.run(async () => {
      keptOrThrow(await offline.resend(command.id, data))
      void offline.drain()
      go({ page: 'sent' }, true)
    })
  }
  const giveUp = () => void offline.drop(command.id).then(() => go({ page: 'sent' }, true))
  const isConflict = command.state === 'conflict'
  return (
    <Screen
      title={say(deedOf(command))}
      back={{ page: 'sent' }}
      actions={
        <>
          <button type="button" className="button button-first button-send" disabled={attempt.busy} onClick={resend}>
            {isConflict ? say(label('按我的再办一次', 'Do mine on theirs')) : say(label('再发一次', 'Send again'))}
          </button>
          <button type="button" className="button button-wide" onClick={giveUp}>
            {isConflict ? say(label('就按对方的', 'Leave it as theirs')) : say(label('不要了', 'Give it up'))}
          </button>
        </>
      }
    >
      <p className="hint">{say(subjectOf(command, known))}</p>
      {command.refusal && !isConflict && <RefusalNote refusal={command.refusal} />}
      {isConflict && (
        <Note tone="mind" title={say(label('两个人办了同一件事', 'Two people acted on one matter'))}>
          <p>
            {say(
              label(
                '服务器上的没有被改掉。请看清两份，再决定。',
                'Nothing on the server was changed. Look at both, then decide.',
              ),
            )}
          </p>
        </Note>
      )}
      {command.mine && command.theirs && (
        <Versions kind={kind} command={command} seen={command.mine} theirs={command.theirs} />
      )}
      <section className="second">
        <h2>{say(label('我要办的', 'What I want to do'))}</h2>
        <PhoneForm fields={fields} form={form} />
      </section>
    </Screen>
  )
}
