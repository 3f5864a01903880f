// Kept lists, such as the categories of reports: added to, renamed, switched off, put in order.

import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Space, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { optional, paragraph, text as textField } from '../../../contract/fields.ts'
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

const labelFields = { zh: textField({ label: words.zh, max: 40 }), en: textField({ label: words.en, max: 60 }) }

const textFields = {
  ...labelFields,
  text: optional(paragraph({ label: words.entryText, hint: words.entryTextHint, max: 5000 })),
}

export function ListsTab() {
  const text = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const lists = useQuery({
    queryKey: ['admin-lists'],
    queryFn: ({ signal }) => get<{ id: string; label: Label; hasTexts: boolean }[]>('/api/admin/lists', {}, signal),
  })
  return (
    <Answered query={lists}>
      {(known) => {
        const shown = known.find((each) => each.id === chosen) ?? known[0]
        const list = shown?.id
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
            {list ? <Entries key={list} list={list} hasTexts={shown?.hasTexts === true} /> : null}
          </section>
        )
      }}
    </Answered>
  )
}

type Editing = { under: string | null } | { entry: ListEntryView } | null

function Entries({ list, hasTexts }: { list: string; hasTexts: boolean }) {
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
            <EntryForm
              path={path}
              hasTexts={hasTexts}
              editing={editing}
              onSaved={saved}
              onClose={() => setEditing(null)}
            />
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
        <EntryText text={entry.notes.text} />
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

/** What the entry says, as it will stand in a document; blanks in their brackets. */
function EntryText({ text }: { text: unknown }) {
  if (typeof text !== 'string' || text === '') return null
  return (
    <p className="admin-entry-text" lang="zh-CN">
      {text}
    </p>
  )
}

interface FormProps {
  path: string
  hasTexts: boolean
  editing: NonNullable<Editing>
  onSaved: () => void
  onClose: () => void
}

function EntryForm({ path, hasTexts, editing, onSaved, onClose }: FormProps) {
  const text = useText()
  const entry = 'entry' in editing ? editing.entry : null
  const under = 'under' in editing ? editing.under : null
  return (
    <FormModal
      title={text(entry ? words.rename : under === null ? words.newEntry : words.newBelow)}
      fields={hasTexts ? textFields : labelFields}
      initial={entry ? { ...entry.label, ...(hasTexts ? { text: entry.notes.text } : {}) } : {}}
      sending={({ zh, en, text: written }) => {
        const body = { label: { zh, en }, ...(hasTexts ? { text: written ?? '' } : {}) }
        return entry
          ? { path: `${path}/${entry.id}`, body, method: 'PATCH' }
          : { path, body: { ...body, ...(under === null ? {} : { under }) } }
      }}
      onDone={onSaved}
      onClose={onClose}
    />
  )
}
