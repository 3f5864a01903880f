// The statistics of a kind in a division, for whoever reads that kind there: views over what happened.
import type { TSchema } from 'typebox'
import { isWithin } from '../../contract/access.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
import type { Post, Reach } from '../../contract/posts.ts'
import type { NamedTable, StatisticsView } from '../../contract/views.ts'
import { logRefusal } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { Division } from '../divisions/tree.ts'
import { listEntries } from '../lists/lists.ts'
import { getKind } from '../matters/load.ts'
import { childrenOf } from './children.ts'
import { cubeOf, mediansOf, runningNow } from './counts.ts'
import { countyLevel, monthsBetween, type Scope } from './scope.ts'
import { byDivision, byField, byMonth, byState, choicesOf, overdueNow, times, type ValueLabels } from './tables.ts'

export interface StatisticsInput {
  divisionId: number
  /** First and last month, `YYYY-MM`, both included. */
  from: string
  to: string
}

const mostMonths = 120
/** Sorting more than this for a median costs more than the median tells. */
const mostSorted = 200_000

/** A kind and the part of it that somebody asks for. */
export interface Asked {
  k: AnyMatterKind
  scope: Scope
}

/**
 * What is asked for, checked.
 * @throws access.not-found (logged) when no post of the reader reads the kind over the whole division; input.* for the months
 */
export async function askedOf(ctx: Ctx, kind: string, input: StatisticsInput): Promise<Asked> {
  const k = getKind(ctx, kind)
  const node = ctx.house.divisions.tree.get(input.divisionId)
  await checkReach(ctx, k, node)
  if (input.from > input.to || monthsBetween(input.from, input.to).length > mostMonths)
    throw fieldProblem('from', label('请选择不超过十年的起止月份', 'Choose a range of at most ten years'))
  return { k, scope: { node, from: input.from, to: input.to } }
}

/**
 * All tables of a kind over a division and a range of months.
 * @throws whatever `askedOf` does
 */
export async function statisticsOf(ctx: Ctx, kind: string, input: StatisticsInput): Promise<StatisticsView> {
  const { k, scope } = await askedOf(ctx, kind, input)
  return { asOf: ctx.now().toISOString(), tables: await tablesOf(ctx, k, scope) }
}

async function checkReach(ctx: Ctx, k: AnyMatterKind, node: Division): Promise<void> {
  const reads = k.reads as Partial<Record<Post, Reach>>
  const posts = 'posts' in ctx.actor ? ctx.actor.posts : []
  if (posts.some((held) => reads[held.post] === 'subtree' && isWithin(node.path, held.path))) return
  await logRefusal(ctx, {
    kind: k.kind,
    subjectIds: [],
    countyId: node.countyId,
    why: `statistics of division ${node.id}: access.not-found`,
  })
  throw problem('access.not-found')
}

async function tablesOf(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<NamedTable[]> {
  const cube = await cubeOf(ctx, k, scope)
  const places = await childrenOf(ctx, k, scope)
  const running = await runningNow(ctx, k, scope)
  const isSortable = scope.node.level >= countyLevel && cube.total('received') <= mostSorted
  const medians = isSortable ? await mediansOf(ctx, k, scope) : null
  return [
    byState(k, scope, cube),
    ...(await categoryTable(ctx, k, scope, cube)),
    ...(k.counts as readonly { id: string; label: Label; by: string }[]).map((count) =>
      byField(k, count.by, { id: count.id, title: count.label, values: choicesOf(k, count.by) }, scope, cube),
    ),
    ...(places ? [byDivision(ctx.house.divisions.tree, scope, places)] : []),
    byMonth(scope, cube),
    overdueNow(k, scope, running, ctx.now()),
    times(scope, cube, medians, running),
  ]
}

async function categoryTable(
  ctx: Ctx,
  k: AnyMatterKind,
  scope: Scope,
  cube: Parameters<typeof byField>[4],
): Promise<NamedTable[]> {
  const field = k.categoryField as string | undefined
  if (field === undefined) return []
  const values = await categoryLabels(ctx, k, field, scope.node)
  return [byField(k, field, { id: 'by-category', title: label('按类别', 'By category'), values }, scope, cube)]
}

/** The county's own words for its categories; above the counties, those that the module brings. */
export async function categoryLabels(ctx: Ctx, k: AnyMatterKind, field: string, node: Division): Promise<ValueLabels> {
  const list = marksOf((k.fields as Record<string, TSchema>)[field], field)['x-list']
  if (list === undefined) return choicesOf(k, field)
  const entries =
    node.countyId === null ? (ctx.house.lists.get(list)?.entries ?? []) : await listEntries(ctx, node.countyId, list)
  return new Map(entries.map((e) => [e.id, e.label]))
}
