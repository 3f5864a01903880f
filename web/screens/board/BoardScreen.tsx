// The board: everything in reach, as a list beside a map, live, with its filter in the address.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Segmented, Splitter } from 'antd'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import type { Sort } from '../../../contract/list-query.ts'
import type { MatterRow } from '../../../contract/views.ts'
import { words as kit } from '../../../ui/messages.ts'
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx'
import { useMedia, useNarrow } from '../../../ui/states/use-media.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { filterOf } from '../../data/filter.ts'
import { matterCountsQuery, matterListQuery } from '../../data/matters.ts'
import { words as desk } from '../../messages.ts'
import { findKind, kinds, mainKind } from '../../modules.ts'
import { MatterList } from '../../parts/MatterList.tsx'
import { useBoardSearch } from '../../parts/use-search.ts'
import { handlesMatters, useMe } from '../../session/session.ts'
import { MatterDrawer } from '../matter/MatterDrawer.tsx'
import type { BoardPartProps } from './board-part.ts'
import { FilterBar } from './FilterBar.tsx'
import { words } from './messages.ts'
import { StateTabs } from './StateTabs.tsx'
import '../../parts/parts.css'
import './board.css'

const BoardMap = lazy(() => import('./BoardMap.tsx').then((module) => ({ default: module.BoardMap })))

const usualSort: Sort = '-openedAt'

export function BoardScreen() {
  const text = useText()
  const me = useMe()
  const [search, change] = useBoardSearch()
  const kind = findKind(search.kind) ?? mainKind
  const narrow = useNarrow()
  const close = useCallback(() => change({ show: undefined }), [change])
  if (!handlesMatters(me, kinds)) return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  return (
    <div className="board">
      <FilterBar kind={kind} search={search} onChange={change} />
      <StateTabs kind={kind} search={search} onChange={change} />
      {narrow ? (
        <NarrowBody kind={kind} search={search} onChange={change} />
      ) : (
        <Splitter className="board-split" destroyOnHidden={false}>
          <Splitter.Panel defaultSize="56%" min={420}>
            <List kind={kind} search={search} onChange={change} />
          </Splitter.Panel>
          <Splitter.Panel min={260} collapsible={{ end: true }}>
            <MapPane kind={kind} search={search} onChange={change} />
          </Splitter.Panel>
        </Splitter>
      )}
      <MatterDrawer kind={kind} id={search.show ?? null} onClose={close} />
    </div>
  )
}

function NarrowBody(props: BoardPartProps) {
  const text = useText()
  const { search, onChange } = props
  return (
    <div className="board-narrow">
      <Segmented<'list' | 'map'>
        block
        className="board-switch"
        value={search.view ?? 'list'}
        options={[
          { value: 'list', label: text(words.list) },
          { value: 'map', label: text(words.map) },
        ]}
        onChange={(view) => onChange({ view: view === 'map' ? 'map' : undefined }, true)}
      />
      <div className="board-narrow-body">{search.view === 'map' ? <MapPane {...props} /> : <List {...props} />}</div>
    </div>
  )
}

function MapPane({ kind, search, onChange }: BoardPartProps) {
  const text = useText()
  const pick = useCallback((show: string) => onChange({ show }), [onChange])
  const filter = useMemo(() => filterOf(search), [search])
  return (
    <Suspense fallback={<div className="map-loading">{text(kit.loading)}</div>}>
      <BoardMap kind={kind} filter={filter} openId={search.show ?? null} onPick={pick} />
    </Suspense>
  )
}

const roomy = '(min-width: 1800px)'

function List({ kind, search, onChange }: BoardPartProps) {
  const text = useText()
  const format = useFormat()
  const narrow = useNarrow()
  const isRoomy = useMedia(roomy)
  const sort = search.sort ?? usualSort
  const filterKey = JSON.stringify(filterOf(search))
  const filter = useMemo(() => JSON.parse(filterKey) as ReturnType<typeof filterOf>, [filterKey])
  const query = useInfiniteQuery({ ...matterListQuery(kind, filter, sort), placeholderData: keepPreviousData })
  const counts = useQuery(matterCountsQuery(kind, filter)).data
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const open = useCallback((row: MatterRow) => onChange({ show: row.id }), [onChange])

  if (query.isPending) return <Loading rows={14} />
  if (query.isError && rows.length === 0) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return <Empty title={text(words.empty)} hint={text(words.emptyHint)} />
  const shown = text(words.loaded, { n: format.number(rows.length), total: counts ? format.number(counts.total) : '…' })
  return (
    <MatterList
      kind={kind}
      rows={rows}
      label={text(words.list)}
      narrow={narrow}
      tight={!isRoomy}
      openId={search.show ?? null}
      onOpen={open}
      onNearEnd={more}
      sort={sort}
      onSort={(next) => onChange({ sort: next }, true)}
      footer={isFetchingNextPage ? text(kit.loading) : hasNextPage ? text(kit.more) : shown}
    />
  )
}
