// Coverage: which targets were not seen for how long, the longest first, and the townships side by side.
import { useInfiniteQuery } from '@tanstack/react-query'
import { message } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { CoverageRow, CoverageView } from '../../../contract/round-views.ts'
import { words as kit } from '../../../ui/messages.ts'
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { type Column, DenseTable } from '../../../ui/table/DenseTable.tsx'
import { type Text, useFormat, useText } from '../../../ui/text/language.tsx'
import { coverageQuery } from '../../data/rounds.ts'
import { placeName } from '../../parts/place-name.ts'
import { MatterDrawer } from '../matter/MatterDrawer.tsx'
import { words } from './messages.ts'
import type { RoundTabProps } from './tabs.ts'

export function CoverageTab({ round }: RoundTabProps) {
  const text = useText()
  const [division, setDivision] = useState<number | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const [note, holder] = message.useMessage()
  const query = useInfiniteQuery(coverageQuery(round.kind, division))
  const whole = useInfiniteQuery(coverageQuery(round.kind, null)).data?.pages[0]
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const open = (row: CoverageRow) => {
    const check = row.dueCheckId ?? row.lastCheckId
    if (check) setShown(check)
    else void note.info(text(words.noCheckYet))
  }
  const first = query.data?.pages[0]
  if (query.isError && !first) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (whole && whole.targets === 0)
    return <Empty title={text(words.coverageEmpty)} hint={text(words.coverageEmptyHint)} />
  return (
    <div className="round-coverage">
      {holder}
      <Tiles of={first} />
      <Places of={whole?.places ?? []} chosen={division} onChoose={setDivision} />
      <section className="panel round-list">
        {first ? (
          <Rows rows={rows} openId={shown} onOpen={open} onNearEnd={more} total={first.targets} hasMore={hasNextPage} />
        ) : (
          <Loading rows={10} />
        )}
      </section>
      <MatterDrawer kind={round.check} id={shown} onClose={() => setShown(null)} />
    </div>
  )
}

const tiles = ['targets', 'due', 'neverSeen', 'missedLast', 'openFindings'] as const

function Tiles({ of }: { of: CoverageView | undefined }) {
  const text = useText()
  const format = useFormat()
  const isLate = (name: (typeof tiles)[number]) => (name === 'missedLast' || name === 'openFindings') && of?.[name]
  return (
    <div className="round-tiles">
      {tiles.map((name) => (
        <span key={name} className={`tile${isLate(name) ? ' tile-late' : ''}`}>
          <span className="tile-n lf-numbers">{of ? format.number(of[name]) : '…'}</span>
          <span className="tile-name">{text(words[name])}</span>
        </span>
      ))}
    </div>
  )
}

interface PlacesProps {
  of: CoverageView['places']
  chosen: number | null
  onChoose: (division: number | null) => void
}

function Places({ of, chosen, onChoose }: PlacesProps) {
  const text = useText()
  const all = of.reduce(
    (sum, { targets, unseen }) => ({ targets: sum.targets + targets, unseen: sum.unseen + unseen }),
    {
      targets: 0,
      unseen: 0,
    },
  )
  const line = (id: number | null, name: string, { targets, unseen }: typeof all) => (
    <button
      key={id ?? 0}
      type="button"
      className={`round-place${chosen === id ? ' round-place-on' : ''}`}
      aria-pressed={chosen === id}
      onClick={() => onChoose(id)}
    >
      <span className="lf-ellipsis">{name}</span>
      <span className="lf-numbers">
        {unseen} / {targets}
      </span>
      <span className="round-bar" aria-hidden="true">
        <span style={{ width: `${targets === 0 ? 0 : Math.round((100 * unseen) / targets)}%` }} />
      </span>
    </button>
  )
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{text(words.byPlace)}</h2>
      </div>
      <div className="round-places">
        {line(null, text(words.allPlaces), all)}
        {of.map(({ division, ...numbers }) => line(division.id, division.name, numbers))}
      </div>
    </section>
  )
}

interface RowsProps {
  rows: readonly CoverageRow[]
  openId: string | null
  onOpen: (row: CoverageRow) => void
  onNearEnd: () => void
  total: number
  hasMore: boolean
}

function Rows({ rows, openId, onOpen, onNearEnd, total, hasMore }: RowsProps) {
  const text = useText()
  const narrow = useNarrow()
  const opened = rows.find((row) => openId !== null && [row.dueCheckId, row.lastCheckId].includes(openId))
  return (
    <DenseTable
      label={text(words.tabs.coverage)}
      rows={rows}
      rowKey={(row) => row.target}
      rowHeight={narrow ? 76 : 44}
      columns={columnsIn(text)}
      {...(narrow ? { card: (row: CoverageRow) => <Card row={row} /> } : {})}
      openKey={opened?.target ?? null}
      onOpen={onOpen}
      onNearEnd={onNearEnd}
      isLate={(row) => row.missedInRow > 0}
      footer={hasMore ? text(kit.more) : text(words.coverageTotal, { n: total })}
    />
  )
}

const lastDone = (row: CoverageRow, text: Text): string =>
  row.lastDoneOn === null
    ? text(words.never)
    : text(row.unseenDays === 0 ? words.today : words.daysAgo, { day: row.lastDoneOn, n: row.unseenDays ?? 0 })

const orDash = (n: number) => (n === 0 ? '—' : String(n))

const columnsIn = (text: Text): Column<CoverageRow>[] => [
  {
    id: 'name',
    title: text(words.name),
    render: (row) => <strong className="lf-ellipsis row-block">{row.name}</strong>,
  },
  { id: 'division', title: text(words.division), width: 190, render: (row) => placeName(row.division) },
  {
    id: 'last',
    title: text(words.lastDone),
    width: 190,
    render: (row) => <span className={`lf-numbers${row.lastDoneOn ? '' : ' round-late'}`}>{lastDone(row, text)}</span>,
  },
  {
    id: 'due',
    title: text(words.dueOn),
    width: 110,
    render: (row) => <span className="lf-numbers">{row.dueOn ?? '—'}</span>,
  },
  { id: 'missed', title: text(words.missedInRow), width: 110, render: (row) => orDash(row.missedInRow) },
  { id: 'open', title: text(words.openFindings), width: 110, render: (row) => orDash(row.openFindings) },
]

function Card({ row }: { row: CoverageRow }) {
  const text = useText()
  const also = [
    row.missedInRow > 0 ? `${text(words.missedInRow)} ${row.missedInRow}` : null,
    row.openFindings > 0 ? `${text(words.openFindings)} ${row.openFindings}` : null,
  ].filter(Boolean)
  return (
    <div className="entry-card">
      <strong className="lf-ellipsis">{row.name}</strong>
      <span className="lf-soft">{text(words.lastDoneOn, { day: lastDone(row, text) })}</span>
      <span className="round-late">{also.join(' · ')}</span>
    </div>
  )
}
