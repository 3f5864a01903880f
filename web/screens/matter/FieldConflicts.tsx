// A step from a phone that came too late: what it meant beside what is, and a person says which holds.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import type { FieldConflictView } from '../../../contract/field.ts'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { conflictsQuery } from '../../data/conflicts.ts'
import { tookChange } from '../../data/matters.ts'
import { findMessage } from '../../modules.ts'
import { Fact, FactName } from './Fact.tsx'
import { words } from './messages.ts'

export function FieldConflicts({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const query = useQuery(conflictsQuery(matter.id))
  return (query.data ?? []).map((conflict) => <Conflict key={conflict.id} kind={kind} conflict={conflict} />)
}

function Conflict({ kind, conflict }: { kind: AnyMatterKind; conflict: FieldConflictView }) {
  const text = useText()
  const client = useQueryClient()
  const command = useCommand<FieldConflictView>((settled) => {
    tookChange(client, settled.present)
    void client.invalidateQueries({ queryKey: ['conflicts'] })
  })
  const { present, whyNot } = conflict
  const settle = (choice: 'kept' | 'applied') =>
    void command.send(
      `/api/field/conflicts/${conflict.id}/settle`,
      choice === 'kept' ? { choice } : { choice, version: present.version },
    )
  const step = text((kind as MatterKind).transitions[conflict.transition]?.label ?? conflict.transition)
  return (
    <Alert
      type="warning"
      showIcon
      className="version"
      title={text(words.phoneConflict, { name: conflict.by.name, step })}
      description={
        <>
          <p>
            {text(words.phoneConflictHint)} <DeviceTime conflict={conflict} />
          </p>
          <Beside kind={kind} conflict={conflict} />
          {command.refusal ? <Refused refusal={command.refusal} /> : null}
          {whyNot !== null ? <p>{text(findMessage(whyNot) ?? whyNot)}</p> : null}
          <Space wrap>
            <Button size="small" loading={command.busy} onClick={() => settle('kept')}>
              {text(words.keepPresent)}
            </Button>
            <Button size="small" disabled={whyNot !== null} loading={command.busy} onClick={() => settle('applied')}>
              {text(words.applyPhones)}
            </Button>
          </Space>
        </>
      }
    />
  )
}

const minuteMs = 60_000

/** When it was done by the phone's clock, and by how much that clock was wrong where it is worth saying. */
function DeviceTime({ conflict: { deviceAt, deviceAheadMs } }: { conflict: FieldConflictView }) {
  const text = useText()
  const format = useFormat()
  const minutes = Math.round((deviceAheadMs ?? 0) / minuteMs)
  return (
    <span className="lf-numbers">
      {text(words.phoneTime, { at: format.instant(deviceAt) })}
      {minutes === 0 ? null : text(minutes > 0 ? words.phoneFast : words.phoneSlow, { n: Math.abs(minutes) })}
    </span>
  )
}

function Beside({
  kind,
  conflict: { transition, queued, present },
}: {
  kind: AnyMatterKind
  conflict: FieldConflictView
}) {
  const text = useText()
  const meant: Record<string, unknown> = {
    '@state': (kind as MatterKind).transitions[transition]?.to ?? null,
    ...queued,
  }
  const isNow = (field: string) => (field === '@state' ? present.state : (present.data[field] ?? null))
  return (
    <table className="version-table">
      <thead>
        <tr>
          <th scope="col"> </th>
          <th scope="col">{text(words.onPhone)}</th>
          <th scope="col">{text(words.staleNow, { n: present.version })}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(meant).map(([field, value]) => (
          <tr key={field}>
            <th scope="row">
              <FactName kind={kind} field={field} />
            </th>
            <td>
              <Fact kind={kind} field={field} value={value} />
            </td>
            <td>
              <Fact kind={kind} field={field} value={isNow(field)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
