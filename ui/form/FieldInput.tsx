// The input of one field, chosen by its widget. A new widget is one more case here.
import { Input, InputNumber, Radio, Select, Switch } from 'antd'
import type { FormField } from '../../contract/derive/forms.ts'
import type { Label } from '../../contract/label.ts'
import { useDivision } from '../data/queries.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import { ChecklistInput } from './ChecklistInput.tsx'
import { ContactInput } from './ContactInput.tsx'
import { DivisionPicker } from './DivisionPicker.tsx'
import { EntryInput } from './EntryInput.tsx'
import { FilesInput } from './FilesInput.tsx'
import { type InputProps, marks } from './input-props.ts'
import { ListInput } from './ListInput.tsx'
import { CategoryInput, UnitInput } from './ListInputs.tsx'
import { PointInput } from './PointInput.tsx'
import { RecordInput } from './RecordInput.tsx'
import { ShapeInput } from './ShapeInput.tsx'
import { DateInput, MomentInput, TimeInput } from './TimeInputs.tsx'

export function FieldInput(props: InputProps) {
  const { field, value, onChange, areaId, id } = props
  switch (field.widget) {
    case 'text':
      return (
        <Input
          {...marks(props)}
          value={asText(value)}
          maxLength={limitOf(field)}
          onChange={(e) => onChange(e.target.value)}
        />
      )
    case 'paragraph':
      return <Paragraph {...props} />
    case 'choice':
      return <ChoiceInput {...props} />
    case 'category':
      return <CategoryInput {...props} />
    case 'unit':
      return <UnitInput {...props} />
    case 'division':
      return areaId === null ? null : <DivisionInput {...props} areaId={areaId} />
    case 'point':
      return <PointInput {...props} />
    case 'boundary':
    case 'line':
      return <ShapeInput {...props} />
    case 'entry':
      return <EntryInput {...props} />
    case 'time':
      return <TimeInput {...props} />
    case 'date':
      return <DateInput {...props} />
    case 'number':
      return <NumberInput {...props} />
    case 'yes':
      return <Switch id={id} checked={value === true} onChange={onChange} />
    case 'contact':
      return <ContactInput {...props} />
    case 'files':
      return <FilesInput {...props} />
    case 'moment':
      return <MomentInput {...props} />
    case 'record':
      return <RecordInput {...props} renderField={(inner) => <FieldInput {...inner} />} />
    case 'list':
      return <ListInput {...props} renderItem={(item) => <FieldInput {...item} />} />
    case 'checklist':
      return <ChecklistInput {...props} renderField={(item) => <FieldInput {...item} />} />
  }
}

function DivisionInput({ field, areaId, id, value, onChange, isWrong }: InputProps & { areaId: number }) {
  // The first in the path of any division is the country.
  const country = useDivision(field.anywhere ? areaId : null).data?.path.split('/')[1]
  return (
    <DivisionPicker
      id={id}
      rootId={field.anywhere && country ? Number(country) : areaId}
      value={(value as number | undefined) ?? null}
      onChange={onChange}
      {...(isWrong ? { status: 'error' as const } : {})}
    />
  )
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
const limitOf = (field: FormField): number => (field.schema as { maxLength?: number }).maxLength ?? 1000

function Paragraph(props: InputProps) {
  const limit = limitOf(props.field)
  const typed = asText(props.value)
  return (
    <Input.TextArea
      {...marks(props)}
      value={typed}
      maxLength={limit}
      className="lf-grows"
      rows={3}
      // A counter only matters when the end is near.
      showCount={typed.length > limit * 0.8}
      onChange={(e) => props.onChange(e.target.value)}
    />
  )
}

// Up to five choices are seen at a glance; more are searched.
const glance = 5

function ChoiceInput(props: InputProps) {
  const text = useText()
  const choices = Object.entries(props.field.choices ?? {}).map(([id, label]) => ({ value: id, label: text(label) }))
  if (choices.length <= glance)
    return (
      <Radio.Group
        id={props.id}
        aria-labelledby={`${props.id}-label`}
        className="field-radios"
        value={props.value}
        options={choices}
        onChange={(e) => props.onChange(e.target.value)}
      />
    )
  return (
    <Select
      {...marks(props)}
      style={{ width: '100%' }}
      value={(props.value as string | undefined) ?? null}
      options={choices}
      placeholder={text(words.chooseOne)}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!props.field.required}
      onChange={props.onChange}
    />
  )
}

interface NumberSchema {
  minimum?: number
  maximum?: number
  multipleOf?: number
  'x-unit'?: Label
}

function NumberInput(props: InputProps) {
  const text = useText()
  const { minimum, maximum, multipleOf = 1, 'x-unit': unit } = props.field.schema as NumberSchema
  if (minimum !== undefined && maximum !== undefined && multipleOf === 1 && maximum - minimum < glance) {
    const values = Array.from({ length: maximum - minimum + 1 }, (_, i) => minimum + i)
    return (
      <Radio.Group
        id={props.id}
        aria-labelledby={`${props.id}-label`}
        optionType="button"
        value={props.value}
        options={values.map((n) => ({ value: n, label: String(n) }))}
        onChange={(e) => props.onChange(e.target.value)}
      />
    )
  }
  return (
    <InputNumber
      {...marks(props)}
      style={{ width: 180 }}
      value={typeof props.value === 'number' ? props.value : null}
      {...(minimum === undefined ? {} : { min: minimum })}
      {...(maximum === undefined ? {} : { max: maximum })}
      precision={Math.max(0, Math.round(-Math.log10(multipleOf)))}
      suffix={unit ? text(unit) : null}
      onChange={(n) => props.onChange(n ?? undefined)}
    />
  )
}
