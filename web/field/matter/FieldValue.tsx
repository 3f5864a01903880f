// The value of a field as people read it on a phone, chosen by its widget like the input it came from.
import type { TSchema } from 'typebox'
import { describeField, type FormField, recordForm } from '../../../contract/derive/forms.ts'
import { bothOf } from '../../../contract/label.ts'
import { AnswersText, ListText } from '../../../ui/checklist/AnswersText.tsx'
import { words as kit } from '../../../ui/messages.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { useKnown } from '../engine.tsx'
import { useOffer } from '../form/offer.tsx'
import { Files } from './Files.tsx'

export function FieldValue({ field, value }: { field: FormField; value: unknown }) {
  const say = useText()
  const format = useFormat()
  const { units, divisionName } = useOffer()
  const { entries } = useKnown()
  if (value === undefined || value === null) return <>—</>
  switch (field.widget) {
    case 'choice':
      return <>{say(field.choices?.[String(value)] ?? String(value))}</>
    case 'category':
      return <CategoryName id={String(value)} />
    case 'unit':
      return <>{units.find((unit) => unit.id === value)?.name ?? '—'}</>
    case 'entry':
      return <>{entries.find((entry) => entry.id === value)?.headline ?? '—'}</>
    case 'division':
      return <>{divisionName(Number(value)) ?? '—'}</>
    case 'yes':
      return <>{say(value === true ? kit.yes : kit.no)}</>
    case 'date':
      return <>{format.instant(`${String(value)}T00:00:00+08:00`, 'day')}</>
    case 'point': {
      const { lng, lat } = value as { lng: number; lat: number }
      return <>{`${lat.toFixed(5)}, ${lng.toFixed(5)}`}</>
    }
    case 'contact':
      return <Contact value={value as { name?: string; phone?: string }} />
    case 'files':
      return <Files ids={value as string[]} isSound={field.name === 'voice'} />
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
      return <>{field.both ? say(bothOf(String(value))) : String(value)}</>
  }
}

function Entries({ field, values }: { field: FormField; values: readonly unknown[] }) {
  const schema = (field.schema as { items?: TSchema }).items
  if (!schema) return null
  const item = describeField(field.name, schema, true)
  return (
    <ol className="entries">
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
  const say = useText()
  return (
    <dl className="record">
      {recordForm(field.schema)
        .filter(({ name }) => value[name] !== undefined)
        .map((inner) => (
          <div key={inner.name}>
            <dt>{say(inner.label)}</dt>
            <dd>
              <FieldValue field={inner} value={value[inner.name]} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

function Contact({ value: { name, phone } }: { value: { name?: string; phone?: string } }) {
  return (
    <>
      {name} {phone && <a href={`tel:${phone}`}>{phone}</a>}
    </>
  )
}

/** The words of an entry of a kept list, with those it stands under. */
export function CategoryName({ id }: { id: string }) {
  const say = useText()
  return <>{say(useOffer().nameOfEntry(id) ?? id)}</>
}
