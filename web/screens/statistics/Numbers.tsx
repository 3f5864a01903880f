// The few numbers that say most, at the top.
import { Tooltip } from 'antd'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { NamedTable, StatisticsRow } from '../../../contract/views.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import type { Wording } from '../../../ui/text/wording.ts'
import { Go } from '../../shell/Go.tsx'
import { words } from './messages.ts'
import { rowsPath } from './rows-path.ts'

export function Numbers({ kind, tables }: { kind: AnyMatterKind; tables: ReadonlyMap<string, NamedTable> }) {
  const months = tables.get('by-month')
  const overdue = tables.get('overdue')
  const times = tables.get('times')
  const received = months?.rows.reduce((sum, row) => sum + (row.n ?? 0), 0) ?? null
  const late = overdue?.rows.find((row) => row.key === 'all')
  return (
    <div className="stats-numbers">
      <Tile kind={kind} label={words.received} n={received} definition={months?.definition ?? ''} />
      {late ? (
        <Tile
          kind={kind}
          label={words.overdueNow}
          n={late.n}
          definition={overdue?.definition ?? ''}
          rows={late.rows}
          isLate
        />
      ) : null}
      {times?.rows.map((row) => (
        <Tile key={row.key} kind={kind} label={row.label} n={row.n} definition={times.definition} />
      ))}
    </div>
  )
}

interface TileProps {
  kind: AnyMatterKind
  label: Wording
  n: number | null
  definition: Wording
  rows?: StatisticsRow['rows']
  isLate?: boolean
}

function Tile({ kind, label, n, definition, rows, isLate = false }: TileProps) {
  const text = useText()
  const format = useFormat()
  const shown = n === null ? '—' : format.number(n)
  return (
    <Tooltip title={`${text(words.definition)}${text(words.colon)}${text(definition)}`}>
      <div className="stats-number panel">
        <span className="lf-soft">{text(label)}</span>
        {rows && n ? (
          <Go href={rowsPath(kind, rows)} className={`lf-numbers${isLate ? ' stats-late' : ''}`}>
            {shown}
          </Go>
        ) : (
          <strong className="lf-numbers">{shown}</strong>
        )}
      </div>
    </Tooltip>
  )
}
