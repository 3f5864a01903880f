// Values that the county keeps: entries of a list in their groups, and units.
import { Select } from 'antd'
import { useMemo } from 'react'
import { useList, useUnits } from '../data/queries.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import { groupedEntries } from './grouped-entries.ts'
import { type InputProps, marks } from './input-props.ts'

export function CategoryInput(props: InputProps) {
  const text = useText()
  const { data, isPending } = useList(props.field.list)
  const options = useMemo(() => groupedEntries(data ?? [], text), [data, text])
  return (
    <Select
      {...marks(props)}
      style={{ width: '100%' }}
      loading={isPending}
      value={(props.value as string | undefined) ?? null}
      options={options}
      placeholder={text(words.chooseOne)}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!props.field.required}
      listHeight={340}
      onChange={props.onChange}
    />
  )
}

export function UnitInput(props: InputProps) {
  const text = useText()
  const { data, isPending } = useUnits()
  return (
    <Select
      {...marks(props)}
      style={{ width: '100%' }}
      loading={isPending}
      value={(props.value as string | undefined) ?? null}
      options={(data ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
      placeholder={text(words.chooseOne)}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!props.field.required}
      onChange={props.onChange}
    />
  )
}
