// Finds another matter of the same kind by number or words.
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { listPath } from '../../../contract/derive/paths.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { MatterRow, Page } from '../../../contract/views.ts'
import { get } from '../../../ui/http/request.ts'
import { useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { words } from './messages.ts'

interface Props {
  id: string
  kind: AnyMatterKind
  /** Not offered: the matter itself. */
  exceptId: string
  value: string | null
  onChange: (id: string | null) => void
  isWrong: boolean
}

const mostFound = 12

export function MatterPicker({ id, kind, exceptId, value, onChange, isWrong }: Props) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['matters', 'pick', kind.kind, q],
    queryFn: ({ signal }) => get<Page<MatterRow>>(listPath(kind), { q, limit: mostFound }, signal),
    staleTime: 10_000,
    placeholderData: (before) => before,
  })
  const options = (data?.rows ?? [])
    .filter((row) => row.id !== exceptId)
    .map((row) => ({ value: row.id, label: `${row.no} ${row.headline}`, row }))
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      {...(isWrong ? { status: 'error' as const } : {})}
      value={value}
      allowClear
      loading={isFetching}
      placeholder={text(words.otherHint)}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      notFoundContent={text(words.otherNone)}
      options={options}
      optionRender={({ data: option }) => (
        <div>
          <div className="lf-ellipsis">{option.row.headline}</div>
          <div className="lf-soft lf-numbers">
            {option.row.no} · {placeName(option.row.division)}
          </div>
        </div>
      )}
      onChange={(chosen) => onChange(chosen ?? null)}
    />
  )
}
