// A register as a spreadsheet that can be read in again, and the empty one to begin with. An export says what it is for.
import type exceljs from 'exceljs'
import { problem } from '../../contract/errors.ts'
import { marksOf } from '../../contract/fields.ts'
import { listLimits } from '../../contract/list-query.ts'
import type { Post } from '../../contract/posts.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { EntryFilter } from '../../contract/register-query.ts'
import { logExport } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import { newWorkbook } from '../files/workbook.ts'
import { listEntries } from '../lists/lists.ts'
import type { FileAnswer } from '../matters/export.ts'
import { findEntryPage } from './list.ts'
import { valuesOf } from './record.ts'
import { toCell } from './sheet-cells.ts'
import { heading, sheetColumns } from './sheet-columns.ts'
import { sheetNames } from './sheet-names.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The same asker with some of their posts only: what another post lets them do, these do not. @throws access.not-your-post */
export function withPosts(ctx: Ctx, allowed: readonly Post[]): Ctx & { countyId: number } {
  const { actor } = ctx
  const posts = 'posts' in actor ? actor.posts.filter((held) => allowed.includes(held.post)) : []
  const countyId = posts.find((held) => held.countyId !== null)?.countyId
  if (!('posts' in actor) || countyId == null) throw problem('access.not-your-post')
  return { ...ctx, actor: { ...actor, posts: posts.filter((held) => held.countyId === countyId) }, countyId }
}

/** The entries of a filter as XLSX, at most 50,000 rows, each with its code so that it is known again. */
export async function exportEntries(
  ctx: Ctx,
  r: AnyRegister,
  filter: EntryFilter,
  purpose: string,
): Promise<FileAnswer> {
  const exporting = withPosts(ctx, r.exports)
  const { records } = await findEntryPage(exporting, r, filter, listLimits.export, { shapes: true })
  const names = await sheetNames(exporting, r, exporting.countyId)
  const { tree } = ctx.house.divisions
  const columns = sheetColumns(r)
  const { workbook, sheet } = await emptySheet(r)
  for (const e of records) {
    const values = valuesOf(e)
    sheet.addRow(
      columns.map((column) => {
        if (column.id === 'code') return e.code
        if (column.id === 'division') return tree.get(e.division_id).code
        if (column.id === 'datum') return 'WGS84'
        return toCell(r, column, values, names)
      }),
    )
  }
  await logExport(
    { ...ctx, purpose },
    {
      kind: r.kind,
      subjectIds: records.map((e) => e.id),
      fields: [...new Set(columns.map((column) => column.field).filter(Boolean))],
      countyId: exporting.countyId,
    },
  )
  return answerOf(workbook, `${r.kind}-${ctx.now().toISOString().slice(0, 10)}.xlsx`)
}

/** The empty sheet of a register, with what may be written where one chooses. */
export async function templateOf(ctx: Ctx, r: AnyRegister): Promise<FileAnswer> {
  const { countyId } = withPosts(ctx, r.imports)
  const { workbook } = await emptySheet(r)
  const help = workbook.addWorksheet('可填内容 Values')
  for (const column of sheetColumns(r)) {
    if (column.field === '') continue
    const marks = marksOf(r.fields[column.field], column.field)
    const list = marks['x-list'] === undefined ? [] : await listEntries(ctx, countyId, marks['x-list'])
    const offered = [
      ...Object.values(marks['x-choices'] ?? {}).map(({ zh }) => zh),
      ...list.filter((entry) => entry.active).map((entry) => entry.label.zh),
    ]
    const example = marks['x-example'] === undefined ? [] : [marks['x-example']]
    help.addRow([heading(column), column.required ? '必填 Required' : '', ...offered, ...example])
  }
  help.getColumn(1).width = 28
  return answerOf(workbook, `${r.kind}.xlsx`)
}

async function emptySheet(r: AnyRegister) {
  const workbook = await newWorkbook()
  const sheet = workbook.addWorksheet(r.label.zh)
  // Text everywhere but in numbers: a code keeps its zeros when somebody types into the sheet.
  sheet.columns = sheetColumns(r).map((column) => ({
    header: heading(column),
    width: 20,
    style: column.widget === 'number' || column.widget === 'point' ? {} : { numFmt: '@' },
  }))
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  sheet.getRow(1).font = { bold: true }
  return { workbook, sheet }
}

const answerOf = async (workbook: exceljs.Workbook, fileName: string): Promise<FileAnswer> => ({
  fileName,
  mediaType: xlsx,
  content: Buffer.from(await workbook.xlsx.writeBuffer()),
})
