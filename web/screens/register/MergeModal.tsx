// Two entries beside each other, field by field: which goes, and what the other takes over from it.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Modal, Table } from 'antd'
import { useState } from 'react'
import { formFields } from '../../../contract/derive/forms.ts'
import { onePath } from '../../../contract/derive/paths.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { EntryView } from '../../../contract/register-views.ts'
import { EntryInput } from '../../../ui/form/EntryInput.tsx'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { useCommand } from '../../../ui/http/use-command.ts'
import { words as kit } from '../../../ui/messages.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { entryQuery, forgetEntries } from '../../data/registers.ts'
import { FieldValue } from '../matter/FieldValue.tsx'
import { mergePicker } from './merge-picker.ts'
import { stepLabels, words } from './messages.ts'

interface Props {
  register: AnyRegister
  entry: EntryView
  onClose: () => void
}

export function MergeModal({ register, entry, onClose }: Props) {
  const text = useText()
  const client = useQueryClient()
  const [into, setInto] = useState<string | null>(null)
  const [takes, setTakes] = useState<string[]>([])
  const other = useQuery({ ...entryQuery(register, into ?? '', null), enabled: into !== null }).data
  const command = useCommand(() => {
    void forgetEntries(client)
    onClose()
  })
  const merge = () => {
    if (!other) return
    const body = { version: entry.version, into: other.id, intoVersion: other.version, takes }
    void command.send(`${onePath(register, entry.id)}/merge`, body)
  }
  return (
    <Modal
      open
      width={860}
      title={text(stepLabels.merge)}
      onCancel={onClose}
      onOk={merge}
      okText={text(stepLabels.merge)}
      cancelText={text(kit.cancel)}
      okButtonProps={{ loading: command.busy, disabled: !other || other.id === entry.id }}
    >
      <div className="form">
        <FieldRow id="into" label={text(words.intoWhich)} required>
          <EntryInput
            id="into"
            field={mergePicker(register)}
            value={into ?? undefined}
            onChange={(id) => setInto((id as string | undefined) ?? null)}
            isWrong={false}
            areaId={null}
            focusId={null}
          />
        </FieldRow>
        {command.refusal ? <Refused refusal={command.refusal} /> : null}
        {other ? <Compare register={register} mine={entry} theirs={other} takes={takes} onTakes={setTakes} /> : null}
      </div>
    </Modal>
  )
}

interface CompareProps {
  register: AnyRegister
  mine: EntryView
  theirs: EntryView
  takes: string[]
  onTakes: (takes: string[]) => void
}

function Compare({ register, mine, theirs, takes, onTakes }: CompareProps) {
  const text = useText()
  const names = Object.keys(register.fields)
  const differing = formFields(register, names).filter(
    ({ name }) => JSON.stringify(mine.data[name]) !== JSON.stringify(theirs.data[name]),
  )
  const toggle = (name: string) =>
    onTakes(takes.includes(name) ? takes.filter((each) => each !== name) : [...takes, name])
  return (
    <Table
      size="small"
      rowKey={(field) => field.name}
      dataSource={differing}
      pagination={false}
      scroll={{ y: 360 }}
      title={() => text(words.mergeHint)}
      columns={[
        { key: 'field', width: 140, render: (_, field) => text(field.label) },
        {
          key: 'mine',
          title: text(words.mine),
          render: (_, field) => <FieldValue field={field} value={mine.data[field.name]} />,
        },
        {
          key: 'theirs',
          title: text(words.theirs),
          render: (_, field) => <FieldValue field={field} value={theirs.data[field.name]} />,
        },
        {
          key: 'take',
          title: text(words.take),
          width: 90,
          render: (_, field) => (
            <Checkbox
              aria-label={`${text(words.take)} ${text(field.label)}`}
              checked={takes.includes(field.name)}
              disabled={mine.data[field.name] === undefined}
              onChange={() => toggle(field.name)}
            />
          ),
        },
      ]}
    />
  )
}
