// A new version waits: the person says when. What is queued and what is being written stays on the phone.
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import { takeUpdate, useUpdateWaits } from './worker.ts'

export function UpdateLine() {
  const say = useText()
  const waits = useUpdateWaits()
  return (
    <div role="status">
      {waits && (
        <div className="update">
          <span>{say(label('新版本已就绪', 'A new version is ready'))}</span>
          <button type="button" className="button" onClick={takeUpdate}>
            {say(label('现在更新', 'Update now'))}
          </button>
        </div>
      )}
    </div>
  )
}
