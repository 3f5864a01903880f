// The routes of a register's import: the empty sheet, the dry run, how far it is, and the loading.
import Type from 'typebox'
import { listPath } from '../../contract/derive/paths.ts'
import { label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { templateOf } from './export.ts'
import { checkImport, importProgress, loadImport } from './import.ts'

const id = Type.String({ format: 'uuid' })
const idParams = Type.Object({ id })
// Four megabytes of XLSX, a third more as base64.
const mostContent = 5_500_000

/** The import routes of a register. */
export function importRoutes(r: AnyRegister): AnyRoute[] {
  const base = `${listPath(r)}/imports` as const
  const common = { who: 'staff' as const, purpose: label('导入台账', 'Importing a register'), limit: 60 }
  return [
    defineRoute({
      ...common,
      id: `${r.kind}.template`,
      method: 'GET',
      path: `${base}/template.xlsx`,
      does: label('空表', 'The empty sheet'),
      handle: (ctx: Ctx) => templateOf(ctx, r),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.check-import`,
      method: 'POST',
      path: base,
      does: label('检查表格，不写入', 'Check a sheet without loading it'),
      body: Type.Object(
        {
          id,
          fileName: Type.String({ minLength: 1, maxLength: 200 }),
          content: Type.String({ minLength: 4, maxLength: mostContent, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
        },
        { additionalProperties: false },
      ),
      status: 201,
      // Sheets are read one after the other; whoever waits for it must not keep a connection from everybody else.
      repeatable: true,
      handle: (ctx: Ctx, { body }) => checkImport(ctx, r, body),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.import-progress`,
      method: 'GET',
      path: `${base}/:id/progress`,
      does: label('导入进度', 'How far an import is'),
      limit: 1200,
      params: idParams,
      handle: async (ctx: Ctx, { params }) => ({ progress: importProgress(ctx, params.id) }),
    }),
    defineRoute({
      ...common,
      id: `${r.kind}.import`,
      method: 'POST',
      path: `${base}/:id/load`,
      does: label('导入检查通过的行', 'Load the rows that were accepted'),
      params: idParams,
      body: Type.Object({}, { additionalProperties: false }),
      handle: (ctx: Ctx, { params }) => loadImport(ctx, r, params.id),
    }),
  ]
}
