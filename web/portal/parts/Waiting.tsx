// Something is on its way.
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'

export function Waiting() {
  const say = useText()
  return (
    <p className="waiting" role="status">
      {say(label('正在打开…', 'Loading…'))}
    </p>
  )
}
