// A list as a spreadsheet. An export says what it is for, and is logged with every matter it contains.
import type { TSchema } from 'typebox'
import { visibleData } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { type FilterQuery, listLimits } from '../../contract/list-query.ts'
import type { Post } from '../../contract/posts.ts'
import { logExport } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { divisionView } from '../divisions/view.ts'
import { newWorkbook } from '../files/workbook.ts'
import { listEntries } from '../lists/lists.ts'
import { namesOf } from '../people/names.ts'
import { sharedPostsOf } from './load.ts'
import { findPage } from './page.ts'
import { accessFacts } from './record.ts'

export interface FileAnswer {
  fileName: string
  mediaType: string
  content: Buffer
}

/** The matters of a filter as XLSX, at most 50,000 rows. Sealed fields never leave in a spreadsheet. */
export async function exportMatters(
  ctx: Ctx,
  k: AnyMatterKind,
  filter: FilterQuery,
  purpose: string,
): Promise<FileAnswer> {
  const exporting = exportingContext(ctx, k)
  const { records } = await findPage(exporting, k, filter, listLimits.export)
  const fields = Object.entries(k.fields as Record<string, TSchema>)
    .map(([name, schema]) => ({ name, marks: marksOf(schema, name) }))
    .filter(({ marks }) => marks['x-privacy'] !== 'sealed' && !['files', 'point'].includes(marks['x-widget']))
  const shared = await sharedPostsOf(exporting, records)
  const categories = records[0] ? await categoryNames(ctx, k, records[0].county_id) : new Map<string, string>()
  const names = await namesOf(
    ctx,
    records.map((m) => m.owner_id),
  )
  const workbook = await newWorkbook()
  const sheet = workbook.addWorksheet(k.label.zh)
  sheet.columns = [
    ...[
      '编号 No',
      '状态 State',
      '区划 Division',
      '登记时间 Opened',
      '期限 Due',
      '办结时间 Ended',
      '承办 Owner',
      '经度 Lng',
      '纬度 Lat',
    ].map((header) => ({ header, width: 18 })),
    ...fields.map(({ marks }) => ({ header: `${marks['x-label'].zh} ${marks['x-label'].en}`, width: 24 })),
  ]
  for (const m of records) {
    const data = visibleData(k, m.data, exporting.actor, accessFacts(m, shared.get(m.id)))
    const values = fields.map(({ name, marks }) => cellText(data[name], marks['x-choices'], categories))
    sheet.addRow([...ownCells(ctx, k as MatterKind, m, names), ...values])
  }
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  sheet.getRow(1).font = { bold: true }
  await logExport(
    { ...ctx, purpose },
    {
      kind: k.kind,
      subjectIds: records.map((m) => m.id),
      fields: fields.map((f) => f.name),
      countyId: records[0]?.county_id ?? null,
    },
  )
  return {
    fileName: `${k.kind}-${ctx.now().toISOString().slice(0, 10)}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: Buffer.from(await workbook.xlsx.writeBuffer()),
  }
}

/** The same asker with the posts that may export only: what another post lets them read does not leave with these. */
function exportingContext(ctx: Ctx, k: AnyMatterKind): Ctx {
  const allowed: readonly Post[] = (k as MatterKind).operations.export ?? []
  const { actor } = ctx
  const posts = 'posts' in actor ? actor.posts.filter((p) => allowed.includes(p.post)) : []
  if (!('posts' in actor) || posts.length === 0) throw problem('access.not-your-post')
  return { ...ctx, actor: { ...actor, posts } }
}

async function categoryNames(ctx: Ctx, k: AnyMatterKind, countyId: number): Promise<Map<string, string>> {
  if (!k.categoryField) return new Map()
  const list = marksOf((k.fields as Record<string, TSchema>)[k.categoryField as string], 'category')['x-list'] ?? ''
  return new Map((await listEntries(ctx, countyId, list)).map((e) => [e.id, e.label.zh]))
}

const shanghai = (at: Date | null): string =>
  at === null ? '' : new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const ownCells = (ctx: Ctx, k: MatterKind, m: MatterRecord, names: ReadonlyMap<string, string>) => [
  m.no,
  k.states[m.state]?.label.zh ?? m.state,
  divisionView(ctx.house.divisions.tree, m.division_id).names.join(' '),
  shanghai(m.opened_at),
  shanghai(m.due_at),
  shanghai(m.ended_at),
  m.owner_id ? (names.get(m.owner_id) ?? '') : '',
  m.lng,
  m.lat,
]

// Strings are written as string cells, so a text that begins with `=` stays a text.
function cellText(
  value: unknown,
  choices: Record<string, { zh: string }> | undefined,
  categories: ReadonlyMap<string, string>,
): string | number {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? '是 Yes' : '否 No'
  const text = String(value)
  return choices?.[text]?.zh ?? categories.get(text) ?? text
}
