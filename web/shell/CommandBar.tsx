// Ctrl-K: go to a screen, do something with the matter on screen, find by number or by words.

import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { listPath } from '../../contract/derive/paths.ts'
import type { MatterRow, Page } from '../../contract/views.ts'
import { get } from '../../ui/http/request.ts'
import { type Text, useLanguage, useText } from '../../ui/text/language.tsx'
import { findByNumber } from '../data/matters.ts'
import { words } from '../messages.ts'
import { findKind, kinds, mainKind } from '../modules.ts'
import { placeName } from '../parts/place-name.ts'
import { paths } from '../paths.ts'
import { handlesMatters, mayOpen, useMe } from '../session/session.ts'
import { type CommandItem, matching, readNumber } from './commands.ts'
import { useCurrentMatter } from './current-matter.ts'
import { useGo } from './Go.tsx'
import { furtherScreens, screensFor } from './screens.ts'

export function CommandBar({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={600}
      className="command"
      destroyOnHidden
      styles={{ container: { padding: 0 } }}
    >
      <Bar onClose={onClose} />
    </Modal>
  )
}

const groupNames = { do: words.groupDo, go: words.groupGo, find: words.groupFind, matters: words.groupMatters } as const

function Bar({ onClose }: { onClose: () => void }) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [fault, setFault] = useState<string | null>(null)
  const items = useItems(typed, setFault, onClose)
  const chosen = Math.min(at, Math.max(0, items.length - 1))
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(items.length - 1, chosen + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, chosen - 1))
    else if (event.key === 'Enter') items[chosen]?.run()
    else return
    event.preventDefault()
  }
  return (
    <div>
      <Input
        autoFocus
        size="large"
        variant="borderless"
        className="command-input"
        prefix={<SearchOutlined />}
        placeholder={text(words.searchHint)}
        aria-label={text(words.search)}
        role="combobox"
        aria-expanded
        aria-controls="command-list"
        aria-activedescendant={`command-${chosen}`}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
          setFault(null)
        }}
        onKeyDown={press}
      />
      {fault ? <p className="command-fault">{fault}</p> : null}
      <Items items={items} chosen={chosen} onPoint={setAt} />
    </div>
  )
}

function Items({ items, chosen, onPoint }: { items: CommandItem[]; chosen: number; onPoint: (at: number) => void }) {
  const text = useText()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div
      className="command-list"
      id="command-list"
      role="listbox"
      aria-label={text(words.search)}
      ref={list}
      tabIndex={-1}
    >
      {items.length === 0 ? <p className="command-none">{text(words.noCommand)}</p> : null}
      {items.map((item, index) => (
        <div key={item.id}>
          {items[index - 1]?.group !== item.group ? (
            <div className="command-group">{text(groupNames[item.group])}</div>
          ) : null}
          <div
            id={`command-${index}`}
            data-at={index}
            role="option"
            aria-selected={index === chosen}
            tabIndex={-1}
            className={`command-item${index === chosen ? ' command-chosen' : ''}`}
            onMouseMove={() => onPoint(index)}
            onClick={item.run}
            onKeyDown={() => undefined}
          >
            <span className="lf-ellipsis">{item.title}</span>
            {item.detail ? <span className="command-detail lf-ellipsis">{item.detail}</span> : null}
          </div>
        </div>
      ))}
    </div>
  )
}

const mostFound = 6

function useItems(typed: string, onFault: (fault: string) => void, onClose: () => void): CommandItem[] {
  const text = useText()
  const me = useMe()
  const go = useGo()
  const q = useDeferredValue(typed.trim())
  const handles = handlesMatters(me, kinds)
  const found = useQuery({
    queryKey: ['matters', 'quick', q],
    queryFn: ({ signal }) => get<Page<MatterRow>>(listPath(mainKind), { q, limit: mostFound }, signal),
    enabled: handles && q.length >= 2 && readNumber(q) === null,
    staleTime: 10_000,
  })
  const to = (href: string) => () => {
    onClose()
    go(href)
  }
  const fixed = useFixedItems(to, onClose)
  const no = readNumber(typed)
  const openNumber = async (wanted: string) => {
    try {
      const matter = await findByNumber(wanted)
      to(paths.matter(matter.kind, matter.id))()
    } catch {
      onFault(text(words.notFoundNo, { no: wanted }))
    }
  }
  if (no !== null)
    return [{ id: 'no', group: 'find', title: text(words.findNo, { no }), run: () => void openNumber(no) }]
  const asked: CommandItem = {
    id: 'text',
    group: 'find',
    title: text(words.findText, { q: typed.trim() }),
    run: to(paths.board({ q: typed.trim() })),
  }
  const matters = q === '' ? [] : (found.data?.rows ?? []).map((row) => matterItem(row, text, to))
  return [...matching(fixed, typed), ...matters, ...(handles && typed.trim() !== '' ? [asked] : [])]
}

type To = (href: string) => () => void

/** What can be done and gone to, whatever was typed. */
function useFixedItems(to: To, onClose: () => void): CommandItem[] {
  const text = useText()
  const me = useMe()
  const current = useCurrentMatter()
  const { language, setLanguage } = useLanguage()
  const item = (group: CommandItem['group'], id: string, title: string, run: () => void, detail?: string) => ({
    id,
    group,
    title,
    run,
    ...(detail ? { detail } : {}),
  })
  const closing = (run: () => void) => () => {
    onClose()
    run()
  }
  const offered = (current?.actions ?? []).map((a) => item('do', `do-${a.id}`, a.title, closing(a.run), current?.no))
  const opening = kinds
    .filter((k) => mayOpen(me, k))
    .map((k) => item('do', `new-${k.kind}`, text(words.openNew, { kind: text(k.label) }), to(paths.open(k.kind))))
  const looking = [
    item('do', 'overdue', text(words.showOverdue), to(paths.board({ open: true, overdue: true, sort: 'dueAt' }))),
    item('do', 'unplaced', text(words.showUnplaced), to(paths.board({ unplaced: true }))),
  ]
  return [
    ...offered,
    ...opening,
    ...(handlesMatters(me, kinds) ? looking : []),
    item(
      'do',
      'language',
      text(words.switchLanguage),
      closing(() => setLanguage(language === 'zh' ? 'en' : 'zh')),
    ),
    ...[...screensFor(me), ...furtherScreens(me)].map((s) => item('go', s.id, text(s.label), to(s.href))),
    item('go', 'account', text(words.account), to(paths.account())),
  ]
}

function matterItem(row: MatterRow, text: Text, to: To): CommandItem {
  const state = findKind(row.kind)?.states[row.state]?.label
  return {
    id: row.id,
    group: 'matters',
    title: row.headline,
    detail: `${row.no} · ${placeName(row.division)} · ${text(state ?? row.state)}`,
    run: to(paths.matter(row.kind, row.id)),
  }
}
