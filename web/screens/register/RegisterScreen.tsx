// A register: everything in reach as a list beside a map, with its filter in the address.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Segmented, Splitter } from 'antd'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { EntryRow } from '../../../contract/register-views.ts'
import type { Query } from '../../../ui/http/request.ts'
import { words as kit } from '../../../ui/messages.ts'
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useText } from '../../../ui/text/language.tsx'
import { entryCountsQuery, entryListQuery } from '../../data/registers.ts'
import { words as desk } from '../../messages.ts'
import { findRegister } from '../../modules.ts'
import { useRawSearch } from '../../parts/use-search.ts'
import { paths } from '../../paths.ts'
import { useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { EntryList } from './EntryList.tsx'
import { words } from './messages.ts'
import { RegisterBar } from './RegisterBar.tsx'
import '../board/board.css'
import './register.css'

const EntryMapPane = lazy(() => import('./EntryMapPane.tsx').then((module) => ({ default: module.EntryMapPane })))

export function RegisterScreen() {
  const text = useText()
  const me = useMe()
  const { kind } = useParams({ strict: false })
  const register = findRegister(kind)
  if (!register) return <Empty title={text(desk.noPage)} hint={text(desk.noPageHint)} />
  if (!me.posts.some((held) => held.post in register.reads))
    return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  return <Register key={register.kind} register={register} />
}

function Register({ register }: { register: AnyRegister }) {
  const text = useText()
  const go = useGo()
  const narrow = useNarrow()
  const raw = useRawSearch()
  const { view, ...rest } = raw as Record<string, string>
  const filterKey = JSON.stringify(rest)
  const filter = useMemo(() => JSON.parse(filterKey) as Record<string, string>, [filterKey])
  const change = (part: Record<string, string | undefined>) => {
    const next = Object.fromEntries(
      Object.entries({ ...filter, ...(view ? { view } : {}), ...part }).filter(([, v]) => v),
    )
    go(paths.register(register.kind, next as Record<string, string>), true)
  }
  const open = useCallback((id: string) => go(paths.entry(register.kind, id)), [go, register])
  const list = <List register={register} filter={filter} onOpen={open} />
  const map = (
    <Suspense fallback={<div className="map-loading">{text(kit.loading)}</div>}>
      <EntryMapPane register={register} filter={filter} onPick={open} />
    </Suspense>
  )
  return (
    <div className="board">
      <RegisterBar register={register} filter={filter} onChange={change} />
      {narrow ? (
        <div className="board-narrow">
          <Segmented<string>
            block
            className="board-switch"
            value={view ?? 'list'}
            options={[
              { value: 'list', label: text(words.list) },
              { value: 'map', label: text(words.map) },
            ]}
            onChange={(next) => change({ view: next === 'map' ? 'map' : undefined })}
          />
          <div className="board-narrow-body">{view === 'map' ? map : list}</div>
        </div>
      ) : (
        <Splitter className="board-split" destroyOnHidden={false}>
          <Splitter.Panel defaultSize="58%" min={420}>
            {list}
          </Splitter.Panel>
          <Splitter.Panel min={260} collapsible={{ end: true }}>
            {map}
          </Splitter.Panel>
        </Splitter>
      )}
    </div>
  )
}

interface ListProps {
  register: AnyRegister
  filter: Query
  onOpen: (id: string) => void
}

function List({ register, filter, onOpen }: ListProps) {
  const text = useText()
  const query = useInfiniteQuery({ ...entryListQuery(register, filter), placeholderData: keepPreviousData })
  const counts = useQuery(entryCountsQuery(register, filter)).data
  const rows: EntryRow[] = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (query.isPending) return <Loading rows={14} />
  if (query.isError && rows.length === 0) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return <Empty title={text(words.empty)} hint={text(words.emptyHint)} />
  const footer = hasNextPage ? text(kit.more) : text(words.total, { n: counts?.total ?? rows.length })
  return <EntryList register={register} rows={rows} onOpen={onOpen} onNearEnd={more} footer={footer} />
}
