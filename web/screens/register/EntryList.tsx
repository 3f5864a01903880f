// Entries as a dense table, or as cards where it is narrow: its name, where it is, what it lacks.
import { Tag } from 'antd'
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import { filterableFields } from '../../../contract/register-query.ts'
import type { EntryRow } from '../../../contract/register-views.ts'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { type Column, DenseTable } from '../../../ui/table/DenseTable.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { ToneTag } from '../../parts/ToneTag.tsx'
import { FieldValue } from '../matter/FieldValue.tsx'
import { words } from './messages.ts'

interface Props {
  register: AnyRegister
  rows: readonly EntryRow[]
  onOpen: (id: string) => void
  onNearEnd: () => void
  footer: string
}

const rowHeight = 52
const cardHeight = 88
// More columns than these leave no room for a name.
const mostColumns = 3

export function EntryList({ register, rows, onOpen, onNearEnd, footer }: Props) {
  const text = useText()
  const narrow = useNarrow()
  const columns = useColumns(register)
  return (
    <DenseTable
      label={text(register.label)}
      rows={rows}
      rowKey={(row) => row.id}
      rowHeight={narrow ? cardHeight : rowHeight}
      columns={columns}
      {...(narrow ? { card: (row: EntryRow) => <Card row={row} /> } : {})}
      onOpen={(row) => onOpen(row.id)}
      onNearEnd={onNearEnd}
      isLate={(row) => row.stale}
      footer={footer}
    />
  )
}

function useColumns(register: AnyRegister): Column<EntryRow>[] {
  const text = useText()
  const format = useFormat()
  const names = [...new Set([...register.sums, ...filterableFields(register)])].slice(0, mostColumns)
  return [
    {
      id: 'name',
      title: text(words.name),
      render: (row) => (
        <div className="entry-name">
          <strong>{row.headline}</strong>
          <Marks row={row} />
        </div>
      ),
    },
    { id: 'division', title: text(words.division), width: 170, render: (row) => placeName(row.division) },
    ...formFields(register, names).map((field) => ({
      id: field.name,
      title: text(field.label),
      width: 120,
      render: (row: EntryRow) => <FieldValue field={field} value={row.data[field.name]} />,
    })),
    {
      id: 'confirmed',
      title: text(words.confirmed),
      width: 110,
      render: (row) => <span className="lf-numbers">{format.instant(row.confirmedAt, 'day')}</span>,
    },
  ]
}

/** What somebody should look after in an entry. */
export function Marks({ row }: { row: Pick<EntryRow, 'missing' | 'stale' | 'closedOn'> }) {
  const text = useText()
  return (
    <span className="entry-marks">
      {row.closedOn ? <Tag>{text(words.closed)}</Tag> : null}
      {row.missing.length > 0 ? <ToneTag tone="raised">{text(words.incomplete)}</ToneTag> : null}
      {row.stale ? <ToneTag tone="failed">{text(words.stale)}</ToneTag> : null}
    </span>
  )
}

function Card({ row }: { row: EntryRow }) {
  return (
    <div className="entry-card">
      <strong>{row.headline}</strong>
      <span className="lf-soft">
        {placeName(row.division)} {row.unit?.name}
      </span>
      <Marks row={row} />
    </div>
  )
}
