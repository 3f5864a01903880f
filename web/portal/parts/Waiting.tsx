// Something is on its way.
import { label } from '../../../contract/label.ts'
import { useSay } from '../language.tsx'

export function Waiting() {
  const say = useSay()
  return (
    <p className="waiting" role="status">
      {say(label('正在打开…', 'Loading…'))}
    </p>
  )
}
