// Whether what is being written is on the phone's disk already, so that one may put the phone away.
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import type { DraftStanding } from '../use-draft.ts'

export function KeptLine({ standing }: { standing: DraftStanding }) {
  const say = useText()
  if (standing === 'unbegun') return null
  if (standing === 'lost')
    return (
      <Note tone="wrong" isAlert>
        <p>
          {say(
            label(
              '手机没有存下写的内容。请不要关掉这一页，清出空间后再改一个字。',
              'The phone did not keep what you typed. Leave this page open, free some space, then change a letter.',
            ),
          )}
        </p>
      </Note>
    )
  return (
    <p className="hint kept-line" aria-busy={standing === 'writing'}>
      {say(label('写的内容存在这部手机上', 'What you write is kept on this phone'))}
    </p>
  )
}
