// Schools as a dense table, or as cards where it is narrow: guards, surroundings, checks, findings, reports.
import { useNarrow } from '../../../ui/states/use-media.ts'
import { type Column, DenseTable } from '../../../ui/table/DenseTable.tsx'
import { type Text, useText } from '../../../ui/text/language.tsx'
import { roundsMissing, type SchoolGlance, unstaffed } from '../rules.ts'
import { words } from './words.ts'

interface Props {
  rows: readonly SchoolGlance[]
  onOpen: (id: string) => void
  placeName: (division: SchoolGlance['division']) => string
}

const rowHeight = 48
const cardHeight = 84

export function SchoolTable({ rows, onOpen, placeName }: Props) {
  const text = useText()
  const narrow = useNarrow()
  return (
    <DenseTable
      label={text(words.schools)}
      rows={rows}
      rowKey={(row) => row.id}
      rowHeight={narrow ? cardHeight : rowHeight}
      columns={columnsOf(text, placeName)}
      {...(narrow ? { card: (row: SchoolGlance) => <Card row={row} place={placeName(row.division)} /> } : {})}
      onOpen={(row) => onOpen(row.id)}
      isLate={(row) => row.missed + row.overdue + row.reports > 0}
      footer={text(words.shortOf, { n: rows.length })}
    />
  )
}

const number = (n: number) => <span className={`lf-numbers${n > 0 ? ' glance-wrong' : ' lf-soft'}`}>{n}</span>

function columnsOf(text: Text, placeName: Props['placeName']): Column<SchoolGlance>[] {
  return [
    {
      id: 'name',
      title: text(words.name),
      render: (row) => (
        <div>
          <strong>{row.name}</strong>
          <div className="lf-soft lf-ellipsis">{placeName(row.division)}</div>
        </div>
      ),
    },
    {
      id: 'guards',
      title: text(words.guards),
      width: 130,
      render: (row) => (
        <span className={`lf-numbers${row.shortfall > 0 ? ' glance-wrong' : ''}`}>
          {text(words.guardsOf, { has: row.guards, needs: row.needed })}
        </span>
      ),
    },
    {
      id: 'venues',
      title: text(words.venues),
      width: 104,
      render: (row) =>
        row.venues === null ? <span className="lf-soft">{text(words.noGround)}</span> : number(row.venues),
    },
    {
      id: 'rounds',
      title: text(words.rounds),
      width: 112,
      render: (row) => (
        <span className="lf-numbers lf-soft">
          {row.rounds ? text(words.roundsOf, { done: row.rounds.done, needs: row.rounds.needed }) : '—'}
        </span>
      ),
    },
    { id: 'checks', title: text(words.checks), width: 104, render: (row) => number(row.missed) },
    {
      id: 'findings',
      title: text(words.findings),
      width: 120,
      render: (row) => (
        <span className={`lf-numbers${row.overdue > 0 ? ' glance-wrong' : ' lf-soft'}`}>
          {row.findings === 0 ? 0 : text(words.findingsOf, { n: row.findings, late: row.overdue })}
        </span>
      ),
    },
    { id: 'reports', title: text(words.reports), width: 104, render: (row) => number(row.reports) },
  ]
}

function Card({ row, place }: { row: SchoolGlance; place: string }) {
  const text = useText()
  const marks = [
    row.shortfall > 0 ? `${text(words.guards)} ${text(words.missing, { n: row.shortfall })}` : null,
    row.venues ? `${text(words.venues)} ${row.venues}` : null,
    row.missed > 0 ? `${text(words.checks)} ${row.missed}` : null,
    row.overdue > 0 ? text(words.findingsOf, { n: row.findings, late: row.overdue }) : null,
    row.reports > 0 ? `${text(words.reports)} ${row.reports}` : null,
    unstaffed(row.peaks).length > 0 ? `${text(words.unescorted)} ${unstaffed(row.peaks).length}` : null,
    roundsMissing(row.rounds) > 0
      ? `${text(words.rounds)} ${text(words.roundsOf, { done: row.rounds?.done ?? 0, needs: row.rounds?.needed ?? 0 })}`
      : null,
  ].filter((mark) => mark !== null)
  return (
    <div className="schools-card">
      <strong>{row.name}</strong>
      <span className="lf-soft">{place}</span>
      <span className={marks.length > 0 ? 'glance-wrong' : 'lf-soft'}>
        {marks.length > 0 ? marks.join(' · ') : text(words.fine)}
      </span>
    </div>
  )
}
