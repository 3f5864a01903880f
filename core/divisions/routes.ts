// Divisions for screens and administrators: look up, search, outlines; add, rename, draw, close, import.
import Type from 'typebox'
import { type Label, label } from '../../contract/label.ts'
import { type Level, levels } from '../../contract/posts.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { addDivision, closeDivision, drawDivision, reloadDivisions, renameDivision } from './edit.ts'
import { importDivisions } from './import.ts'
import { outlinesUnder } from './outlines.ts'
import { rowsOfCsv } from './source.ts'
import { divisionView } from './view.ts'

const strict = { additionalProperties: false }
const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const idParams = Type.Object({ id })
const levelName = Type.Unsafe<Level>({ type: 'string', enum: [...levels] })
const reading = {
  method: 'GET' as const,
  who: 'staff' as const,
  purpose: label('查区划', 'Looking up divisions'),
  limit: 1200,
}
const changing = { who: ['administrator'] as const, purpose: label('维护区划', 'Keeping divisions'), limit: 120 }
const mostFound = 30

const shown = (ctx: Ctx, divisionId: number) => {
  const { tree } = ctx.house.divisions
  return { ...divisionView(tree, divisionId), hasChildren: tree.children(divisionId).length > 0 }
}

const readingRoutes: AnyRoute[] = [
  defineRoute({
    ...reading,
    id: 'divisions.children',
    path: '/api/divisions',
    does: label('下级区划', 'Divisions below one'),
    query: Type.Object({ under: Type.Optional(id) }, strict),
    handle: async (ctx: Ctx, { query }) => {
      const { tree } = ctx.house.divisions
      const below = query.under === undefined ? tree.roots() : tree.children(query.under)
      return below.map((d) => shown(ctx, d.id))
    },
  }),
  defineRoute({
    ...reading,
    id: 'divisions.search',
    path: '/api/divisions/search',
    does: label('按名称或代码查区划', 'Find divisions by name or code'),
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 40 }), within: Type.Optional(id) }, strict),
    handle: async (ctx: Ctx, { query }) => {
      const limits = { limit: mostFound, ...(query.within === undefined ? {} : { within: query.within }) }
      return ctx.house.divisions.tree.search(query.q, limits).map((d) => shown(ctx, d.id))
    },
  }),
  defineRoute({
    ...reading,
    id: 'divisions.outlines',
    path: '/api/divisions/outlines',
    does: label('区划边界', 'Outlines of divisions'),
    query: Type.Object({ under: id, level: levelName }, strict),
    handle: (ctx: Ctx, { query }) => outlinesUnder(ctx, query.under, query.level),
  }),
  defineRoute({
    ...reading,
    id: 'divisions.read',
    path: '/api/divisions/:id',
    does: label('一个区划', 'One division'),
    params: idParams,
    handle: async (ctx: Ctx, { params }) => shown(ctx, params.id),
  }),
]

interface DivisionChange {
  name?: string
  from?: string
  polygon?: unknown
  close?: boolean
}

async function applyChange(ctx: Ctx, divisionId: number, change: DivisionChange): Promise<void> {
  if (change.name !== undefined)
    await renameDivision(ctx, divisionId, { name: change.name, ...(change.from ? { from: change.from } : {}) })
  if (change.polygon !== undefined) await drawDivision(ctx, divisionId, change.polygon)
  if (change.close) await closeDivision(ctx, divisionId)
}

const named = (zh: string, en: string): { does: Label } => ({ does: label(zh, en) })

const changingRoutes: AnyRoute[] = [
  defineRoute({
    ...changing,
    ...named('新增网格或微网格', 'Add a grid or a micro-grid'),
    id: 'divisions.add',
    method: 'POST',
    path: '/api/admin/divisions',
    body: Type.Object(
      { parentId: id, name: Type.String({ minLength: 1, maxLength: 60 }), polygon: Type.Optional(Type.Unknown()) },
      strict,
    ),
    status: 201,
    handle: async (ctx: Ctx, { body }) => ({ id: await addDivision(ctx, body) }),
  }),
  defineRoute({
    ...changing,
    ...named('改名、画边界、停用', 'Rename, draw or close a division'),
    id: 'divisions.change',
    method: 'PATCH',
    path: '/api/admin/divisions/:id',
    params: idParams,
    body: Type.Object(
      {
        name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
        from: Type.Optional(Type.String({ format: 'date' })),
        polygon: Type.Optional(Type.Unknown()),
        close: Type.Optional(Type.Boolean()),
      },
      { ...strict, minProperties: 1 },
    ),
    handle: async (ctx: Ctx, { params, body }) => {
      await applyChange(ctx, params.id, body as DivisionChange)
      return { id: params.id }
    },
  }),
  defineRoute({
    ...changing,
    ...named('从表格导入区划', 'Import divisions from CSV'),
    id: 'divisions.import',
    method: 'POST',
    path: '/api/admin/divisions/import',
    body: Type.Object({ csv: Type.String({ minLength: 1, maxLength: 5_000_000 }) }, strict),
    handle: (ctx: Ctx, { body }) => importInReach(ctx, body.csv),
  }),
]

/** An administrator imports below the own divisions only: rows elsewhere are refused with their reason. */
async function importInReach(ctx: Ctx, csv: string) {
  const within =
    'posts' in ctx.actor ? ctx.actor.posts.filter((p) => p.post === 'administrator').map((p) => p.divisionId) : []
  const report = await importDivisions(ctx.house.db, rowsOfCsv(csv), { now: ctx.now(), within })
  await reloadDivisions(ctx.house)
  return report
}

/** The routes of core/divisions. */
export const divisionRoutes: readonly AnyRoute[] = [...readingRoutes, ...changingRoutes]
