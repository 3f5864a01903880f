// Kept lists, such as the categories of reports: added to, renamed, switched off, put in order.

import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Space, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { text as textField } from '../../../contract/fields.ts'
import type { Label } from '../../../contract/label.ts'
import type { ListEntryView } from '../../../contract/views.ts'
import { get } from '../../../ui/http/request.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { FormModal } from '../../parts/FormModal.tsx'
import { Confirmed } from './Confirmed.tsx'
import { moved, nested } from './list-order.ts'
import { words } from './messages.ts'
import { useSaved } from './use-saved.ts'

const fields = { zh: textField({ label: words.zh, max: 40 }), en: textField({ label: words.en, max: 60 }) }

export function ListsTab() {
  const text = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const lists = useQuery({
    queryKey: ['admin-lists'],
    queryFn: ({ signal }) => get<{ id: string; label: Label }[]>('/api/admin/lists', {}, signal),
  })
  return (
    <Answered query={lists}>
      {(known) => {
        const list = chosen ?? known[0]?.id
        return (
          <section className="panel">
            <div className="panel-head">
              {known.length > 1 ? (
                <Segmented
                  value={list ?? ''}
                  options={known.map((each) => ({ value: each.id, label: text(each.label) }))}
                  onChange={setChosen}
                />
              ) : (
                <h2>{text(known[0]?.label)}</h2>
              )}
              <span className="lf-soft">{text(words.offNote)}</span>
            </div>
            {list ? <Entries key={list} list={list} /> : null}
          </section>
        )
      }}
    </Answered>
  )
}

type Editing = { under: string | null } | { entry: ListEntryView } | null

function Entries({ list }: { list: string }) {
  const text = useText()
  const path = `/api/admin/lists/${list}`
  const saved = useSaved('admin-list', 'lists')
  const [editing, setEditing] = useState<Editing>(null)
  const query = useQuery({
    queryKey: ['admin-list', list],
    queryFn: ({ signal }) => get<ListEntryView[]>(path, {}, signal),
  })
  const order = useCommand(() => saved())
  return (
    <Answered query={query}>
      {(entries) => (
        <div className="panel-body">
          {order.refusal ? <Refused refusal={order.refusal} /> : null}
          {nested(entries).map(({ entry, depth }) => (
            <EntryLine
              key={entry.id}
              entry={entry}
              depth={depth}
              path={path}
              onSaved={saved}
              onRename={() => setEditing({ entry })}
              onAdd={() => setEditing({ under: entry.id })}
              onMove={(by) => void order.send(`${path}/order`, { ids: moved(entries, entry.id, by) }, 'PUT')}
            />
          ))}
          <Button
            icon={<PlusOutlined />}
            type="dashed"
            style={{ marginTop: 12 }}
            onClick={() => setEditing({ under: null })}
          >
            {text(words.newEntry)}
          </Button>
          {editing ? (
            <EntryForm path={path} editing={editing} onSaved={saved} onClose={() => setEditing(null)} />
          ) : null}
        </div>
      )}
    </Answered>
  )
}

interface LineProps {
  entry: ListEntryView
  depth: number
  path: string
  onSaved: () => void
  onRename: () => void
  onAdd: () => void
  onMove: (by: -1 | 1) => void
}

function EntryLine({ entry, depth, path, onSaved, onRename, onAdd, onMove }: LineProps) {
  const text = useText()
  return (
    <div className={`admin-entry admin-entry-${depth}`}>
      <span className={entry.active ? '' : 'lf-soft'}>
        {entry.label.zh} <span className="lf-soft">{entry.label.en}</span>{' '}
        {entry.active ? null : <Tag>{text(words.off)}</Tag>}
      </span>
      <Space size={4} wrap>
        <Tooltip title={text(words.up)}>
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={`${text(words.up)}: ${entry.label.zh}`}
            onClick={() => onMove(-1)}
          />
        </Tooltip>
        <Tooltip title={text(words.down)}>
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={`${text(words.down)}: ${entry.label.zh}`}
            onClick={() => onMove(1)}
          />
        </Tooltip>
        {depth === 0 ? (
          <Button size="small" onClick={onAdd}>
            {text(words.newBelow)}
          </Button>
        ) : null}
        <Button size="small" onClick={onRename}>
          {text(words.rename)}
        </Button>
        <Confirmed
          name={entry.active ? words.off : words.on}
          sending={{ path: `${path}/${entry.id}`, body: { active: !entry.active }, method: 'PATCH' }}
          onDone={onSaved}
        />
      </Space>
    </div>
  )
}

interface FormProps {
  path: string
  editing: NonNullable<Editing>
  onSaved: () => void
  onClose: () => void
}

function EntryForm({ path, editing, onSaved, onClose }: FormProps) {
  const text = useText()
  const entry = 'entry' in editing ? editing.entry : null
  const under = 'under' in editing ? editing.under : null
  return (
    <FormModal
      title={text(entry ? words.rename : under === null ? words.newEntry : words.newBelow)}
      fields={fields}
      initial={entry ? { ...entry.label } : {}}
      sending={({ zh, en }) =>
        entry
          ? { path: `${path}/${entry.id}`, body: { label: { zh, en } }, method: 'PATCH' }
          : { path, body: { label: { zh, en }, ...(under === null ? {} : { under }) } }
      }
      onDone={onSaved}
      onClose={onClose}
    />
  )
}
