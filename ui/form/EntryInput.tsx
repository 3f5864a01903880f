// An entry of a register, found by what is typed.
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { listPath, onePath } from '../../contract/derive/paths.ts'
import type { EntryName, EntryRow } from '../../contract/register-views.ts'
import type { Page } from '../../contract/views.ts'
import { get } from '../http/request.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import { type InputProps, marks } from './input-props.ts'

const offered = 20

export function EntryInput(props: InputProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const kind = props.field.register ?? ''
  const chosenId = (props.value as string | undefined) ?? null
  const q = useDeferredValue(typed).trim()
  const found = useQuery({
    queryKey: ['entries', 'offered', kind, q],
    queryFn: ({ signal }) =>
      get<Page<EntryRow>>(listPath({ kind }), { limit: offered, ...(q === '' ? {} : { q }) }, signal),
  })
  const chosen = useQuery({
    queryKey: ['entries', 'one', kind, chosenId],
    queryFn: ({ signal }) => get<EntryName>(onePath({ kind }, chosenId ?? ''), {}, signal),
    enabled: chosenId !== null,
  }).data
  const rows: EntryName[] = found.data?.rows ?? []
  const shown = chosen && !rows.some((row) => row.id === chosen.id) ? [chosen, ...rows] : rows
  return (
    <Select
      {...marks(props)}
      style={{ width: '100%' }}
      loading={found.isFetching}
      value={chosenId}
      options={shown.map((row) => ({ value: row.id, label: row.headline }))}
      placeholder={text(words.chooseOne)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={!props.field.required}
      onChange={(id) => props.onChange(id ?? undefined)}
    />
  )
}
