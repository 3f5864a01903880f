// What happened, in numbers: each with its definition, its time, and the matters behind it.
import { useQuery } from '@tanstack/react-query'
import { DatePicker, Segmented } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useMemo } from 'react'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { NamedTable, StatisticsView } from '../../../contract/views.ts'
import { serverNow } from '../../../ui/clock/now.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { statisticsQuery } from '../../data/statistics.ts'
import { words as desk } from '../../messages.ts'
import { findKind, kinds, mainKind } from '../../modules.ts'
import { statisticsPanels } from '../../panels.ts'
import { KindSwitch } from '../../parts/KindSwitch.tsx'
import { useRawSearch } from '../../parts/use-search.ts'
import { paths } from '../../paths.ts'
import { handlesMatters, homeDivision, useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { Cohorts } from './Cohorts.tsx'
import { Ladder } from './Ladder.tsx'
import { words } from './messages.ts'
import { isMonth, lastMonths } from './months.ts'
import { Numbers } from './Numbers.tsx'
import { TablePanel } from './TablePanel.tsx'
import '../../parts/parts.css'
import './statistics.css'

const usualMonths = 12

export function StatisticsScreen() {
  const text = useText()
  const me = useMe()
  const raw = useRawSearch()
  const go = useGo()
  const home = homeDivision(me)
  const kind = findKind(typeof raw.kind === 'string' ? raw.kind : undefined) ?? mainKind
  const range = useMemo(() => {
    const usual = lastMonths(serverNow(), usualMonths)
    return { from: isMonth(raw.from) ? raw.from : usual.from, to: isMonth(raw.to) ? raw.to : usual.to }
  }, [raw.from, raw.to])
  const division = Number(raw.division) || home?.id
  const search = { division, ...range }
  const query = useQuery({ ...statisticsQuery(kind.kind, search), enabled: handlesMatters(me, kinds) })
  if (!handlesMatters(me, kinds)) return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  const Own = statisticsPanels[kind.kind]
  const open = (of: string, id: string) => go(paths.matter(of, id))
  const set = (change: Partial<typeof search & { kind: string }>) => {
    const next = { ...search, kind: kind.kind, ...change }
    go(
      paths.statistics({
        kind: next.kind,
        ...(next.division ? { division: next.division } : {}),
        from: next.from,
        to: next.to,
      }),
    )
  }
  return (
    <div className="screen screen-wide">
      <div className="screen-head">
        <h1>
          {text(words.title)} · {text(kind.label)}
        </h1>
        <div className="stats-controls">
          <KindSwitch
            kinds={kinds.filter((each) => handlesMatters(me, [each]))}
            kind={kind}
            onChange={(chosen) => set({ kind: chosen.kind })}
          />
          {home ? (
            <div className="stats-division">
              <DivisionPicker
                rootId={home.id}
                value={division ?? null}
                clearable={false}
                onChange={(id) => set({ division: id ?? undefined })}
              />
            </div>
          ) : null}
          <Range range={range} onChange={set} />
        </div>
      </div>
      <Answered query={query} rows={16}>
        {(view) => (
          <Panels
            kind={kind}
            view={view}
            own={Own && division ? <Own division={division} {...range} onOpen={open} /> : null}
          >
            <Cohorts kind={kind} search={search} />
            <Ladder kind={kind} division={division} />
          </Panels>
        )}
      </Answered>
    </div>
  )
}

function Range({
  range,
  onChange,
}: {
  range: { from: string; to: string }
  onChange: (range: { from: string; to: string }) => void
}) {
  const text = useText()
  const now = serverNow()
  const presets = {
    quarter: lastMonths(now, 3),
    year: { from: `${lastMonths(now, 1).to.slice(0, 4)}-01`, to: lastMonths(now, 1).to },
    months: lastMonths(now, usualMonths),
  }
  const chosen = Object.entries(presets).find(([, each]) => each.from === range.from && each.to === range.to)?.[0]
  return (
    <>
      <Segmented<string>
        value={chosen ?? ''}
        options={[
          { value: 'quarter', label: text(words.lastQuarter) },
          { value: 'year', label: text(words.thisYear) },
          { value: 'months', label: text(words.lastYear) },
        ]}
        onChange={(name) => onChange(presets[name as keyof typeof presets])}
      />
      <DatePicker.RangePicker
        picker="month"
        allowClear={false}
        aria-label={text(words.months)}
        value={[dayjs(`${range.from}-01`), dayjs(`${range.to}-01`)]}
        onChange={(months) => {
          if (months?.[0] && months[1]) onChange({ from: months[0].format('YYYY-MM'), to: months[1].format('YYYY-MM') })
        }}
      />
    </>
  )
}

// Where each table stands; what is not named here comes after, so that a new count of a kind is never hidden.
const order = ['by-month', 'by-state', 'by-category', 'by-division', 'overdue']

interface PanelsProps {
  kind: AnyMatterKind
  view: StatisticsView
  /** What the module of the kind shows: also where nothing was opened, for its figures may be of elsewhere. */
  own: ReactNode
  /** What stands between the few numbers and the tables. */
  children: ReactNode
}

function Panels({ kind, view, own, children }: PanelsProps) {
  const text = useText()
  const format = useFormat()
  const byId = new Map(view.tables.map((table) => [table.id, table]))
  const ordered = [
    ...order.map((id) => byId.get(id)).filter((table): table is NamedTable => table !== undefined),
    ...view.tables.filter((table) => table.id !== 'times' && !order.includes(table.id)),
  ]
  const months = byId.get('by-month')
  if (months?.rows.every((row) => !row.n) && !byId.get('overdue')?.rows.some((row) => row.n))
    return (
      <>
        <Empty title={text(words.none)} hint={text(words.noneHint)} />
        {own}
      </>
    )
  return (
    <>
      <Numbers kind={kind} tables={byId} />
      {children}
      {own}
      <div className="stats-grid">
        {ordered.map((table) => (
          <TablePanel key={table.id} kind={kind} table={table} standing={table.id === 'by-month'} />
        ))}
      </div>
      <p className="lf-soft">{text(desk.asOf, { at: format.instant(view.asOf, 'second') })}</p>
    </>
  )
}
