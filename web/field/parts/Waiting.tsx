// Something is being read from the phone.
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'

export function Waiting() {
  const say = useText()
  return (
    <p className="waiting" role="status">
      {say(label('正在打开…', 'Opening…'))}
    </p>
  )
}
