// Turns counts into tables with words: what each number means, and the list that shows the rows behind it.
import type { TSchema } from 'typebox'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
import type { NamedTable, StatisticsRow } from '../../contract/views.ts'
import type { DivisionTree } from '../divisions/tree.ts'
import type { Children } from './children.ts'
import type { Cube, Medians, Running } from './counts.ts'
import type { Amounts } from './read.ts'
import { listFilter, monthsBetween, type Scope } from './scope.ts'

/** A filter that no list knows: the number stands by itself. */
const nowhere: Record<string, string> = {}

const notMerged = label('不含已并入其他事项的', 'without those merged into another')
const within = (s: Scope): Label => label(`${s.from} 至 ${s.to} 登记的事项`, `Matters opened from ${s.from} to ${s.to}`)
const phrase = (...parts: Label[]): Label => label(parts.map((p) => p.zh).join(','), parts.map((p) => p.en).join(', '))

const filterOf = (s: Scope) => listFilter(s.node.id, s.from, s.to)

/** Matters by the state they are in now. */
export function byState(k: AnyMatterKind, s: Scope, c: Cube): NamedTable {
  const states = Object.entries((k as MatterKind).states).map(
    ([name, state]): StatisticsRow => ({
      key: name,
      label: state.label,
      n: c.total(`state:${name}`),
      rows: { ...filterOf(s), state: name },
    }),
  )
  const merged: StatisticsRow = {
    key: 'merged',
    label: label('已并入其他事项', 'Merged into another'),
    n: c.total('merged'),
    rows: { ...filterOf(s), merged: 'true' },
  }
  return {
    id: 'by-state',
    title: label('按状态', 'By state'),
    definition: phrase(within(s), label('按目前所处状态', 'by the state they are in now')),
    asOf: c.asOf.toISOString(),
    rows: [...states, merged],
  }
}

/** The values of a field as they are called; ids that are no longer known stand for themselves. */
export type ValueLabels = ReadonlyMap<string, Label>

/** Matters by the values of one field. Only the category is a filter of lists. */
export function byField(
  k: AnyMatterKind,
  field: string,
  about: { id: string; title: Label; values: ValueLabels },
  s: Scope,
  c: Cube,
): NamedTable {
  const isCategory = field === k.categoryField
  const prefix = `${field}:`
  const found = c
    .measures()
    .filter((m) => m.startsWith(prefix))
    .map((m) => m.slice(prefix.length))
  const keys = [...new Set([...about.values.keys(), ...found])]
  const rows = keys.map(
    (key): StatisticsRow => ({
      key,
      label: about.values.get(key) ?? label(key, key),
      n: c.total(prefix + key),
      rows: isCategory ? { ...filterOf(s), category: key } : nowhere,
    }),
  )
  const rest = c.total('received') - c.total('merged') - rows.reduce((sum, row) => sum + (row.n ?? 0), 0)
  if (rest > 0) rows.push({ key: '', label: label('未填写', 'Not filled in'), n: rest, rows: nowhere })
  return {
    id: about.id,
    title: about.title,
    definition: phrase(within(s), notMerged),
    asOf: c.asOf.toISOString(),
    rows: rows.filter((row) => row.n !== 0).sort((a, b) => (b.n ?? 0) - (a.n ?? 0)),
  }
}

/** The labels of a field's fixed choices; empty for fields without. */
export function choicesOf(k: AnyMatterKind, field: string): ValueLabels {
  const marks = marksOf((k.fields as Record<string, TSchema>)[field], field)
  return new Map(Object.entries(marks['x-choices'] ?? {}))
}

const opened = (amounts: Amounts | null | undefined): number =>
  (amounts?.get('received') ?? 0) - (amounts?.get('merged') ?? 0)

/** Matters by the divisions one level below. */
export function byDivision(tree: DivisionTree, s: Scope, places: Children): NamedTable {
  const ids = new Set([...tree.children(s.node.id).map((child) => child.id), ...places.counts.keys()])
  const rows = [...ids].map((id): StatisticsRow => {
    const name = tree.find(id)?.name ?? String(id)
    return {
      key: String(id),
      label: label(name, name),
      n: opened(places.counts.get(id)),
      rows: listFilter(id, s.from, s.to),
    }
  })
  const n = opened(places.itself)
  const itself = { key: '', label: label('尚未落到下一级', 'Not placed any deeper'), n, rows: nowhere }
  return {
    id: 'by-division',
    title: label('按区划', 'By division'),
    definition: phrase(within(s), label('按发生地', 'by where they are'), notMerged),
    asOf: places.asOf.toISOString(),
    rows: n > 0 ? [...rows, itself] : rows,
  }
}

