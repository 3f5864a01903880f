// Which columns the sheet of a register has, what they are headed, and how a heading is known again.
import { isOptional, marksOf, type Widget } from '../../contract/fields.ts'
import { type Label, label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'

export interface SheetColumn {
  /** Unique in the sheet: `code`, `division`, `datum`, a field, or a field with `.lng` and `.lat`. */
  id: string
  /** The field it belongs to; '' for columns that are no field's. */
  field: string
  widget: Widget | null
  label: Label
  /** A row cannot do without it. */
  required: boolean
}

const own = {
  code: label('条目码', 'Code'),
  division: label('区划', 'Division'),
  datum: label('坐标系', 'Datum'),
  lng: label('经度', 'Lng'),
  lat: label('纬度', 'Lat'),
}

const plain = (id: 'code' | 'division' | 'datum'): SheetColumn => ({
  id,
  field: '',
  widget: null,
  label: own[id],
  required: false,
})

/** The columns of a register's sheet. Sealed fields and uploads do not travel in spreadsheets. */
export function sheetColumns(r: AnyRegister): SheetColumn[] {
  const fields = Object.entries(r.fields).flatMap(([name, schema]): SheetColumn[] => {
    const { 'x-widget': widget, 'x-label': title, 'x-privacy': privacy } = marksOf(schema, name)
    if (privacy !== 'open' || widget === 'files') return []
    const column = { id: name, field: name, widget, label: title, required: !isOptional(schema) }
    if (widget !== 'point') return [column]
    // The place of an entry is headed as everybody heads it; other points say whose they are.
    const of = (part: 'lng' | 'lat'): Label =>
      name === r.placeField
        ? own[part]
        : label(`${title.zh}${own[part].zh}`, `${title.en} ${own[part].en.toLowerCase()}`)
    return (['lng', 'lat'] as const).map((part) => ({ ...column, id: `${name}.${part}`, label: of(part) }))
  })
  const hasPoint = fields.some((column) => column.widget === 'point')
  return [plain('code'), plain('division'), ...fields, ...(hasPoint ? [plain('datum')] : [])]
}

/** How a column is headed in both languages. */
export const heading = ({ label: { zh, en } }: SheetColumn): string => `${zh} ${en}`

/** The column that a heading means, whatever its spaces, case and width. */
export function columnOf(columns: readonly SheetColumn[], typed: string): SheetColumn | undefined {
  const wanted = plainText(typed)
  return columns.find((column) =>
    [column.label.zh, column.label.en, heading(column), column.id].some((name) => plainText(name) === wanted),
  )
}

/** A text for comparing: width, case, spaces and marks of emphasis do not count. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*]+/g, '')
