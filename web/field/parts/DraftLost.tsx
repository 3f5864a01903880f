// The phone keeps nothing more: what is on the screen is only there.
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'

export function DraftLost() {
  const say = useText()
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
}
