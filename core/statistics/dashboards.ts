// What dashboards ask: one division's totals, its children side by side, and the trend. Each in milliseconds at any level.
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { levels } from '../../contract/posts.ts'
import type {
  ChildCounts,
  ChildrenView,
  CohortCounts,
  CohortDefinitions,
  TotalView,
  TrendView,
} from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import { divisionView } from '../divisions/view.ts'
import { childrenOf } from './children.ts'
import { cubeOf } from './counts.ts'
import { listFilter, type Scope } from './scope.ts'
import { askedOf, categoryLabels, type StatisticsInput } from './statistics.ts'
import { type By, trendOf } from './trend.ts'

/** The numbers a child of a division, or a division itself, is shown by. */
type AmountOf = (measure: string) => number

const definitionsOf = ({ from, to }: Scope): CohortDefinitions => ({
  opened: label(
    `${from} 至 ${to} 登记的事项，不含已并入其他事项的`,
    `Opened from ${from} to ${to}, without those merged into another`,
  ),
  settledOfOpened: label(
    '本期登记的事项中，目前已化解、办成的（稳控中、未成、终止的都不算）',
    'Of those opened in the period: settled by now (those held, failed or dropped do not count)',
  ),
  settledOfOpenedShare: label('上一项占本期登记事项的百分比', 'The former in per cent of those opened in the period'),
  settledIn: label('本期内化解、办成的事项，不论何时登记', 'Settled in the period, whenever they were opened'),
})

function cohortOf(k: AnyMatterKind, n: AmountOf): CohortCounts {
  const states = Object.entries((k as MatterKind).states)
  const opened = n('received') - n('merged')
  const settledOfOpened = states.reduce((sum, [name, s]) => sum + (s.end === 'settled' ? n(`state:${name}`) : 0), 0)
  return {
    opened,
    merged: n('merged'),
    byState: Object.fromEntries(states.map(([name]) => [name, n(`state:${name}`)])),
    settledOfOpened,
    settledOfOpenedShare: opened === 0 ? null : Math.round((settledOfOpened / opened) * 1000) / 10,
    settledIn: n('endedIn:settled'),
    failedIn: n('endedIn:failed'),
    droppedIn: n('endedIn:dropped'),
  }
}

/**
 * The divisions one level below, side by side by state; no rows where there is no level below.
 * @throws whatever `askedOf` does
 */
export async function childrenView(ctx: Ctx, kind: string, input: StatisticsInput): Promise<ChildrenView> {
  const { k, scope } = await askedOf(ctx, kind, input)
  const { tree } = ctx.house.divisions
  const found = await childrenOf(ctx, k, scope)
  const ids = new Set([...tree.children(scope.node.id).map((child) => child.id), ...(found?.counts.keys() ?? [])])
  const rows = [...ids].flatMap((id): ChildCounts[] => {
    const node = tree.find(id)
    if (!node) return []
    const amounts = found?.counts.get(id)
    return [
      {
        division: { id, name: node.name, level: levels[node.level] ?? 'village' },
        rows: listFilter(id, scope.from, scope.to),
        ...cohortOf(k, (measure) => amounts?.get(measure) ?? 0),
      },
    ]
  })
  const itself = found?.itself
  if (itself) rows.push({ division: null, rows: {}, ...cohortOf(k, (measure) => itself.get(measure) ?? 0) })
  return {
    asOf: (found?.asOf ?? ctx.now()).toISOString(),
    division: divisionView(tree, scope.node.id),
    from: scope.from,
    to: scope.to,
    definitions: definitionsOf(scope),
    states: Object.entries((k as MatterKind).states).map(([id, s]) => ({ id, label: s.label, end: s.end ?? null })),
    rows: found ? rows : [],
  }
}

const yearBefore = (month: string): string => `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`

/**
 * One division's totals, and those of the same months a year before.
 * @throws whatever `askedOf` does
 */
export async function totalView(ctx: Ctx, kind: string, input: StatisticsInput): Promise<TotalView> {
  const { k, scope } = await askedOf(ctx, kind, input)
  const now = await cubeOf(ctx, k, scope)
  const before = { ...scope, from: yearBefore(scope.from), to: yearBefore(scope.to) }
  const past = await cubeOf(ctx, k, before)
  const valuesOf = (field: string) =>
    Object.fromEntries(
      now
        .measures()
        .filter((measure) => measure.startsWith(`${field}:`) && now.total(measure) !== 0)
        .map((measure) => [measure.slice(field.length + 1), now.total(measure)]),
    )
  const counts = k.counts as readonly { id: string; by: string }[]
  return {
    asOf: now.asOf.toISOString(),
    division: divisionView(ctx.house.divisions.tree, scope.node.id),
    from: scope.from,
    to: scope.to,
    definitions: definitionsOf(scope),
    ...cohortOf(k, now.total),
    byCategory: k.categoryField ? valuesOf(k.categoryField as string) : {},
    counts: Object.fromEntries(counts.map(({ id, by }) => [id, valuesOf(by)])),
    yearBefore: { from: before.from, to: before.to, ...cohortOf(k, past.total) },
    rows: listFilter(scope.node.id, scope.from, scope.to),
  }
}

/**
 * Matters by the day, month or year they were opened in, and by category.
 * @throws whatever `askedOf` does
 */
export async function trendView(ctx: Ctx, kind: string, input: StatisticsInput & { by: By }): Promise<TrendView> {
  const { k, scope } = await askedOf(ctx, kind, input)
  const trend = await trendOf(ctx, k, scope, input.by)
  const field = k.categoryField as string | undefined
  const labels = field === undefined ? new Map() : await categoryLabels(ctx, k, field, scope.node)
  const filter = listFilter(scope.node.id, scope.from, scope.to)
  return {
    asOf: trend.asOf.toISOString(),
    division: divisionView(ctx.house.divisions.tree, scope.node.id),
    by: input.by,
    definition: label(
      '按登记日期，不含已并入其他事项的',
      'By the day they were opened on, without those merged into another',
    ),
    periods: trend.periods,
    opened: trend.opened,
    series: [...trend.byCategory].map(([category, n]) => ({
      category,
      label: labels.get(category) ?? label(category, category),
      n,
      rows: { ...filter, category },
    })),
  }
}
