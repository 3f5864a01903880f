// Says in a word that a deadline has passed.
import { label } from '../../contract/label.ts'
import { useText } from '../../ui/text/language.tsx'
import './parts.css'

const overdue = label('超期', 'Overdue')

export function OverdueTag() {
  const text = useText()
  return <span className="tag tag-late">{text(overdue)}</span>
}
