// The value of a field as people read it, chosen by its widget like the input it came from.
import { EnvironmentOutlined, PhoneOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Image } from 'antd'
import type { TSchema } from 'typebox'
import { describeField, type FormField, recordForm } from '../../../contract/derive/forms.ts'
import { bothOf } from '../../../contract/label.ts'
import { AnswersText, ListText } from '../../../ui/checklist/AnswersText.tsx'
import { fileAddress, useDivision, useList, useUnits } from '../../../ui/data/queries.ts'
import { words as kit } from '../../../ui/messages.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { entryQuery } from '../../data/registers.ts'
import { placeName } from '../../parts/place-name.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../shell/Go.tsx'
import { Attachment } from './Attachment.tsx'

export function FieldValue({ field, value }: { field: FormField; value: unknown }) {
  const text = useText()
  const format = useFormat()
  if (value === undefined || value === null) return <span className="lf-soft">—</span>
  switch (field.widget) {
    case 'choice':
      return <>{text(field.choices?.[String(value)] ?? String(value))}</>
    case 'category':
      return <ListEntryName list={field.list} id={String(value)} />
    case 'unit':
      return <UnitName id={String(value)} />
    case 'division':
      return <DivisionName id={Number(value)} />
    case 'entry':
      return <EntryLink register={field.register ?? ''} id={String(value)} />
    case 'yes':
      return <>{text(value === true ? kit.yes : kit.no)}</>
    case 'date':
      return <>{format.instant(`${String(value)}T00:00:00+08:00`, 'day')}</>
    case 'point': {
      const { lng, lat } = value as { lng: number; lat: number }
      return (
        <span className="lf-numbers">
          <EnvironmentOutlined /> {lng.toFixed(5)}, {lat.toFixed(5)}
        </span>
      )
    }
    case 'contact': {
      const { name, phone } = value as { name?: string; phone?: string }
      return (
        <>
          {name}{' '}
          {phone ? (
            <a href={`tel:${phone}`} className="lf-numbers">
              <PhoneOutlined /> {phone}
            </a>
          ) : null}
        </>
      )
    }
    case 'files':
      return <Files ids={value as string[]} />
    case 'list':
      return recordForm(field.schema).length > 0 ? (
        <Entries field={field} values={value as unknown[]} />
      ) : (
        <ListText of={value as unknown[]} />
      )
    case 'record':
      return <RecordValue field={field} value={value as Record<string, unknown>} />
    case 'moment':
      return <>{format.instant(String(value))}</>
    case 'checklist':
      return <AnswersText answers={value as Record<string, unknown>} />
    default:
      return <span className="matter-text">{field.both ? text(bothOf(String(value))) : String(value)}</span>
  }
}

function Entries({ field, values }: { field: FormField; values: readonly unknown[] }) {
  const schema = (field.schema as { items?: TSchema }).items
  if (!schema) return null
  const item = describeField(field.name, schema, true)
  return (
    <ol className="matter-entries">
      {values.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the entries have no identity but their place
        <li key={at}>
          <FieldValue field={item} value={value} />
        </li>
      ))}
    </ol>
  )
}

function RecordValue({ field, value }: { field: FormField; value: Record<string, unknown> }) {
  const text = useText()
  return (
    <dl className="matter-record">
      {recordForm(field.schema)
        .filter(({ name }) => value[name] !== undefined)
        .map((inner) => (
          <div key={inner.name}>
            <dt>{text(inner.label)}</dt>
            <dd>
              <FieldValue field={inner} value={value[inner.name]} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

function Files({ ids }: { ids: readonly string[] }) {
  return (
    <Image.PreviewGroup>
      <div className="matter-files">
        {ids.map((id) => (
          <Attachment key={id} address={fileAddress(id)} />
        ))}
      </div>
    </Image.PreviewGroup>
  )
}

function ListEntryName({ list, id }: { list: string | null; id: string }) {
  const text = useText()
  const entries = useList(list).data ?? []
  const entry = entries.find((each) => each.id === id)
  const above = entry?.under ? entries.find((each) => each.id === entry.under) : undefined
  if (!entry) return <>{id}</>
  return <>{above ? `${text(above.label)} / ${text(entry.label)}` : text(entry.label)}</>
}

function EntryLink({ register, id }: { register: string; id: string }) {
  const { data } = useQuery(entryQuery({ kind: register }, id, null))
  return data ? <Go href={paths.entry(register, id)}>{data.headline}</Go> : <>—</>
}

function UnitName({ id }: { id: string }) {
  const units = useUnits().data
  return <>{units?.find((unit) => unit.id === id)?.name ?? '—'}</>
}

function DivisionName({ id }: { id: number }) {
  const division = useDivision(id).data
  return <>{division ? placeName(division) : '…'}</>
}
