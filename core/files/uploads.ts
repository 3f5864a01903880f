// Uploads in pieces: whose they are, how far they have come, and the file that becomes of them when they are whole.
import type { Readable } from 'node:stream'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { Problem, problem } from '../../contract/errors.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { Uploads } from '../db/field-tables.ts'
import { actorId } from '../events/append.ts'
import { countyOf, dropPrepared, keepPrepared, prepareReceived } from './keep.ts'
import { addToPart, dropPart, partBytes, partPath } from './parts.ts'
import { inTurn } from './upload-turn.ts'

/** How far an upload has come. */
export interface UploadState {
  /** How long the whole is. */
  bytes: number
  /** How much has arrived. */
  offset: number
  /** The file it has become; an earlier one when the same person sent the same content before. */
  fileId: string | null
}

type Row = Selectable<Uploads>

/** Unfinished uploads of one account. A phone sends one at a time; the others are those it has given up. */
const mostUnfinished = 20
const nobody = () => undefined

/**
 * Begins an upload of `bytes` bytes under an id made by the caller.
 * @throws field.upload-exists, field.too-many-uploads
 */
export function beginUpload(ctx: Ctx, { id, bytes }: { id: string; bytes: number }): Promise<void> {
  const accountId = ownId(ctx)
  return inTransaction(ctx, async (tx) => {
    // Those of one account are counted one after the other.
    await sql`select pg_advisory_xact_lock(hashtext('uploads'), hashtext(${accountId}))`.execute(tx.db)
    await makeRoom(tx, id)
    const { n } = await tx.db
      .selectFrom('uploads')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where('account_id', '=', accountId)
      .where('file_id', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(n) >= mostUnfinished) throw problem('field.too-many-uploads')
    const row = { county_id: await countyOf(tx), id, account_id: accountId, bytes, touched_at: tx.now(), file_id: null }
    const added = await tx.db
      .insertInto('uploads')
      .values(row)
      .onConflict((on) => on.column('id').doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows === 0n) throw problem('field.upload-exists')
    await dropPart(tx.house, id)
  })
}

/** An upload whose file went with a matter, or has been erased, may be begun anew: the content is wanted once more. */
async function makeRoom(tx: Ctx, id: string): Promise<void> {
  const row = await findRow(tx, id)
  if (row?.file_id && !(await isLoose(tx, row.file_id)))
    await tx.db.deleteFrom('uploads').where('id', '=', id).execute()
}

/**
 * How far an own upload has come. One that is whole and was not made a file yet, as after a power cut, is made one now.
 * @throws access.not-found also when its file is no longer there for a matter to name; like `continueUpload` otherwise
 */
export async function getUpload(ctx: Ctx, id: string): Promise<UploadState> {
  await getRow(ctx, id)
  return inTurn(ctx.house, id, nobody, async () => {
    const row = await getRow(ctx, id)
    if (row.file_id === null) return goOn(ctx, row, await partBytes(ctx.house, id))
    if (!(await isLoose(ctx, row.file_id))) throw problem('access.not-found')
    return { bytes: row.bytes, offset: row.bytes, fileId: row.file_id }
  })
}

/**
 * Adds what a request brings, from `offset` on; the whole becomes a file.
 * @throws access.not-found, field.upload-elsewhere, server.busy; input.too-large and input.not-this-type, after which
 * nothing of it is left
 */
export async function continueUpload(
  ctx: Ctx,
  id: string,
  { offset, stream }: { offset: number; stream: Readable },
): Promise<UploadState> {
  await getRow(ctx, id)
  return inTurn(
    ctx.house,
    id,
    () => stream.destroy(),
    async () => {
      const row = await touch(ctx, id)
      const there = row.file_id === null ? await partBytes(ctx.house, id) : row.bytes
      if (offset !== there) throw problem('field.upload-elsewhere')
      if (row.file_id !== null) return { bytes: row.bytes, offset, fileId: row.file_id }
      return goOn(ctx, row, await addToPart(ctx.house, id, row.bytes, stream))
    },
  )
}

async function goOn(ctx: Ctx, row: Row, offset: number): Promise<UploadState> {
  const { id, bytes } = row
  if (offset < bytes) return { bytes, offset, fileId: null }
  try {
    return { bytes, offset, fileId: await finish(ctx, row) }
  } catch (fault) {
    const isForGood = fault instanceof Problem && /^input\./.test(fault.code)
    if (isForGood) await ctx.db.deleteFrom('uploads').where('id', '=', id).execute()
    if (isForGood) await dropPart(ctx.house, id)
    throw fault
  }
}

/** Makes a whole upload a file. Whatever stops it, the part is there until it is one, and the next request goes on. */
async function finish(ctx: Ctx, { id, account_id: accountId }: Row): Promise<string> {
  const taken = await ctx.db.selectFrom('files').select('id').where('id', '=', id).executeTakeFirst()
  const own = taken ? uuidv7({ msecs: ctx.now().getTime() }) : id
  const prepared = await prepareReceived(ctx, { id: own, path: partPath(ctx.house, id), documents: true })
  const fileId = await inTransaction(ctx, async (tx) => {
    const same = await tx.db
      .selectFrom('files')
      .select('id')
      .where('made_by', '=', accountId)
      .where('sha256', '=', prepared.sha256)
      .where('matter_id', 'is', null)
      .orderBy('made_at')
      .executeTakeFirst()
    const kept = same ?? (await keepPrepared(tx, prepared))
    await tx.db
      .updateTable('uploads')
      .set({ file_id: kept.id, touched_at: tx.now() })
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return kept.id
  })
  if (fileId !== own) await dropPrepared(ctx, prepared)
  await dropPart(ctx.house, id)
  return fileId
}

const ownId = (ctx: Ctx): string => {
  const id = actorId(ctx.actor)
  if (id === null) throw problem('access.sign-in')
  return id
}

const findRow = (ctx: Ctx, id: string): Promise<Row | undefined> =>
  ctx.db.selectFrom('uploads').selectAll().where('id', '=', id).where('account_id', '=', ownId(ctx)).executeTakeFirst()

async function getRow(ctx: Ctx, id: string): Promise<Row> {
  const row = await findRow(ctx, id)
  if (!row) throw problem('access.not-found')
  return row
}

/** Before anything is added, so that it does not expire meanwhile. */
async function touch(ctx: Ctx, id: string): Promise<Row> {
  const row = await ctx.db
    .updateTable('uploads')
    .set({ touched_at: ctx.now() })
    .where('id', '=', id)
    .where('account_id', '=', ownId(ctx))
    .returningAll()
    .executeTakeFirst()
  if (!row) throw problem('access.not-found')
  return row
}

const isLoose = async (ctx: Ctx, fileId: string): Promise<boolean> => {
  const file = await ctx.db.selectFrom('files').select('matter_id').where('id', '=', fileId).executeTakeFirst()
  return file !== undefined && file.matter_id === null
}
