// The numbers of a report beside those of the one before: totals, targets with something to tell, townships, items.
import type { ReactNode } from 'react'
import { type Label, textIn } from '../../../contract/label.ts'
import type { RoundKind } from '../../../contract/round.ts'
import type { ReportView, TargetFacts, Totals } from '../../../contract/round-views.ts'
import { useFormat, useLanguage, useText } from '../../../ui/text/language.tsx'
import { findKind } from '../../modules.ts'
import { words } from './messages.ts'

interface Props {
  round: RoundKind
  report: ReportView
  before: ReportView | null
}

const measures = ['targets', 'due', 'checks', 'missed', 'reported', 'findings', 'closed', 'overdue', 'open'] as const

export function ReportPaper({ round, report, before }: Props) {
  const text = useText()
  return (
    <div className="report">
      <section className="panel report-wide">
        <SideBySide now={report.totals} before={before?.totals ?? null} isReported={round.whenOver === 'reported'} />
        {report.isZero ? <p className="lf-soft report-zero">{text(words.zero)}</p> : null}
      </section>
      <section className="panel report-wide">
        <div className="panel-head">
          <h2>{text(words.targetsTable)}</h2>
        </div>
        <Targets rows={report.rows.filter(hasNews)} />
      </section>
      <Places report={report} before={before} />
      <Items report={report} />
      {report.discovered.length > 0 ? <Discovered report={report} /> : null}
    </div>
  )
}

/** Worse is red only where more is worse. */
const worse: readonly string[] = ['missed', 'findings', 'overdue', 'open']

function SideBySide({ now, before, isReported }: { now: Totals; before: Totals | null; isReported: boolean }) {
  const text = useText()
  const format = useFormat()
  const shown = measures.filter((name) => (name === 'reported' ? isReported : name !== 'missed' || !isReported))
  const change = (name: (typeof measures)[number]) => {
    if (before === null) return '—'
    const by = now[name] - before[name]
    return by === 0 ? '0' : by > 0 ? `+${format.number(by)}` : `−${format.number(-by)}`
  }
  const look = (name: (typeof measures)[number]) =>
    before !== null && worse.includes(name) && now[name] > before[name] ? 'round-late' : ''
  return (
    <table className="report-table">
      <thead>
        <tr>
          <th scope="col">{text(words.measure)}</th>
          <th scope="col">{text(words.this)}</th>
          <th scope="col">{text(words.last)}</th>
          <th scope="col">{text(words.change)}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((name) => (
          <tr key={name}>
            <th scope="row">{text(words.totals[name])}</th>
            <td>
              <b>{format.number(now[name])}</b>
            </td>
            <td className="lf-soft">{before === null ? '—' : format.number(before[name])}</td>
            <td className={look(name)}>{change(name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Wider than a phone: it scrolls under a finger, and with the arrow keys. */
function Sideways({ of, children }: { of: Label; children: ReactNode }) {
  const text = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keys
    <section className="report-scroll" aria-label={text(of)} tabIndex={0}>
      {children}
    </section>
  )
}

const hasNews = (t: TargetFacts): boolean => t.findings + t.missed + t.overdue + t.open > 0
const columns = ['checks', 'missed', 'findings', 'closed', 'overdue', 'open'] as const

function Targets({ rows }: { rows: readonly TargetFacts[] }) {
  const text = useText()
  if (rows.length === 0) return <p className="lf-soft report-zero">{text(words.targetsNone)}</p>
  return (
    <Sideways of={words.targetsTable}>
      <table className="report-table">
        <thead>
          <tr>
            <th scope="col">{text(words.name)}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {text(words.totals[name])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.target}>
              <th scope="row">{row.name}</th>
              {columns.map((name) => (
                <td key={name} className={name === 'overdue' && row[name] > 0 ? 'round-late' : ''}>
                  {row[name] === 0 ? '—' : row[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  )
}

function Places({ report, before }: Omit<Props, 'round'>) {
  const text = useText()
  const earlier = new Map(before?.places.map(({ division, totals }) => [division.id, totals]))
  if (report.places.length < 2) return null
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{text(words.placesTable)}</h2>
      </div>
      <Sideways of={words.placesTable}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">{text(words.division)}</th>
              <th scope="col">{text(words.totals.checks)}</th>
              <th scope="col">{text(words.totals.findings)}</th>
              <th scope="col">{text(words.findingsBefore)}</th>
              <th scope="col">{text(words.totals.open)}</th>
            </tr>
          </thead>
          <tbody>
            {report.places.map(({ division, totals }) => (
              <tr key={division.id}>
                <th scope="row">{division.name}</th>
                <td>{totals.checks}</td>
                <td>{totals.findings}</td>
                <td className="lf-soft">{earlier.get(division.id)?.findings ?? '—'}</td>
                <td>{totals.open}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </section>
  )
}

const mostItems = 10

function Items({ report }: { report: ReportView }) {
  const text = useText()
  const { language } = useLanguage()
  const most = Math.max(1, ...report.items.map(({ n }) => n))
  if (report.items.length === 0) return null
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{text(words.itemsTable)}</h2>
      </div>
      <ol className="report-items">
        {report.items.slice(0, mostItems).map(({ item, what, n }) => (
          <li key={item}>
            <span>{textIn(what, language)}</span>
            <b className="lf-numbers">{n}</b>
            <span className="round-bar" aria-hidden="true">
              <span style={{ width: `${Math.round((100 * n) / most)}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Discovered({ report }: { report: ReportView }) {
  const text = useText()
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{text(words.discovered)}</h2>
      </div>
      <ul className="report-items">
        {report.discovered.map(({ kind, n }) => (
          <li key={kind}>
            <span>{text(findKind(kind)?.label ?? kind)}</span>
            <b className="lf-numbers">{n}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}
