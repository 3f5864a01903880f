// The input of one field on a phone, chosen by its widget. A new widget is one more case here.
import type { FormField } from '../../../contract/derive/forms.ts'
import { label } from '../../../contract/label.ts'
import { CategoryTiles } from '../../../ui/phone/CategoryTiles.tsx'
import { Choices } from '../../../ui/phone/Choices.tsx'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { ChecklistInput } from './ChecklistInput.tsx'
import { FilesInput } from './FilesInput.tsx'
import { type InputProps, useTitle } from './input.ts'
import { ListInput } from './ListInput.tsx'
import { useOffer } from './offer.tsx'
import { PointInput } from './PointInput.tsx'
import { RecordInput } from './RecordInput.tsx'

export function FieldInput(props: InputProps) {
  switch (props.field.widget) {
    case 'text':
    case 'date':
    case 'time':
      return <LineInput {...props} />
    case 'moment':
      return <MomentInput {...props} />
    case 'record':
      return <RecordInput {...props} renderField={(inner) => <FieldInput {...inner} />} />
    case 'paragraph':
      return <ParagraphInput {...props} />
    case 'number':
      return <NumberInput {...props} />
    case 'choice':
      return <ChoiceInput {...props} />
    case 'category':
      return <CategoryInput {...props} />
    case 'unit':
    case 'division':
      return <PickInput {...props} />
    case 'point':
      return <PointInput {...props} />
    // Drawn and looked up at the desk.
    case 'boundary':
    case 'line':
    case 'entry':
      return null
    case 'yes':
      return <YesInput {...props} />
    case 'contact':
      return <ContactInput {...props} />
    case 'files':
      return <FilesInput {...props} />
    case 'list':
      return <ListInput {...props} renderItem={(item) => <FieldInput {...item} />} />
    case 'checklist':
      return <ChecklistInput {...props} renderField={(item) => <FieldInput {...item} />} />
  }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
const limitOf = (field: FormField): number => (field.schema as { maxLength?: number }).maxLength ?? 1000

function LineInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  return (
    <Field title={title} hint={say(field.hint)} fault={fault}>
      {(wiring) => (
        <input
          {...wiring}
          type={field.widget === 'date' || field.widget === 'time' ? field.widget : 'text'}
          maxLength={limitOf(field)}
          autoComplete="off"
          value={asText(value)}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </Field>
  )
}

const shanghaiMs = 8 * 3_600_000
const momentShown = (at: string): string => new Date(Date.parse(at) + shanghaiMs).toISOString().slice(0, 16)

function MomentInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  return (
    <Field title={title} hint={say(field.hint)} fault={fault}>
      {(wiring) => (
        <input
          {...wiring}
          type="datetime-local"
          value={typeof value === 'string' ? momentShown(value) : ''}
          onChange={(e) =>
            onChange(e.target.value === '' ? undefined : new Date(`${e.target.value}+08:00`).toISOString())
          }
        />
      )}
    </Field>
  )
}

function ParagraphInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  return (
    <Field title={title} hint={say(field.hint)} fault={fault}>
      {(wiring) => (
        <textarea
          {...wiring}
          rows={3}
          maxLength={limitOf(field)}
          value={asText(value)}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </Field>
  )
}

// Up to so many numbers are seen at a glance; more are typed.
const glance = 6

function NumberInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  const { minimum, maximum } = field.schema as { minimum?: number; maximum?: number }
  if (minimum !== undefined && maximum !== undefined && maximum - minimum < glance) {
    const values = Array.from({ length: maximum - minimum + 1 }, (_, i) => String(minimum + i))
    return (
      <Choices
        title={title}
        hint={say(field.hint)}
        fault={fault}
        choices={values.map((n) => ({ id: n, says: n }))}
        value={value === undefined ? null : String(value)}
        onChange={(n) => onChange(Number(n))}
      />
    )
  }
  return (
    <Field title={title} hint={say(field.hint)} fault={fault}>
      {(wiring) => (
        <input
          {...wiring}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typeof value === 'number' ? String(value) : ''}
          onChange={(e) => onChange(numberIn(e.target.value))}
        />
      )}
    </Field>
  )
}

const numberIn = (typed: string): number | undefined => {
  const digits = typed.normalize('NFKC').replace(/[^\d-]/g, '')
  return digits === '' || digits === '-' ? undefined : Number(digits)
}

function ChoiceInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  return (
    <Choices
      title={title}
      hint={say(field.hint)}
      fault={fault}
      choices={Object.entries(field.choices ?? {}).map(([id, words]) => ({ id, says: say(words) }))}
      value={asText(value) === '' ? null : asText(value)}
      onChange={onChange}
    />
  )
}

function CategoryInput({ field, value, onChange, fault }: InputProps) {
  const title = useTitle(field)
  const { entriesOf } = useOffer()
  return (
    <fieldset className={fault ? 'field field-wrong' : 'field'}>
      <legend>{title}</legend>
      <CategoryTiles entries={entriesOf(field.list ?? '')} chosen={asText(value) || null} onChoose={onChange} />
      {fault && <p className="fault">{fault}</p>}
    </fieldset>
  )
}

function PickInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  const { units, divisions } = useOffer()
  const isUnit = field.widget === 'unit'
  const options: readonly { id: string | number; name: string }[] = isUnit ? units : divisions
  return (
    <Field title={title} hint={say(field.hint)} fault={fault}>
      {(wiring) => (
        <select
          {...wiring}
          value={value === undefined ? '' : String(value)}
          onChange={(e) => onChange(chosenIn(e.target.value, isUnit))}
        >
          <option value="">{say(label('请选择', 'Choose'))}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const chosenIn = (value: string, isUnit: boolean) => (value === '' ? undefined : isUnit ? value : Number(value))

function YesInput({ field, value, onChange }: InputProps) {
  const say = useText()
  return (
    <label className="switch">
      <input type="checkbox" checked={value === true} onChange={(e) => onChange(e.target.checked)} />
      <span>
        <b>{say(field.label)}</b>
        {field.hint && <small>{say(field.hint)}</small>}
      </span>
    </label>
  )
}

function ContactInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  const held = (value ?? {}) as { name?: string; phone?: string }
  return (
    <fieldset className="field">
      <legend>{title}</legend>
      {field.hint && <p className="hint">{say(field.hint)}</p>}
      <Field title={say(label('称呼', 'Name'))}>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            maxLength={60}
            autoComplete="off"
            value={held.name ?? ''}
            onChange={(e) => onChange({ ...held, name: e.target.value })}
          />
        )}
      </Field>
      <Field title={say(label('电话', 'Phone'))} fault={fault}>
        {(wiring) => (
          <input
            {...wiring}
            type="tel"
            maxLength={20}
            autoComplete="off"
            value={held.phone ?? ''}
            onChange={(e) => onChange({ ...held, phone: e.target.value })}
          />
        )}
      </Field>
    </fieldset>
  )
}
