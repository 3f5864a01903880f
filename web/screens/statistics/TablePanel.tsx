// One table of numbers as a chart or as a table; each number leads to the matters behind it.
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { NamedTable, StatisticsRow } from '../../../contract/views.ts'
import { lyingBars, lyingHeight, standingBars } from '../../../ui/charts/options.ts'
import { Loading } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { toneColours, toneOf } from '../../../ui/theme/tone.ts'
import { Go, useGo } from '../../shell/Go.tsx'
import { words } from './messages.ts'
import { rowsPath } from './rows-path.ts'

const Chart = lazy(() => import('../../../ui/charts/Chart.tsx').then((module) => ({ default: module.Chart })))

const mostBars = 12
const standingHeight = 260

const leads = (row: StatisticsRow): boolean => Object.keys(row.rows).length > 0

interface Props {
  kind: AnyMatterKind
  table: NamedTable
  standing: boolean
}

export function TablePanel({ kind, table, standing }: Props) {
  const text = useText()
  const [form, setForm] = useState<'chart' | 'table'>('chart')
  return (
    <section className={`panel stats-panel${standing ? ' stats-standing' : ''}`}>
      <div className="panel-head">
        <h2>{text(table.title)}</h2>
        <Segmented<'chart' | 'table'>
          size="small"
          value={form}
          options={[
            { value: 'chart', label: text(words.chart) },
            { value: 'table', label: text(words.table) },
          ]}
          onChange={setForm}
        />
      </div>
      <div className="panel-body">
        {form === 'chart' ? (
          <Bars kind={kind} table={table} standing={standing} />
        ) : (
          <Rows kind={kind} rows={table.rows} />
        )}
        <p className="stats-definition">
          {text(words.definition)}
          {text(words.colon)}
          {text(table.definition)}
        </p>
      </div>
    </section>
  )
}

function Bars({ kind, table, standing }: Props) {
  const text = useText()
  const format = useFormat()
  const go = useGo()
  const [all, setAll] = useState(false)
  const rows = useMemo(() => shownRows(table), [table])
  const shown = standing || all ? rows : rows.slice(0, mostBars)
  const option = useMemo(() => {
    const bars = shown.map((row) => ({ name: text(row.label), value: row.n ?? 0, ...colourOf(kind, table.id, row) }))
    return standing ? standingBars(bars) : lyingBars(bars)
  }, [kind, shown, standing, table.id, text])
  const label = `${text(table.title)}: ${shown.map((row) => `${text(row.label)} ${format.number(row.n ?? 0)}`).join('; ')}`
  if (rows.length === 0) return <p className="lf-soft">{text(words.none)}</p>
  return (
    <>
      <Suspense fallback={<Loading rows={4} />}>
        <Chart
          option={option}
          height={standing ? standingHeight : lyingHeight(shown)}
          label={label}
          onPick={(index) => {
            const row = shown[index]
            if (row && leads(row)) go(rowsPath(kind, row.rows))
          }}
        />
      </Suspense>
      {!standing && rows.length > mostBars ? (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? text(words.less) : text(words.all, { n: rows.length })}
        </Button>
      ) : null}
    </>
  )
}

function shownRows(table: NamedTable): StatisticsRow[] {
  if (table.id === 'by-division') return [...table.rows].sort((a, b) => (b.n ?? 0) - (a.n ?? 0))
  return table.rows.filter((row) => row.key !== 'all')
}

function colourOf(kind: AnyMatterKind, tableId: string, row: StatisticsRow): { colour?: string } {
  if (tableId === 'overdue') return { colour: '#c9524f' }
  if (tableId === 'by-state' && row.key in (kind.states as object))
    return { colour: toneColours[toneOf(kind, row.key)] }
  return {}
}

function Rows({ kind, rows }: { kind: AnyMatterKind; rows: readonly StatisticsRow[] }) {
  const text = useText()
  const format = useFormat()
  return (
    <table className="stats-table">
      <thead>
        <tr>
          <th scope="col">{text(words.name)}</th>
          <th scope="col">{text(words.number)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{text(row.label)}</th>
            <td className="lf-numbers">
              {leads(row) && row.n ? (
                <Go href={rowsPath(kind, row.rows)} title={text(words.drill)}>
                  {format.number(row.n)}
                </Go>
              ) : row.n === null ? (
                '—'
              ) : (
                format.number(row.n)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
