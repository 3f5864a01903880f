// The routes that follow from a register: list, one, history, versions, and every step.
import Type, { type Static, type TSchema } from 'typebox'
import { addEntryBody, changeEntryBody, entryStepBodies } from '../../contract/derive/entry-bodies.ts'
import { listPath } from '../../contract/derive/paths.ts'
import { type Label, label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { type EntryQuery, entryExportQuery, entryFilterQuery, entryListQuery } from '../../contract/register-query.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { countEntries, mapEntries } from './counts.ts'
import { exportEntries } from './export.ts'
import { importRoutes } from './import-routes.ts'
import { listEntriesOf } from './list.ts'
import { mergeEntry, unmergeEntry } from './merge.ts'
import { plateOf } from './plate.ts'
import { offerTransfer, withdrawTransfer } from './transfer.ts'
import { entryHistory, entryVersions, viewEntry, viewOf } from './view.ts'
import { addEntry, changeEntry, closeEntry, confirmEntry, reopenEntry } from './write.ts'

const idParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const onQuery = Type.Object({ on: Type.Optional(Type.String({ format: 'date' })) }, { additionalProperties: false })
const keeping = (r: AnyRegister): Label => label(`管理${r.label.zh}`, `Keeping: ${r.label.en}`)

/** Every derived route of a register. */
export const registerRoutes = (r: AnyRegister): AnyRoute[] => [
  ...importRoutes(r),
  ...wholeRoutes(r),
  ...readingRoutes(r),
  ...changingRoutes(r),
]

function readingRoutes(r: AnyRegister): AnyRoute[] {
  const base = listPath(r)
  const common = { method: 'GET' as const, who: 'staff' as const, purpose: keeping(r), limit: 1200 }
  return [
    defineRoute({
      ...common,
      id: `${r.kind}.list`,
      path: base,
      does: label(`列出${r.label.zh}`, `List: ${r.label.en}`),
      query: entryListQuery(r),
      handle: (ctx: Ctx, { query }) => listEntriesOf(ctx, r, query as EntryQuery),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.read`,
      path: `${base}/:id`,
      does: label(`查看${r.label.zh}；on 为某日的内容`, `Read: ${r.label.en}; with on, as it stood that day`),
      params: idParams,
      query: onQuery,
      handle: (ctx: Ctx, { params, query }) => viewEntry(ctx, r.kind, params.id, query.on),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.history`,
      path: `${base}/:id/history`,
      does: label('经过', 'Its story'),
      params: idParams,
      handle: (ctx: Ctx, { params }) => entryHistory(ctx, r.kind, params.id),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.plate`,
      path: `${base}/:id/plate`,
      does: label('二维码牌', 'Its plate with the QR code'),
      params: idParams,
      handle: (ctx: Ctx, { params }) => plateOf(ctx, r.kind, params.id),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.versions`,
      path: `${base}/:id/versions`,
      does: label('版本', 'Its versions'),
      params: idParams,
      handle: (ctx: Ctx, { params }) => entryVersions(ctx, r.kind, params.id),
    }),
  ]
}

/** What is asked of a whole list besides its rows. */
function wholeRoutes(r: AnyRegister): AnyRoute[] {
  const base = listPath(r)
  const common = { method: 'GET' as const, who: 'staff' as const, purpose: keeping(r), limit: 1200 }
  return [
    defineRoute({
      ...common,
      id: `${r.kind}.counts`,
      path: `${base}/counts`,
      does: label('计数与合计', 'Counts and sums'),
      query: entryFilterQuery(r),
      handle: (ctx: Ctx, { query }) => countEntries(ctx, r, query as EntryQuery),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.map`,
      path: `${base}/map`,
      does: label('地图上的点和边界', 'Points and shapes for the map'),
      query: entryFilterQuery(r),
      handle: (ctx: Ctx, { query }) => mapEntries(ctx, r, query as EntryQuery),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.export`,
      path: `${base}/export.xlsx`,
      does: label('导出表格（须说明用途）', 'Export as a spreadsheet (say what for)'),
      limit: 20,
      query: entryExportQuery(r),
      handle: (ctx: Ctx, { query }) => {
        const { purpose, ...filter } = query as EntryQuery & { purpose: string }
        return exportEntries(ctx, r, filter, purpose)
      },
    }),
  ]
}

function changingRoutes(r: AnyRegister): AnyRoute[] {
  const { kind } = r
  const shown = async (ctx: Ctx, entry: EntryRecord) => viewOf(ctx, { register: r, entry })
  return [
    defineRoute({
      id: `${kind}.add`,
      method: 'POST',
      path: listPath(r),
      does: label(`新增${r.label.zh}`, `Add: ${r.label.en}`),
      who: 'staff',
      purpose: keeping(r),
      limit: 600,
      body: addEntryBody(r),
      status: 201,
      handle: async (ctx: Ctx, { body }) => shown(ctx, await addEntry(ctx, r, body as never)),
    }),
    stepRoute(r, 'change', label('修改', 'Change'), changeEntryBody(r), (ctx, id, body) =>
      changeEntry(ctx, kind, id, body as never),
    ),
    stepRoute(r, 'confirm', label('核实无变化', 'Confirm it is still so'), entryStepBodies.confirm, (ctx, id, body) =>
      confirmEntry(ctx, kind, id, body.version),
    ),
    stepRoute(r, 'close', label('停用', 'Close'), entryStepBodies.close, (ctx, id, body) =>
      closeEntry(ctx, kind, id, body),
    ),
    stepRoute(r, 'merge', label('并入另一条目', 'Merge into another'), entryStepBodies.merge, (ctx, id, body) =>
      mergeEntry(ctx, kind, id, body),
    ),
    stepRoute(r, 'unmerge', label('撤销合并', 'Undo a merge'), entryStepBodies.unmerge, (ctx, id, body) =>
      unmergeEntry(ctx, kind, id, body.version),
    ),
    stepRoute(
      r,
      'transfer',
      label('移交到其他区划', 'Offer to another division'),
      entryStepBodies.transfer,
      (ctx, id, body) => offerTransfer(ctx, kind, id, body),
    ),
    stepRoute(r, 'withdraw', label('撤回移交', 'Take back the offer'), entryStepBodies.confirm, (ctx, id, body) =>
      withdrawTransfer(ctx, kind, id, body.version),
    ),
    stepRoute(r, 'reopen', label('恢复', 'Reopen'), entryStepBodies.reopen, (ctx, id, body) =>
      reopenEntry(ctx, kind, id, body),
    ),
  ]
}

/** The route of one step: what it is posted, and the entry as it is afterwards. */
function stepRoute<B extends TSchema>(
  r: AnyRegister,
  name: string,
  does: Label,
  body: B,
  take: (ctx: Ctx, id: string, body: Static<B>) => Promise<EntryRecord>,
): AnyRoute {
  return defineRoute({
    id: `${r.kind}.${name}`,
    method: 'POST',
    path: `${listPath(r)}/:id/${name}`,
    does,
    who: 'staff',
    purpose: keeping(r),
    limit: 600,
    params: idParams,
    body,
    handle: async (ctx: Ctx, { params, body: asked }) =>
      viewOf(ctx, { register: r, entry: await take(ctx, params.id, asked) }),
  })
}
