// The cases behind a number of the border table: those the reader may open are one click away.
import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import type { Label } from '../../../contract/label.ts'
import { get } from '../../../ui/http/request.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { dispute } from '../dispute.matter.ts'
import { words } from './words.ts'

export type Column = 'n' | 'settled' | 'held' | 'failed'

interface Props {
  column: Column
  /** The two counties; every pair when unsaid. */
  pair?: readonly { id: number; name: string }[] | undefined
  span: { division: number; from: string; to: string }
  onOpen: (kind: string, id: string) => void
  onClose: () => void
}

interface Case {
  id: string
  no: string
  state: Label
  openedAt: string
  leads: string
  other: string
  isOpen: boolean
}

export function BorderCases({ column, pair, span, onOpen, onClose }: Props) {
  const text = useText()
  const search = { ...span, column, ...(pair ? { pair: pair.map(({ id }) => id).join('-') } : {}) }
  const query = useQuery({
    queryKey: ['mediation-border-cases', search],
    queryFn: ({ signal }) => get<Case[]>('/api/mediation/border/cases', search, signal),
  })
  const place = pair ? pair.map(({ name }) => name).join('—') : text(words.all)
  return (
    <Modal
      open
      width={640}
      title={`${text(words.border)} · ${place} · ${text(words.tally[column])}`}
      footer={<Button onClick={onClose}>{text(words.close)}</Button>}
      onCancel={onClose}
    >
      <Answered query={query} rows={4}>
        {(cases) => (
          <ul className="dispute-cases">
            {cases.map((each) => (
              <CaseLine key={each.id} of={each} onOpen={() => onOpen(dispute.kind, each.id)} />
            ))}
          </ul>
        )}
      </Answered>
    </Modal>
  )
}

function CaseLine({ of: { no, state, openedAt, leads, other, isOpen }, onOpen }: { of: Case; onOpen: () => void }) {
  const text = useText()
  const format = useFormat()
  return (
    <li>
      {isOpen ? (
        <button type="button" className="dispute-number lf-numbers" onClick={onOpen}>
          {no}
        </button>
      ) : (
        <span className="lf-numbers">{no}</span>
      )}
      <span>{text(state)}</span>
      <span className="lf-soft">
        {format.instant(openedAt, 'day')} · {text(words.leads, { leads, other })}
        {isOpen ? '' : ` · ${text(words.notShared)}`}
      </span>
    </li>
  )
}
