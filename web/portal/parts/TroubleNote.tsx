// What went wrong and, where it helps, a button to try again.
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import type { Trouble } from '../trouble.ts'

export function TroubleNote({ trouble, onAgain }: { trouble: Trouble; onAgain?: () => void }) {
  const say = useText()
  return (
    <Note tone="wrong" isAlert title={say(trouble.says)}>
      {trouble.fields.map((f) => (
        <p key={f.field}>{say(f.says)}</p>
      ))}
      {onAgain && (
        <button type="button" className="button" onClick={onAgain}>
          {say(label('再试一次', 'Try again'))}
        </button>
      )}
    </Note>
  )
}
