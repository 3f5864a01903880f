// Steps from phones that came too late, above the work: a person compares each.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useText } from '../../../ui/text/language.tsx'
import { conflictsQuery } from '../../data/conflicts.ts'
import { words } from '../board/messages.ts'

export function Conflicts({ onOpen }: { onOpen: (matterId: string) => void }) {
  const text = useText()
  const conflicts = useQuery(conflictsQuery()).data ?? []
  if (conflicts.length === 0) return null
  // A matter with two of them is opened once.
  const matters = new Map(conflicts.map(({ matterId, no }) => [matterId, no]))
  return (
    <Alert
      type="warning"
      showIcon
      className="work-conflicts"
      title={text(words.workConflicts, { n: conflicts.length })}
      description={[...matters].map(([id, no]) => (
        <Button key={id} type="link" size="small" onClick={() => onOpen(id)}>
          {no}
        </Button>
      ))}
    />
  )
}
