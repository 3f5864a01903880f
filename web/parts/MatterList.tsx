// Matters as a dense table, or as cards where it is narrow.
import type { ReactNode } from 'react'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import type { Sort } from '../../contract/list-query.ts'
import { posts } from '../../contract/posts.ts'
import type { MatterRow } from '../../contract/views.ts'
import { ClockBar } from '../../ui/clock/ClockBar.tsx'
import { type Column, DenseTable } from '../../ui/table/DenseTable.tsx'
import { useFormat, useText } from '../../ui/text/language.tsx'
import { words } from '../screens/board/messages.ts'
import { headlineIn } from './headline.ts'
import { placeName } from './place-name.ts'
import { StateTag } from './StateTag.tsx'
import { useCategoryName } from './use-category-name.ts'
import './matter-list.css'

interface Props {
  kind: AnyMatterKind
  rows: readonly MatterRow[]
  label: string
  narrow: boolean
  /** Leaves out owner and time when there is little room. */
  tight?: boolean
  openId?: string | null
  onOpen: (row: MatterRow) => void
  onNearEnd?: () => void
  footer?: ReactNode
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** A button at the end of a row, such as its next step. */
  action?: (row: MatterRow) => ReactNode
}

const rowHeight = 52
const cardHeight = 104

export function MatterList(props: Props) {
  const { kind, rows, narrow, openId, onOpen, onNearEnd, footer, label } = props
  const columns = useColumns(props)
  return (
    <DenseTable
      label={label}
      rows={rows}
      rowKey={(row) => row.id}
      rowHeight={narrow ? cardHeight : rowHeight}
      columns={columns}
      {...(narrow ? { card: (row: MatterRow) => <Card kind={kind} row={row} action={props.action} /> } : {})}
      openKey={openId ?? null}
      onOpen={onOpen}
      {...(onNearEnd ? { onNearEnd } : {})}
      isLate={(row) => row.overdue}
      footer={footer}
    />
  )
}

const isEnded = (kind: AnyMatterKind, row: MatterRow): boolean =>
  (kind as MatterKind).states[row.state]?.end !== undefined

function RowClock({ kind, row }: { kind: AnyMatterKind; row: MatterRow }) {
  return <ClockBar compact from={row.stateSince} dueAt={row.dueAt} ended={isEnded(kind, row)} />
}

function useColumns({ kind, sort, onSort, action, tight = false }: Props): Column<MatterRow>[] {
  const text = useText()
  const format = useFormat()
  const sortable = (up: Sort, down: Sort) =>
    onSort
      ? {
          onSort: () => onSort(sort === down ? up : down),
          ...(sort === up ? { sorted: 'ascending' as const } : sort === down ? { sorted: 'descending' as const } : {}),
        }
      : {}
  const clock: Column<MatterRow> = {
    id: 'clock',
    title: text(words.clock),
    width: 138,
    render: (row) => <RowClock kind={kind} row={row} />,
    ...(onSort ? { onSort: () => onSort('dueAt'), ...(sort === 'dueAt' ? { sorted: 'ascending' as const } : {}) } : {}),
  }
  return [
    clock,
    { id: 'what', title: text(words.what), render: (row) => <What kind={kind} row={row} /> },
    {
      id: 'state',
      title: text(words.state),
      width: tight ? 124 : 148,
      render: (row) => <StateTag kind={kind} state={row.state} />,
    },
    {
      id: 'where',
      title: text(words.where),
      width: 168,
      render: (row) => (
        <div className="row-two">
          <span className="lf-ellipsis">{row.placed ? placeName(row.division) : text(words.unplacedRow)}</span>
          {tight ? <span className="lf-soft lf-ellipsis">{ownerName(row, text)}</span> : null}
        </div>
      ),
    },
    ...(tight
      ? []
      : [
          {
            id: 'who',
            title: text(words.who),
            width: 150,
            render: (row: MatterRow) => <span className="lf-ellipsis row-block">{ownerName(row, text)}</span>,
          },
          {
            id: 'when',
            title: text(words.when),
            width: 108,
            render: (row: MatterRow) => (
              <span className="lf-soft lf-numbers">{format.instant(row.openedAt, 'short')}</span>
            ),
            ...sortable('openedAt', '-openedAt'),
          },
        ]),
    ...(action ? [{ id: 'action', title: '', width: 132, render: action }] : []),
  ]
}

type Text = ReturnType<typeof useText>

function ownerName(row: MatterRow, text: Text): string {
  const waits = row.waitsFor ? text(words.waits, { post: text(posts[row.waitsFor]?.label ?? row.waitsFor) }) : ''
  if (row.owner) return waits || row.owner.name
  return row.unit?.name ?? waits
}

function What({ kind, row }: { kind: AnyMatterKind; row: MatterRow }) {
  const text = useText()
  const categoryName = useCategoryName(kind)
  return (
    <div className="row-two">
      <span className="lf-ellipsis row-headline">
        {headlineIn(kind, row.headline, text) || categoryName(row.category) || text(kind.label)}
      </span>
      <span className="lf-soft lf-ellipsis lf-numbers">
        {[row.no, categoryName(row.category)].filter(Boolean).join(' · ')}
      </span>
    </div>
  )
}

function Card({ kind, row, action }: { kind: AnyMatterKind; row: MatterRow; action: Props['action'] }) {
  const text = useText()
  const categoryName = useCategoryName(kind)
  return (
    <div className="row-card">
      <div className="row-card-top">
        <StateTag kind={kind} state={row.state} />
        <span className="lf-soft lf-ellipsis">{categoryName(row.category)}</span>
        <span className="row-card-clock">
          <RowClock kind={kind} row={row} />
        </span>
      </div>
      <div className="lf-ellipsis row-headline">
        {headlineIn(kind, row.headline, text) || categoryName(row.category) || text(kind.label)}
      </div>
      <div className="row-card-top">
        <span className="lf-soft lf-ellipsis">
          {row.placed ? placeName(row.division) : text(words.unplacedRow)} · {ownerName(row, text)}
        </span>
        {action ? <span className="row-card-action">{action(row)}</span> : null}
      </div>
    </div>
  )
}
