// Two cohorts side by side: what became of those opened in the period, and what ended in it; beside the year before and
// place by place. Each with its definition, so that no rate is read as another.
import { useQuery } from '@tanstack/react-query'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { ChildCounts, CohortCounts, TotalView } from '../../../contract/views.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { childrenQuery, type StatisticsSearch, totalQuery } from '../../data/statistics.ts'
import { Go } from '../../shell/Go.tsx'
import { words } from './messages.ts'
import { rowsPath } from './rows-path.ts'

interface Props {
  kind: AnyMatterKind
  search: StatisticsSearch
}

const measures = ['opened', 'settledOfOpened', 'settledIn', 'failedIn', 'droppedIn'] as const

export function Cohorts({ kind, search }: Props) {
  const total = useQuery(totalQuery(kind.kind, search))
  const children = useQuery(childrenQuery(kind.kind, search))
  return (
    <div className="stats-grid stats-cohorts">
      <Answered query={total} rows={6}>
        {(view) => <Total kind={kind} view={view} />}
      </Answered>
      <Answered query={children} rows={6}>
        {(view) => (view.rows.length > 0 ? <Places kind={kind} rows={view.rows} /> : null)}
      </Answered>
    </div>
  )
}

const percent = (share: number | null): string => (share === null ? '—' : `${share.toFixed(1)}%`)

function Total({ kind, view }: { kind: AnyMatterKind; view: TotalView }) {
  const text = useText()
  const format = useFormat()
  const before = view.yearBefore
  const { definitions } = view
  const rate = (c: CohortCounts) => percent(c.settledOfOpenedShare)
  return (
    <section className="panel stats-panel">
      <div className="panel-head">
        <h2>{text(words.cohorts)}</h2>
      </div>
      <div className="panel-body">
        <table className="stats-table">
          <thead>
            <tr>
              <th scope="col">{text(words.name)}</th>
              <th scope="col">
                {text(words.thisPeriod)} {view.from}–{view.to}
              </th>
              <th scope="col">
                {text(words.yearBefore)} {before.from}–{before.to}
              </th>
              <th scope="col">{text(words.change)}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map((measure) => (
              <tr key={measure}>
                <th scope="row">{text(words[measure])}</th>
                <td className="lf-numbers">
                  {measure === 'opened' && view.opened > 0 ? (
                    <Go href={rowsPath(kind, view.rows)}>{format.number(view.opened)}</Go>
                  ) : (
                    format.number(view[measure])
                  )}
                </td>
                <td className="lf-numbers">{format.number(before[measure])}</td>
                <td className="lf-numbers">{signed(view[measure] - before[measure])}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{text(words.rate)}</th>
              <td className="lf-numbers">{rate(view)}</td>
              <td className="lf-numbers">{rate(before)}</td>
              <td className="lf-numbers">{sharesApart(view, before, (n) => text(words.points, { n }))}</td>
            </tr>
          </tbody>
        </table>
        <p className="stats-definition">
          {text(words.settledOfOpened)}
          {text(words.colon)}
          {text(definitions.settledOfOpened)}
          <br />
          {text(words.rate)}
          {text(words.colon)}
          {text(definitions.settledOfOpenedShare)}
          <br />
          {text(words.settledIn)}
          {text(words.colon)}
          {text(definitions.settledIn)}
        </p>
      </div>
    </section>
  )
}

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0')

function sharesApart(now: CohortCounts, before: CohortCounts, said: (n: string) => string): string {
  if (now.settledOfOpenedShare === null || before.settledOfOpenedShare === null) return '—'
  return said(signed(Math.round((now.settledOfOpenedShare - before.settledOfOpenedShare) * 10) / 10))
}

function Places({ kind, rows }: { kind: AnyMatterKind; rows: readonly ChildCounts[] }) {
  const text = useText()
  const format = useFormat()
  const shown = rows.filter((row) => row.opened > 0).sort((a, b) => b.opened - a.opened)
  return (
    <section className="panel stats-panel">
      <div className="panel-head">
        <h2>{text(words.byPlace)}</h2>
      </div>
      <div className="panel-body stats-scroll">
        <table className="stats-table">
          <thead>
            <tr>
              <th scope="col">{text(words.place)}</th>
              {(['opened', 'settledOfOpened', 'rate'] as const).map((name) => (
                <th scope="col" key={name}>
                  {text(words[name])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.division?.id ?? 0}>
                <th scope="row">{row.division?.name ?? text(words.itself)}</th>
                <td className="lf-numbers">
                  {row.division ? (
                    <Go href={rowsPath(kind, row.rows)}>{format.number(row.opened)}</Go>
                  ) : (
                    format.number(row.opened)
                  )}
                </td>
                <td className="lf-numbers">{format.number(row.settledOfOpened)}</td>
                <td className="lf-numbers">{percent(row.settledOfOpenedShare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
