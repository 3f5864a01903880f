// Reads a stored file for somebody: whoever may read the field of the matter that names it, and the read is logged.
import type { TSchema } from 'typebox'
import { fieldFilter } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import { marksOf, recordFields } from '../../contract/fields.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { entryFieldFilter, sealedFields } from '../../contract/register-access.ts'
import { logRead, logRefusal } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { Files } from '../db/tables.ts'
import { actorId } from '../events/append.ts'
import { fileIds } from '../matters/input.ts'
import { loadMatter } from '../matters/load.ts'
import { accessFacts } from '../matters/record.ts'
import { loadEntry } from '../registers/load.ts'
import { entryFacts } from '../registers/record.ts'

export type StoredFile = Pick<Files, 'id' | 'sort' | 'media_type' | 'bytes' | 'sha256'>

/**
 * A file the actor may read. `isKnown` tells from its hash whether the reader holds it already: reading it again is
 * allowed or refused the same, but not logged a second time.
 * @throws access.not-found, logged
 */
export async function getFile(ctx: Ctx, id: string, isKnown: (sha256: string) => boolean): Promise<StoredFile> {
  const file = await ctx.db
    .selectFrom('files')
    .select(['id', 'sort', 'media_type', 'bytes', 'sha256', 'matter_id', 'entry_id', 'made_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!file) throw problem('access.not-found')
  if (file.entry_id !== null) return fileOfEntry(ctx, { ...file, entry_id: file.entry_id }, isKnown)
  if (file.matter_id === null) {
    // Not sent yet: only who uploaded it sees it.
    if (file.made_by === null || file.made_by !== actorId(ctx.actor)) throw problem('access.not-found')
    return file
  }
  const { kind, matter, sharedTo } = await loadMatter(ctx, file.matter_id)
  const sees = fieldFilter(kind, ctx.actor, accessFacts(matter, sharedTo))
  const fields = fieldsNaming(kind, matter.data, id)
  const access = { kind: matter.kind, subjectIds: [matter.id], countyId: matter.county_id }
  if (!fields.every(sees)) {
    await logRefusal(ctx, { ...access, why: 'access.not-found' })
    throw problem('access.not-found')
  }
  const personal = fields.filter((name) => marksOf(kind.fields[name], name)['x-privacy'] !== 'open')
  if (personal.length > 0 && !isKnown(file.sha256)) await logRead(ctx, { ...access, fields: personal })
  return file
}

/** A file of an entry: whoever may read the entry and the field; a former version may be the one that names it. */
async function fileOfEntry(
  ctx: Ctx,
  file: StoredFile & { entry_id: string },
  isKnown: (sha256: string) => boolean,
): Promise<StoredFile> {
  const { register: r, entry } = await loadEntry(ctx, file.entry_id)
  const sees = entryFieldFilter(r, ctx.actor, entryFacts(entry))
  const fields = fieldsNaming(r, entry.data, file.id)
  const access = { kind: r.kind, subjectIds: [entry.id], countyId: entry.county_id }
  if (!fields.every(sees)) {
    await logRefusal(ctx, { ...access, why: 'access.not-found' })
    throw problem('access.not-found')
  }
  const sealed = fields.filter((name) => sealedFields(r).includes(name))
  if (sealed.length > 0 && !isKnown(file.sha256)) await logRead(ctx, { ...access, fields: sealed })
  return file
}

/** The fields that name the file; every field of files when a later step put another file in its place. */
function fieldsNaming(k: Pick<AnyMatterKind, 'fields'>, data: Record<string, unknown>, id: string): string[] {
  const all = filesFields(k)
  const naming = all.filter((name) => data[name] !== undefined && fileIds(k, { [name]: data[name] }).includes(id))
  return naming.length > 0 ? naming : all
}

/** The fields of a kind that hold files: by themselves, in records, or in answers. */
export const filesFields = (k: Pick<AnyMatterKind, 'fields'>): string[] =>
  Object.entries(k.fields as Record<string, TSchema>)
    .filter(([name, schema]) => holdsFiles(name, schema))
    .map(([name]) => name)

const holdsFiles = (name: string, schema: TSchema): boolean =>
  ['files', 'checklist'].includes(marksOf(schema, name)['x-widget']) ||
  Object.entries(recordFields(schema) ?? {}).some(([inner, of]) => holdsFiles(inner, of))
