// A long table on few pixels: draws what is in view, goes by j, k and enter, asks for more near its end.
import { type KeyboardEvent, type ReactNode, type RefObject, type UIEvent, useEffect, useRef, useState } from 'react'
import './table.css'
import { scrollTo, windowOf } from './window.ts'

export interface Column<Row> {
  id: string
  title: ReactNode
  /** CSS width; the columns without one share the rest. */
  width?: number
  render: (row: Row) => ReactNode
  /** `ascending` or `descending` when the list is sorted by it now. */
  sorted?: 'ascending' | 'descending'
  onSort?: () => void
}

interface Props<Row> {
  label: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowHeight: number
  columns: readonly Column<Row>[]
  /** When given, rows are cards without columns: for narrow screens. */
  card?: (row: Row) => ReactNode
  openKey?: string | null
  onOpen: (row: Row) => void
  onNearEnd?: () => void
  isLate?: (row: Row) => boolean
  footer?: ReactNode
}

const headerHeight = 36

export function DenseTable<Row>(props: Props<Row>) {
  const { rows, rowKey, rowHeight, columns, card, onNearEnd } = props
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 800 })
  const { cursorKey, setCursorKey, press } = useCursor(props, box, view)
  const shown = windowOf(rows.length, rowHeight, view.top, view.height)

  useBoxHeight(box, (height) => setView((before) => ({ ...before, height })))
  const nearEnd = shown.end >= rows.length - 5
  useEffect(() => {
    if (nearEnd && rows.length > 0) onNearEnd?.()
  }, [nearEnd, rows.length, onNearEnd])

  return (
    <div
      className="table-box"
      ref={box}
      onScroll={(event: UIEvent<HTMLDivElement>) => {
        const { scrollTop } = event.currentTarget
        setView((before) => ({ ...before, top: scrollTop }))
      }}
    >
      <table
        className="table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen with the keys, as the ARIA data grid pattern has it
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length}
        aria-activedescendant={cursorKey === null ? undefined : `row-${cursorKey}`}
        tabIndex={0}
        onKeyDown={press}
      >
        {card ? null : <Head columns={columns} />}
        <tbody>
          <Gap height={shown.above} />
          {rows.slice(shown.first, shown.end).map((row, at) => (
            <RowLine
              key={rowKey(row)}
              row={row}
              index={shown.first + at}
              isCursor={rowKey(row) === cursorKey}
              table={props}
              onPick={() => {
                setCursorKey(rowKey(row))
                props.onOpen(row)
              }}
            />
          ))}
          <Gap height={shown.below} />
        </tbody>
      </table>
      {props.footer ? <div className="table-footer">{props.footer}</div> : null}
    </div>
  )
}

/** The row the keys are at: moved by them, kept when rows around it come and go. */
function useCursor<Row>(
  { rows, rowKey, rowHeight, card, onOpen }: Props<Row>,
  box: RefObject<HTMLDivElement | null>,
  view: { top: number; height: number },
) {
  const [chosen, setCursorKey] = useState<string | null>(null)
  const cursor = chosen === null ? -1 : rows.findIndex((row) => rowKey(row) === chosen)
  const go = (to: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[at]
    if (row === undefined || !box.current) return
    setCursorKey(rowKey(row))
    const top = scrollTo(at, rowHeight, view.top, view.height, card ? 0 : headerHeight)
    if (top !== null) box.current.scrollTop = top
  }
  const press = (event: KeyboardEvent) => {
    const step = stepOf(event, Math.floor(view.height / rowHeight))
    if (step === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (step === 'open') {
      const row = rows[cursor]
      if (row !== undefined) onOpen(row)
    } else go(step === 'first' ? 0 : step === 'last' ? rows.length - 1 : cursor + step)
  }
  return { cursorKey: cursor < 0 ? null : chosen, setCursorKey, press }
}

/** Stands for the rows that are not drawn. */
const Gap = ({ height }: { height: number }) =>
  height === 0 ? null : (
    <tr>
      <td style={{ height, padding: 0 }} />
    </tr>
  )

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.id} scope="col" aria-sort={column.sorted} style={widthOf(column)}>
            {column.onSort ? (
              <button type="button" className="table-sort" onClick={column.onSort}>
                {column.title}
                <span aria-hidden="true">{column.sorted ? arrows[column.sorted] : ''}</span>
              </button>
            ) : (
              column.title
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const arrows = { ascending: ' ↑', descending: ' ↓' } as const
const widthOf = ({ width }: { width?: number }) => (width === undefined ? {} : { width })

interface RowProps<Row> {
  row: Row
  index: number
  isCursor: boolean
  table: Props<Row>
  onPick: () => void
}

function RowLine<Row>({ row, index, isCursor, table, onPick }: RowProps<Row>) {
  const key = table.rowKey(row)
  const look = [
    'table-row',
    isCursor ? 'table-row-cursor' : '',
    table.openKey === key ? 'table-row-open' : '',
    table.isLate?.(row) ? 'table-row-late' : '',
  ]
  return (
    <tr
      id={`row-${key}`}
      aria-rowindex={index + 1}
      aria-selected={table.openKey === key}
      className={look.join(' ')}
      style={{ height: table.rowHeight }}
      onClick={onPick}
    >
      {table.card ? (
        <td className="table-card">{table.card(row)}</td>
      ) : (
        table.columns.map((column) => <td key={column.id}>{column.render(row)}</td>)
      )}
    </tr>
  )
}

function stepOf(event: KeyboardEvent, page: number): number | 'first' | 'last' | 'open' | null {
  switch (event.key) {
    case 'j':
    case 'ArrowDown':
      return 1
    case 'k':
    case 'ArrowUp':
      return -1
    case 'PageDown':
      return page
    case 'PageUp':
      return -page
    case 'Home':
      return 'first'
    case 'End':
      return 'last'
    case 'Enter':
      return 'open'
    default:
      return null
  }
}

function useBoxHeight(box: RefObject<HTMLDivElement | null>, onHeight: (height: number) => void) {
  const told = useRef(onHeight)
  told.current = onHeight
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) told.current(entry.contentRect.height)
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [box])
}
