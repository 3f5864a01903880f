// What narrows the board down: place, words, category, overdue, mine, days; and the way out as a spreadsheet.
import { DownloadOutlined, FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Badge, Button, Checkbox, DatePicker, Input, type InputRef, Popover, Select, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useMemo, useRef, useState } from 'react'
import { instantOf } from '../../../contract/calendar.ts'
import { useList } from '../../../ui/data/queries.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { groupedEntries } from '../../../ui/form/grouped-entries.ts'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { countFilters, filterOf, type SearchChange, writeSearch } from '../../data/filter.ts'
import { matterCountsQuery } from '../../data/matters.ts'
import { kinds } from '../../modules.ts'
import { KindSwitch } from '../../parts/KindSwitch.tsx'
import { categoryList } from '../../parts/use-category-name.ts'
import { handlesMatters, homeDivision, mayOperate, useMe } from '../../session/session.ts'
import { useHotkey } from '../../shell/use-hotkey.ts'
import type { BoardPartProps } from './board-part.ts'
import { ExportModal } from './ExportModal.tsx'
import { words } from './messages.ts'

const typingPauseMs = 300

export function FilterBar(props: BoardPartProps) {
  const { kind, search, onChange } = props
  const text = useText()
  const me = useMe()
  const narrow = useNarrow()
  const [exporting, setExporting] = useState(false)
  const home = homeDivision(me)
  const mayExport = mayOperate(me, kind, 'export')
  return (
    <div className="filters">
      <KindSwitch
        kinds={kinds.filter((each) => handlesMatters(me, [each]))}
        kind={kind}
        onChange={(chosen) => onChange({ kind: chosen.kind, state: [], category: [] })}
      />
      {home ? (
        <DivisionPicker
          className="filters-division"
          rootId={home.id}
          value={search.division ?? null}
          placeholder={home.name}
          onChange={(division) => onChange({ division: division ?? undefined })}
        />
      ) : null}
      <SearchBox {...props} />
      {narrow ? null : <QuickFlags {...props} />}
      <Popover trigger="click" placement="bottomRight" content={<MoreFilters {...props} withFlags={narrow} />}>
        <Badge count={countFilters(search, narrow)} size="small">
          <Button icon={<FilterOutlined />} aria-label={text(words.filters)}>
            {narrow ? null : text(words.filters)}
          </Button>
        </Badge>
      </Popover>
      {mayExport ? (
        <Tooltip title={text(words.export)}>
          <Button icon={<DownloadOutlined />} aria-label={text(words.export)} onClick={() => setExporting(true)} />
        </Tooltip>
      ) : null}
      {exporting ? (
        <ExportModal kind={kind} query={writeSearch(filterOf(search))} onClose={() => setExporting(false)} />
      ) : null}
    </div>
  )
}

function SearchBox({ search, onChange }: BoardPartProps) {
  const text = useText()
  const input = useRef<InputRef>(null)
  const [typed, setTyped] = useState(search.q ?? '')
  const told = useRef(search.q ?? '')
  useHotkey('/', {}, () => input.current?.focus())
  useEffect(() => {
    // The address changed from elsewhere: a link, the back button, the command bar.
    if ((search.q ?? '') === told.current) return
    told.current = search.q ?? ''
    setTyped(told.current)
  }, [search.q])
  useEffect(() => {
    if (typed === told.current) return
    const timer = setTimeout(() => {
      told.current = typed
      onChange({ q: typed === '' ? undefined : typed }, true)
    }, typingPauseMs)
    return () => clearTimeout(timer)
  }, [typed, onChange])
  return (
    <Input
      ref={input}
      className="filters-text"
      allowClear
      prefix={<SearchOutlined />}
      placeholder={text(words.searchText)}
      aria-label={text(words.searchText)}
      title={text(words.keys)}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

const flags = ['overdue', 'mine', 'unplaced'] as const

function QuickFlags({ kind, search, onChange }: BoardPartProps) {
  const text = useText()
  const format = useFormat()
  const key = JSON.stringify(filterOf(search))
  const filter = useMemo(() => JSON.parse(key) as ReturnType<typeof filterOf>, [key])
  const counts = useQuery(matterCountsQuery(kind, filter)).data
  return (
    <div className="flags">
      {flags.map((flag) => (
        <button
          key={flag}
          type="button"
          className={`flag flag-${flag}${search[flag] ? ' flag-on' : ''}`}
          aria-pressed={search[flag] === true}
          onClick={() => onChange({ [flag]: search[flag] ? undefined : true })}
        >
          {text(words[flag])}
          <span className="lf-numbers">{counts ? format.number(counts[flag]) : ''}</span>
        </button>
      ))}
    </div>
  )
}

const dayFormat = 'YYYY-MM-DD'

// Back to what the board begins with; place and words stay.
const cleared: SearchChange = {
  overdue: undefined,
  mine: undefined,
  work: undefined,
  unplaced: undefined,
  merged: undefined,
  open: true,
  state: [],
  category: [],
  channel: [],
  from: undefined,
  to: undefined,
  owner: undefined,
  unit: undefined,
}

function MoreFilters({ kind, search, onChange, withFlags }: BoardPartProps & { withFlags: boolean }) {
  const text = useText()
  const list = useList(categoryList(kind)).data
  const from = search.from ? dayjs(search.from) : null
  // The end of a range is the first instant after its last day.
  const to = search.to ? dayjs(search.to).subtract(1, 'minute') : null
  const set = (change: SearchChange) => onChange(change)
  return (
    <div className="form filters-more">
      {withFlags
        ? flags.map((flag) => (
            <Checkbox
              key={flag}
              checked={search[flag] === true}
              onChange={(e) => set({ [flag]: e.target.checked || undefined })}
            >
              {text(words[flag])}
            </Checkbox>
          ))
        : null}
      {list ? (
        <Select
          mode="multiple"
          allowClear
          maxTagCount={3}
          placeholder={text(words.category)}
          aria-label={text(words.category)}
          showSearch={{ optionFilterProp: 'label' }}
          options={groupedEntries(list, text)}
          value={search.category ?? []}
          onChange={(category) => set({ category })}
        />
      ) : null}
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        aria-label={text(words.opened)}
        placeholder={[`${text(words.opened)} ${text(words.from)}`, text(words.to)]}
        value={[from, to]}
        onChange={(days) =>
          set({
            from: days?.[0] ? instantOf(days[0].format(dayFormat)).toISOString() : undefined,
            to: days?.[1] ? instantOf(days[1].format(dayFormat), 1440).toISOString() : undefined,
          })
        }
      />
      <Checkbox checked={search.merged === true} onChange={(e) => set({ merged: e.target.checked || undefined })}>
        {text(words.merged)}
      </Checkbox>
      <Button onClick={() => onChange(cleared)}>{text(words.clear)}</Button>
    </div>
  )
}
