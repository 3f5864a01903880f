// Checks what the schema cannot: kept lists, units and files that a field names.
import type { TSchema } from 'typebox'
import { filesOf } from '../../contract/checklist/form.ts'
import type { Raw } from '../../contract/checklist/values.ts'
import { fieldProblem } from '../../contract/errors.ts'
import { type FieldMarks, marksOf, recordFields } from '../../contract/fields.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { checkAnswers } from '../checklists/check.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { actorId } from '../events/append.ts'
import { whyNotShape } from '../geo/shapes-in-fields.ts'
import { findEntry } from '../lists/lists.ts'

interface FlatValue {
  name: string
  marks: FieldMarks
  value: unknown
  /** As problems name it: `data.sessions.0.photos`. */
  path: string
}

/** Every value with its field's notes, those inside of records and lists of records too. */
export function* flatValues(
  fields: Record<string, TSchema>,
  data: Record<string, unknown>,
  at = 'data',
): Generator<FlatValue> {
  for (const [name, value] of Object.entries(data)) {
    const schema = fields[name]
    const path = `${at}.${name}`
    yield { name, marks: marksOf(schema, name), value, path }
    const inner = schema && recordFields(schema)
    if (!inner) continue
    const entries = Array.isArray(value) ? value : [value]
    for (const [i, entry] of entries.entries())
      yield* flatValues(inner, entry as Record<string, unknown>, Array.isArray(value) ? `${path}.${i}` : path)
  }
}

/**
 * Looks up every reference in `data` within the county, and returns the notes of the category when it names one. The
 * answers of a checklist are replaced by what is kept of them: `before` says which version they answer.
 * @throws input.invalid naming the field
 */
export async function checkReferences(
  ctx: Ctx,
  k: AnyMatterKind,
  countyId: number,
  data: Record<string, unknown>,
  before: Record<string, unknown> = {},
): Promise<Record<string, string | number | boolean>> {
  let categoryNotes: Record<string, string | number | boolean> = {}
  for (const { name, marks, value, path } of flatValues(k.fields as Record<string, TSchema>, data)) {
    if (marks['x-widget'] === 'category') {
      const entry = await findEntry(ctx, countyId, marks['x-list'] as string, value as string)
      if (!entry?.active)
        throw fieldProblem(path, label('没有这个类别，请重新选择', 'There is no such category; choose again'))
      if (name === k.categoryField) categoryNotes = entry.notes
    }
    if (marks['x-widget'] === 'unit') await checkUnit(ctx, countyId, path, value as string)
    if (marks['x-widget'] === 'division' && !ctx.house.divisions.tree.find(value as number))
      throw fieldProblem(path, label('没有这个区划', 'There is no such division'))
    if (marks['x-widget'] === 'entry')
      await checkEntry(ctx, countyId, path, { id: value as string, kind: marks['x-register'] })
    const shape = whyNotShape(marks['x-widget'], value)
    if (shape.fault) throw fieldProblem(path, shape.fault)
    if (marks['x-widget'] === 'files') await checkFiles(ctx, path, value as string[])
    if (marks['x-widget'] === 'checklist') {
      const kept = await checkAnswers(ctx, { kind: k.kind, countyId, before, field: name }, value as Raw)
      await checkFiles(ctx, path, filesOf(kept))
      data[name] = kept
    }
  }
  return categoryNotes
}

async function checkUnit(ctx: Ctx, countyId: number, field: string, id: string): Promise<void> {
  const unit = await ctx.db
    .selectFrom('units')
    .select('id')
    .where('id', '=', id)
    .where('county_id', '=', countyId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!unit) throw fieldProblem(field, label('没有这个单位', 'There is no such unit'))
}

async function checkEntry(
  ctx: Ctx,
  countyId: number,
  field: string,
  { id, kind }: { id: string; kind: string | undefined },
): Promise<void> {
  const entry = await ctx.db
    .selectFrom('register_entries')
    .select('kind')
    .where('id', '=', id)
    .where('county_id', '=', countyId)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (entry?.kind !== kind)
    throw fieldProblem(field, label('没有这个条目，请先登记', 'There is no such entry; add it first'))
}

/** Files are named by whoever uploaded them: what waits to be sent by somebody else is not there. */
async function checkFiles(ctx: Ctx, field: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const makers = [actorId(ctx.actor), ctx.alsoFilesOf].filter((id) => id != null)
  const found = await ctx.db
    .selectFrom('files')
    .select('id')
    .where('id', 'in', ids)
    .where('matter_id', 'is', null)
    .where('entry_id', 'is', null)
    .where((w) => w.or([w('made_by', 'is', null), ...makers.map((id) => w('made_by', '=', id))]))
    .execute()
  if (found.length !== ids.length)
    throw fieldProblem(field, label('有文件没有上传成功，请重新上传', 'A file did not arrive; upload it again'))
}

/** The files that the fields of `data` name, those in records among them. */
export const fileIds = (k: Pick<AnyMatterKind, 'fields'>, data: Record<string, unknown>): string[] =>
  [...flatValues(k.fields as Record<string, TSchema>, data)].flatMap(({ marks, value }) => {
    if (marks['x-widget'] === 'checklist') return filesOf(value)
    return marks['x-widget'] === 'files' ? (value as string[]) : []
  })

/** Ties uploaded files to the matter they came with, so that they are not swept away as loose ones. */
export async function tieFiles(
  ctx: Ctx,
  k: AnyMatterKind,
  matterId: string,
  data: Record<string, unknown>,
): Promise<void> {
  const ids = fileIds(k, data)
  if (ids.length === 0) return
  await ctx.db
    .updateTable('files')
    .set({ matter_id: matterId })
    .where('id', 'in', ids)
    .where('matter_id', 'is', null)
    .execute()
}

/** The links of a matter with the entries that its fields name: each is on the page of its entry from now on. */
export const entryLinks = (k: AnyMatterKind, m: MatterRecord, madeBy: string | null): object[] =>
  Object.entries(m.data).flatMap(([name, value]) => {
    const schema = (k.fields as Record<string, TSchema>)[name]
    if (!schema || marksOf(schema, name)['x-widget'] !== 'entry') return []
    const of = { county_id: m.county_id, entry_id: value, subject: 'matter', subject_id: m.id }
    return [{ ...of, why: marksOf(schema, name)['x-label'].zh, made_by: madeBy, made_at: m.changed_at }]
  })
