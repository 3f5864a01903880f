// Documents are written by the server: without it the screen says so, and what can be done instead.
import { label } from '../../../contract/label.ts'
import type { Refusal } from '../../../ui/http/problem.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'

export function NotReached({ refusal, onAgain }: { refusal: Refusal; onAgain: () => void }) {
  const say = useText()
  return (
    <>
      {refusal.status === 0 ? (
        <Note tone="mind" isAlert title={say(label('文书要有网络', 'Documents need a network'))}>
          <p>
            {say(
              label(
                '文书由服务器写成，签名也盖在那份文字上，所以现在不能出示和签名。可以先签纸质的，办“协议生效”时拍照附上，没有网络也行。',
                'The server writes them, and a signature holds to its text, so they cannot be shown or signed now. Sign on paper and add a photo when you put the agreement into effect: that works without a network.',
              ),
            )}
          </p>
        </Note>
      ) : (
        <RefusalNote refusal={refusal} />
      )}
      <button type="button" className="button button-wide" onClick={onAgain}>
        {say(label('再试一次', 'Try again'))}
      </button>
    </>
  )
}
