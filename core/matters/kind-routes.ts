// The routes that follow from a kind: list, counts, map, export, open, one, and every transition.
import Type from 'typebox'
import { openBody, transitionBody } from '../../contract/derive/bodies.ts'
import { listPath } from '../../contract/derive/paths.ts'
import { type FieldFault, Problem } from '../../contract/errors.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
import { FilterQuery, filterFields, ListQuery } from '../../contract/list-query.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { MatterView } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { divisionView } from '../divisions/view.ts'
import { countMatters, mapPoints } from './counts.ts'
import { exportMatters } from './export.ts'
import { listMatters } from './list.ts'
import { type OpenInput, openMatter } from './open.ts'
import { type TransitionInput, takeTransition } from './transition.ts'
import { viewMatter } from './view.ts'

const idParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const handling = (k: AnyMatterKind): Label => label(`办理${k.label.zh}`, `Handling: ${k.label.en}`)

/** Every derived route of a kind. */
export const kindRoutes = (k: AnyMatterKind): AnyRoute[] => [
  ...readingRoutes(k),
  openRoute(k),
  ...Object.keys((k as MatterKind).transitions).map((name) => transitionRoute(k, name)),
]

function readingRoutes(k: AnyMatterKind): AnyRoute[] {
  const base = listPath(k)
  const common = { method: 'GET' as const, who: 'staff' as const, purpose: handling(k), limit: 1200 }
  return [
    defineRoute({
      ...common,
      id: `${k.kind}.list`,
      path: base,
      does: label(`列出${k.label.zh}`, `List: ${k.label.en}`),
      query: ListQuery,
      handle: (ctx: Ctx, { query }) => listMatters(ctx, k, query),
    }),
    defineRoute({
      ...common,
      id: `${k.kind}.counts`,
      path: `${base}/counts`,
      does: label('按状态和类别计数', 'Counts by state and category'),
      query: FilterQuery,
      handle: (ctx: Ctx, { query }) => countMatters(ctx, k, query),
    }),
    defineRoute({
      ...common,
      id: `${k.kind}.map`,
      path: `${base}/map`,
      does: label('地图上的点', 'Points for the map'),
      query: FilterQuery,
      handle: (ctx: Ctx, { query }) => mapPoints(ctx, k, query),
    }),
    defineRoute({
      ...common,
      id: `${k.kind}.export`,
      path: `${base}/export.xlsx`,
      does: label('导出表格（须说明用途）', 'Export as a spreadsheet (say what for)'),
      limit: 20,
      query: Type.Object(
        { ...filterFields, purpose: Type.String({ minLength: 4, maxLength: 200 }) },
        { additionalProperties: false },
      ),
      handle: (ctx: Ctx, { query: { purpose, ...filter } }) => exportMatters(ctx, k, filter, purpose),
    }),
    defineRoute({
      ...common,
      id: `${k.kind}.read`,
      path: `${base}/:id`,
      does: label(`查看${k.label.zh}`, `Read: ${k.label.en}`),
      params: idParams,
      handle: (ctx: Ctx, { params }) => viewMatter(ctx, params.id, k.kind),
    }),
  ]
}

const openRoute = (k: AnyMatterKind): AnyRoute =>
  defineRoute({
    id: `${k.kind}.open`,
    method: 'POST',
    path: listPath(k),
    does: label(`登记${k.label.zh}`, `Open: ${k.label.en}`),
    who: 'staff',
    purpose: handling(k),
    limit: 600,
    body: openBody(k),
    status: 201,
    appends: true,
    handle: async (ctx: Ctx, { body }) =>
      openedAnswer(ctx, await openMatter(ctx, k.kind, withFallback(ctx, body as OpenInput))),
  })

/** A report that staff cannot place yet belongs to their county until somebody does. */
function withFallback(ctx: Ctx, input: OpenInput): OpenInput {
  const countyId = 'posts' in ctx.actor ? ctx.actor.posts.find((p) => p.countyId !== null)?.countyId : undefined
  return countyId ? { ...input, fallbackDivisionId: countyId } : input
}

const transitionRoute = (k: AnyMatterKind, name: string): AnyRoute => {
  const t = (k as MatterKind).transitions[name] as MatterKind['transitions'][string]
  return defineRoute({
    id: `${k.kind}.${name}`,
    method: 'POST',
    path: `${listPath(k)}/:id/${name}`,
    does: t.label,
    who: 'staff',
    purpose: handling(k),
    limit: 600,
    params: idParams,
    body: transitionBody(t as never, k),
    handle: async (ctx: Ctx, { params, body }) =>
      answerTo(ctx, await takeTransition(ctx, k.kind, params.id, name, body as unknown as TransitionInput)),
  })
}

/** The matter after a change, or no more than its number and state when the change took it out of the actor's reach. */
export async function answerTo(ctx: Ctx, m: MatterRecord): Promise<MatterView | OpenedAnswer> {
  try {
    return await viewMatter(ctx, m.id)
  } catch (refused) {
    if (refused instanceof Problem && refused.code === 'access.not-found') return openedAnswer(ctx, m)
    throw refused
  }
}

type OpenedAnswer = ReturnType<typeof openedAnswer>

/** What whoever opened a matter is told, whether or not they may read it. */
export const openedAnswer = (ctx: Ctx, m: MatterRecord) => ({
  id: m.id,
  kind: m.kind,
  no: m.no,
  state: m.state,
  version: m.version,
  division: divisionView(ctx.house.divisions.tree, m.division_id),
  dueAt: m.due_at?.toISOString() ?? null,
  ...(m.placed ? {} : { notes: [keptToBePlaced] }),
})

const keptToBePlaced: FieldFault = {
  field: 'data.place',
  message: label(
    '位置不明或不在辖区内，已登记为待定位',
    'The place is unknown or not in the area; it is kept to be placed',
  ),
}
