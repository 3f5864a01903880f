// The filter of a register, its totals, and what can be done with the whole of it.
import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import { filterableFields } from '../../../contract/register-query.ts'
import { useList } from '../../../ui/data/queries.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { groupedEntries } from '../../../ui/form/grouped-entries.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { entryCountsQuery } from '../../data/registers.ts'
import { paths } from '../../paths.ts'
import { areaDivision, useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { ExportModal } from '../board/ExportModal.tsx'
import { words } from './messages.ts'
import { Transfers } from './Transfers.tsx'

interface Props {
  register: AnyRegister
  filter: Record<string, string>
  onChange: (part: Record<string, string | undefined>) => void
}

const flags = ['incomplete', 'stale', 'closed'] as const

export function RegisterBar({ register, filter, onChange }: Props) {
  const text = useText()
  const me = useMe()
  const go = useGo()
  const [exporting, setExporting] = useState(false)
  const counts = useQuery(entryCountsQuery(register, filter)).data
  const area = areaDivision(me)
  const holdsAny = (posts: readonly string[]) => me.posts.some((held) => posts.includes(held.post))
  return (
    <>
      <div className="filters register-filters">
        {area ? (
          <DivisionPicker
            className="filters-division"
            rootId={area.id}
            value={filter.division ? Number(filter.division) : null}
            onChange={(id) => onChange({ division: id ? String(id) : undefined })}
          />
        ) : null}
        <SearchInput value={filter.q ?? ''} onSearch={(q) => onChange({ q })} />
        <FieldFilters register={register} filter={filter} onChange={onChange} />
        <div className="flags">
          {flags.map((name) => (
            <button
              key={name}
              type="button"
              className={`flag${filter[name] ? ' flag-on' : ''}`}
              aria-pressed={filter[name] === 'true'}
              onClick={() => onChange({ [name]: filter[name] ? undefined : 'true' })}
            >
              {text(words[name])} <span>{counts?.[name] ?? '…'}</span>
            </button>
          ))}
        </div>
        <div className="register-doings">
          {holdsAny(Object.keys(register.keeps)) ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => go(paths.newEntry(register.kind))}>
              {text(words.add)}
            </Button>
          ) : null}
          {holdsAny(register.imports) ? (
            <Button icon={<UploadOutlined />} onClick={() => go(paths.importEntries(register.kind))}>
              {text(words.import)}
            </Button>
          ) : null}
          {holdsAny(register.exports) ? (
            <Button icon={<DownloadOutlined />} onClick={() => setExporting(true)}>
              {text(words.export)}
            </Button>
          ) : null}
        </div>
      </div>
      <Totals register={register} total={counts?.total} sums={counts?.sums ?? {}} />
      <Transfers kind={register.kind} />
      {exporting ? <ExportModal kind={register} query={filter} onClose={() => setExporting(false)} /> : null}
    </>
  )
}

const typingMs = 300

function SearchInput({ value, onSearch }: { value: string; onSearch: (q: string | undefined) => void }) {
  const text = useText()
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onSearch(typed || undefined), typingMs)
    return () => clearTimeout(timer)
  }, [typed, value, onSearch])
  return (
    <Input.Search
      className="filters-text"
      allowClear
      value={typed}
      placeholder={text(words.search)}
      aria-label={text(words.search)}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

function FieldFilters({ register, filter, onChange }: Props) {
  const fields = useMemo(
    () =>
      formFields(register, filterableFields(register)).filter(
        ({ widget }) => widget === 'choice' || widget === 'category',
      ),
    [register],
  )
  return (
    <>
      {fields.map((field) => (
        <FieldFilter
          key={field.name}
          field={field}
          value={filter[field.name]?.split(',') ?? []}
          onChange={(values) => onChange({ [field.name]: values.join(',') || undefined })}
        />
      ))}
    </>
  )
}

interface FieldFilterProps {
  field: ReturnType<typeof formFields>[number]
  value: string[]
  onChange: (values: string[]) => void
}

function FieldFilter({ field, value, onChange }: FieldFilterProps) {
  const text = useText()
  const entries = useList(field.list).data ?? []
  const options = field.list
    ? groupedEntries(entries, text)
    : Object.entries(field.choices ?? {}).map(([id, choice]) => ({ value: id, label: text(choice) }))
  return (
    <Select
      mode="multiple"
      className="register-filter"
      maxTagCount="responsive"
      allowClear
      value={value}
      options={options}
      placeholder={text(field.label)}
      aria-label={text(field.label)}
      onChange={onChange}
    />
  )
}

function Totals({
  register,
  total,
  sums,
}: {
  register: AnyRegister
  total: number | undefined
  sums: Record<string, number>
}) {
  const text = useText()
  const format = useFormat()
  const parts = formFields(register, register.sums).map((field) =>
    text(words.sum, { what: text(field.label), n: format.number(sums[field.name] ?? 0) }),
  )
  return (
    <p className="register-totals lf-numbers" role="status">
      {[text(words.total, { n: total === undefined ? '…' : format.number(total) }), ...parts].join(' · ')}
    </p>
  )
}
