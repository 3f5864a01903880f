// What can be done with an entry; what the reader may not do now is not offered.
import { DownOutlined, QrcodeOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Space } from 'antd'
import { useState } from 'react'
import { onePath } from '../../../contract/derive/paths.ts'
import { divisionRef, text as textField } from '../../../contract/fields.ts'
import type { EntryStep } from '../../../contract/register-access.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { EntryView } from '../../../contract/register-views.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { forgetEntries } from '../../data/registers.ts'
import { FormModal } from '../../parts/FormModal.tsx'
import { MergeModal } from './MergeModal.tsx'
import { stepLabels, words } from './messages.ts'
import { PlateModal } from './PlateModal.tsx'
import { Transfer } from './Transfers.tsx'

interface Props {
  register: AnyRegister
  entry: EntryView
  onEdit: () => void
}

type Opened = 'close' | 'reopen' | 'transfer' | 'merge' | 'plate' | null
const inMenu = ['transfer', 'merge', 'close', 'reopen', 'unmerge'] as const satisfies readonly EntryStep[]

export function EntryActions({ register, entry, onEdit }: Props) {
  const text = useText()
  const client = useQueryClient()
  const [opened, setOpened] = useState<Opened>(null)
  const command = useCommand(() => void forgetEntries(client))
  const base = onePath(register, entry.id)
  const may = (step: EntryStep) => entry.can[step] === null
  const take = (step: string) => void command.send(`${base}/${step}`, { version: entry.version })
  const menu = inMenu.filter(may).map((step) => ({ key: step, label: text(stepLabels[step]) }))
  return (
    <div className="entry-actions">
      <Space wrap>
        {may('confirm') ? (
          <Button type={entry.stale ? 'primary' : 'default'} loading={command.busy} onClick={() => take('confirm')}>
            {text(stepLabels.confirm)}
          </Button>
        ) : null}
        {may('change') ? <Button onClick={onEdit}>{text(stepLabels.change)}</Button> : null}
        <Button icon={<QrcodeOutlined />} onClick={() => setOpened('plate')}>
          {text(words.plate)}
        </Button>
        {entry.transfer && may('transfer') ? (
          <Button onClick={() => take('withdraw')}>{text(words.withdraw)}</Button>
        ) : null}
        {menu.length > 0 ? (
          <Dropdown
            menu={{ items: menu, onClick: ({ key }) => (key === 'unmerge' ? take(key) : setOpened(key as Opened)) }}
          >
            <Button icon={<DownOutlined />} />
          </Dropdown>
        ) : null}
      </Space>
      {command.refusal ? <Refused refusal={command.refusal} /> : null}
      {entry.transfer?.whyNot === null ? <Transfer transfer={entry.transfer} /> : null}
      <Modals register={register} entry={entry} opened={opened} onClose={() => setOpened(null)} />
    </div>
  )
}

const reason = textField({ label: words.reason, max: 500 })
const reasonFields = { reason }
const transferFields = { divisionId: divisionRef({ label: words.to }), reason }

interface ModalsProps {
  register: AnyRegister
  entry: EntryView
  opened: Opened
  onClose: () => void
}

function Modals({ register, entry, opened, onClose }: ModalsProps) {
  const text = useText()
  const client = useQueryClient()
  const done = () => void forgetEntries(client)
  const base = onePath(register, entry.id)
  if (opened === 'plate') return <PlateModal register={register} entry={entry} onClose={onClose} />
  if (opened === 'merge') return <MergeModal register={register} entry={entry} onClose={onClose} />
  if (opened === null) return null
  return (
    <FormModal
      title={text(stepLabels[opened])}
      fields={opened === 'transfer' ? transferFields : reasonFields}
      danger={opened === 'close'}
      okText={text(stepLabels[opened])}
      sending={(data) => ({ path: `${base}/${opened}`, body: { version: entry.version, ...data } })}
      onDone={done}
      onClose={onClose}
    />
  )
}
