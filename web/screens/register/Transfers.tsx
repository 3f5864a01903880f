// Transfers that wait for the reader's side, above the list they would come into.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import type { TransferView } from '../../../contract/register-views.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { forgetEntries, transfersQuery } from '../../data/registers.ts'
import { placeName } from '../../parts/place-name.ts'
import { words } from './messages.ts'

export function Transfers({ kind }: { kind: string }) {
  const text = useText()
  const waiting = (useQuery(transfersQuery()).data ?? []).filter((each) => each.entry.kind === kind && !each.whyNot)
  if (waiting.length === 0) return null
  return (
    <Alert
      className="register-transfers"
      type="info"
      showIcon
      title={text(words.waitingTransfers, { n: waiting.length })}
      description={waiting.map((each) => <Transfer key={each.id} transfer={each} />)}
    />
  )
}

/** One transfer, and what the receiving side decides. */
export function Transfer({ transfer }: { transfer: TransferView }) {
  const text = useText()
  const client = useQueryClient()
  const command = useCommand(() => void forgetEntries(client))
  const decide = (decision: 'accepted' | 'refused') =>
    void command.send(`/api/registers/transfers/${transfer.id}`, { decision })
  return (
    <div className="register-transfer">
      <span>
        <strong>{transfer.entry.headline}</strong>{' '}
        {text(words.fromTo, { from: placeName(transfer.from), to: placeName(transfer.to) })} · {transfer.reason}
      </span>
      <Space>
        <Button size="small" type="primary" loading={command.busy} onClick={() => decide('accepted')}>
          {text(words.accept)}
        </Button>
        <Button size="small" disabled={command.busy} onClick={() => decide('refused')}>
          {text(words.refuse)}
        </Button>
      </Space>
      {command.refusal ? <Refused refusal={command.refusal} /> : null}
    </div>
  )
}
