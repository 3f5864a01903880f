// The auditor's screen: who read, exported and was refused what, and for which purpose.
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, DatePicker, Input, Segmented, Table, type TableColumnsType, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import { instantOf } from '../../../contract/calendar.ts'
import { type AccessEntry, type AccessSort, accessSorts } from '../../../contract/people.ts'
import type { Page } from '../../../contract/views.ts'
import { get } from '../../../ui/http/request.ts'
import { Empty, Failed } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { words as desk } from '../../messages.ts'
import { findKind, findMessage } from '../../modules.ts'
import { holds, useMe } from '../../session/session.ts'
import { words } from './messages.ts'
import '../../parts/parts.css'
import './audit.css'

interface Search {
  from?: string
  to?: string
  what?: AccessSort
  subject?: string
  actor?: string
}

const pageSize = 100

const auditQuery = (search: Search) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) =>
      get<Page<AccessEntry>>('/api/audit/access', { ...search, after: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export function AuditScreen() {
  const text = useText()
  const me = useMe()
  if (!holds(me, 'auditor')) return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  return <Log />
}

function Log() {
  const text = useText()
  const [search, setSearch] = useState<Search>({})
  const [who, setWho] = useState('')
  const query = useInfiniteQuery(auditQuery(search))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const columns = useColumns((actor) => {
    setWho(actor.name ?? actor.id)
    setSearch((before) => ({ ...before, actor: actor.id }))
  })
  return (
    <div className="screen screen-wide">
      <div className="screen-head">
        <div>
          <h1>{text(words.title)}</h1>
          <p className="lf-soft audit-hint">{text(words.hint)}</p>
        </div>
      </div>
      <Filters search={search} who={who} onChange={setSearch} />
      {query.isError && rows.length === 0 ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="panel audit-table">
          <Table
            size="small"
            rowKey="id"
            columns={columns}
            dataSource={rows}
            loading={query.isPending}
            pagination={false}
            scroll={{ x: 1000 }}
            locale={{ emptyText: <Empty title={text(words.empty)} hint={text(words.emptyHint)} /> }}
          />
          {query.hasNextPage ? (
            <Button type="text" block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {text(words.more)}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

const dayFormat = 'YYYY-MM-DD'

function Filters({ search, who, onChange }: { search: Search; who: string; onChange: (search: Search) => void }) {
  const text = useText()
  const set = (change: { [Name in keyof Search]?: Search[Name] | undefined }) =>
    onChange(Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)))
  return (
    <div className="audit-filters">
      <Segmented<AccessSort | 'all'>
        value={search.what ?? 'all'}
        options={[
          { value: 'all', label: text(words.all) },
          ...accessSorts.map((sort) => ({ value: sort, label: text(words.sorts[sort]) })),
        ]}
        onChange={(what) => set({ what: what === 'all' ? undefined : what })}
      />
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        aria-label={text(words.days)}
        placeholder={[text(words.from), text(words.to)]}
        value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to).subtract(1, 'minute') : null]}
        onChange={(days) =>
          set({
            from: days?.[0] ? instantOf(days[0].format(dayFormat)).toISOString() : undefined,
            to: days?.[1] ? instantOf(days[1].format(dayFormat), 1440).toISOString() : undefined,
          })
        }
      />
      <Input.Search
        className="audit-subject"
        allowClear
        placeholder={text(words.subject)}
        aria-label={text(words.subject)}
        onSearch={(subject) => set({ subject: subject.trim() === '' ? undefined : subject.trim() })}
      />
      {search.actor ? (
        <Button onClick={() => set({ actor: undefined })}>
          {text(words.actor)}: {who} ✕
        </Button>
      ) : null}
    </div>
  )
}

function useColumns(onActor: (actor: { id: string; name: string | null }) => void): TableColumnsType<AccessEntry> {
  const text = useText()
  const format = useFormat()
  return [
    {
      key: 'at',
      title: text(words.at),
      width: 168,
      render: (_, row) => <span className="lf-numbers">{format.instant(row.at, 'second')}</span>,
    },
    {
      key: 'who',
      title: text(words.who),
      width: 190,
      render: (_, { actor }) =>
        actor.id ? (
          <Button
            type="link"
            size="small"
            className="audit-actor"
            title={text(words.onlyThis)}
            onClick={() => onActor({ id: actor.id as string, name: actor.name })}
          >
            {actor.name ?? actor.id}
          </Button>
        ) : (
          text(words.actorTypes[actor.type] ?? actor.type)
        ),
    },
    {
      key: 'what',
      title: text(words.what),
      width: 84,
      render: (_, row) => <span className={`tag audit-${row.what}`}>{text(words.sorts[row.what])}</span>,
    },
    { key: 'subjects', title: text(words.subject), width: 220, render: (_, row) => <Subjects row={row} /> },
    {
      key: 'fields',
      title: text(words.fields),
      render: (_, row) =>
        row.fields.map((field) => text(findMessage(`${row.kind}.field.${field}`) ?? field)).join(' · '),
    },
    {
      key: 'purpose',
      title: `${text(words.purpose)} / ${text(words.why)}`,
      width: 240,
      render: (_, row) =>
        row.what === 'refused' ? text(row.whyText ?? findMessage(row.why ?? '') ?? row.why) : row.purpose,
    },
    {
      key: 'route',
      title: text(words.where),
      width: 170,
      render: (_, row) => <span className="lf-soft">{row.route}</span>,
    },
  ]
}

// A list of sixty is told by its first and their number; the rest is one hover away.
const mostNamed = 1

function Subjects({ row }: { row: AccessEntry }) {
  const text = useText()
  const kind = findKind(row.kind ?? undefined)
  const names = row.subjects.map((subject) => subject.no ?? subject.id.slice(0, 8))
  const more = row.subjectCount > mostNamed
  return (
    <Tooltip title={more ? names.join(', ') : null}>
      <span className="lf-numbers">
        {kind ? null : <span className="lf-soft">{row.kind} </span>}
        {names.slice(0, mostNamed).join(', ')}
        {more ? ` ${text(words.and, { n: row.subjectCount })}` : ''}
      </span>
    </Tooltip>
  )
}