/** Matters by the month they were opened in. */
export function byMonth(s: Scope, c: Cube): NamedTable {
  const rows = monthsBetween(s.from, s.to).map(
    (month): StatisticsRow => ({
      key: month,
      label: label(month, month),
      n: c.inMonth(month, 'received') - c.inMonth(month, 'merged'),
      rows: listFilter(s.node.id, month, month),
    }),
  )
  return {
    id: 'by-month',
    title: label('按月', 'By month'),
    definition: phrase(label('按登记月份', 'By the month they were opened in'), notMerged),
    asOf: c.asOf.toISOString(),
    rows,
  }
}

/** What is overdue now, by state, whenever it was opened. */
export function overdueNow(k: AnyMatterKind, s: Scope, running: readonly Running[], now: Date): NamedTable {
  const rows = running
    .filter((r) => r.overdue > 0)
    .map(
      ({ state, overdue }): StatisticsRow => ({
        key: state,
        label: (k as MatterKind).states[state]?.label ?? label(state, state),
        n: overdue,
        rows: { division: String(s.node.id), state, overdue: 'true' },
      }),
    )
  const all: StatisticsRow = {
    key: 'all',
    label: label('合计', 'All'),
    n: rows.reduce((sum, row) => sum + (row.n ?? 0), 0),
    rows: { division: String(s.node.id), overdue: 'true' },
  }
  return {
    id: 'overdue',
    title: label('当前逾期', 'Overdue now'),
    definition: label(
      '此刻已超过当前状态期限的事项，不论何时登记，不含已并入其他事项的',
      'Matters past the deadline of their present state at this moment, whenever opened, without those merged into another',
    ),
    asOf: now.toISOString(),
    rows: [all, ...rows],
  }
}

const secondsInHour = 3600
const hours = (seconds: number | null): number | null =>
  seconds === null ? null : Math.round((seconds / secondsInHour) * 10) / 10
const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10

/** Times and shares. A number that cannot be had is null. */
export function times(s: Scope, c: Cube, medians: Medians | null, running: readonly Running[]): NamedTable {
  const received = c.total('received') - c.total('merged')
  const mean = (measure: string) => (c.total(measure) === 0 ? null : c.total(`${measure}_s`) / c.total(measure))
  const sum = (key: 'due' | 'overdue') => running.reduce((total, r) => total + r[key], 0)
  const row = (key: string, zh: string, en: string, n: number | null): StatisticsRow => ({
    key,
    label: label(zh, en),
    n,
    rows: nowhere,
  })
  const rows = [
    row('answered-mean', '首次回应平均用时（小时）', 'First answer, mean (hours)', hours(mean('answered'))),
    row(
      'answered-median',
      '首次回应用时中位数（小时）',
      'First answer, median (hours)',
      hours(medians?.answeredS ?? null),
    ),
    row('answered-share', '已首次回应的比例（%）', 'Answered a first time (%)', percent(c.total('answered'), received)),
    row('ended-mean', '办结平均用时（小时）', 'Closing, mean (hours)', hours(mean('ended'))),
    row('ended-median', '办结用时中位数（小时）', 'Closing, median (hours)', hours(medians?.endedS ?? null)),
    row('ended-share', '已办结的比例（%）', 'Closed (%)', percent(c.total('ended'), received)),
    row(
      'in-time-share',
      '在办事项中未超期的比例（%，此刻）',
      'Open ones within their deadline (%, now)',
      percent(sum('due') - sum('overdue'), sum('due')),
    ),
  ]
  return {
    id: 'times',
    title: label('用时', 'Times'),
    definition: phrase(
      within(s),
      notMerged,
      label('用时从登记起按自然时间计算，只计已回应或已办结的', 'clock time from opening, of those answered or closed'),
    ),
    asOf: c.asOf.toISOString(),
    rows,
  }
}
