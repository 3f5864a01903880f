// Why the server said no, in words, and a way to try again where that helps.
import { label } from '../../../contract/label.ts'
import type { Refusal } from '../../../ui/http/problem.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'

export function RefusalNote({ refusal, onAgain }: { refusal: Refusal; onAgain?: () => void }) {
  const say = useText()
  return (
    <Note tone="wrong" isAlert title={say(refusal.title)}>
      {refusal.detail && <p>{say(refusal.detail)}</p>}
      {refusal.errors.map(({ field, message }) => (
        <p key={field}>{say(message)}</p>
      ))}
      {onAgain && (
        <button type="button" className="button" onClick={onAgain}>
          {say(label('再试一次', 'Try again'))}
        </button>
      )}
    </Note>
  )
}
