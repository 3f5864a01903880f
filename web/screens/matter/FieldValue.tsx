// The value of a field as people read it, chosen by its widget like the input it came from.
import { EnvironmentOutlined, PhoneOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import type { FormField } from '../../../contract/derive/forms.ts'
import { AnswersText, ListText } from '../../../ui/checklist/AnswersText.tsx'
import { fileAddress, useDivision, useList, useUnits } from '../../../ui/data/queries.ts'
import { words as kit } from '../../../ui/messages.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { Attachment } from './Attachment.tsx'

export function FieldValue({ field, value }: { field: FormField; value: unknown }) {
  const text = useText()
  const format = useFormat()
  if (value === undefined || value === null) return <span className="lf-soft">—</span>
  switch (field.widget) {
    case 'choice':
      return <>{text(field.choices?.[String(value)] ?? String(value))}</>
    case 'category':
      return <EntryName list={field.list} id={String(value)} />
    case 'unit':
      return <UnitName id={String(value)} />
    case 'division':
      return <DivisionName id={Number(value)} />
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
      return <ListText of={value as unknown[]} />
    case 'checklist':
      return <AnswersText answers={value as Record<string, unknown>} />
    default:
      return <span className="matter-text">{String(value)}</span>
  }
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

function EntryName({ list, id }: { list: string | null; id: string }) {
  const text = useText()
  const entries = useList(list).data ?? []
  const entry = entries.find((each) => each.id === id)
  const above = entry?.under ? entries.find((each) => each.id === entry.under) : undefined
  if (!entry) return <>{id}</>
  return <>{above ? `${text(above.label)} / ${text(entry.label)}` : text(entry.label)}</>
}

function UnitName({ id }: { id: string }) {
  const units = useUnits().data
  return <>{units?.find((unit) => unit.id === id)?.name ?? '—'}</>
}

function DivisionName({ id }: { id: number }) {
  const division = useDivision(id).data
  return <>{division ? placeName(division) : '…'}</>
}
