// Erases files that belong to nothing: never sent with a matter, or named by a field whose time has passed.
import type { AnyMatterKind } from '../../contract/kind.ts'
import { type Ctx, clockContext, type House, inTransaction } from '../context.ts'
import { fileIds } from '../matters/input.ts'
import { dropPart } from './parts.ts'
import { filesFields } from './read.ts'
import { dropAside, removeStored, storedBetween, sweepIncoming } from './store.ts'

const hourMs = 3_600_000
const looseKeptMs = 24 * hourMs
// What phones send in pieces waits for a command that may come days later.
const uploadsKeptMs = 7 * 24 * hourMs
const batch = 500
// A process that is killed between the name and the commit leaves a file without a row; later runs need not look again.
const strayKeptMs = 72 * hourMs

/** Lets go of the files that erased fields of a matter named; the next run of `eraseLooseFiles` removes them. */
export async function loosenFiles(
  ctx: Ctx,
  k: AnyMatterKind,
  data: Record<string, unknown>,
  fields: readonly string[],
): Promise<void> {
  const held = filesFields(k).filter((name) => fields.includes(name) && data[name] !== undefined)
  const ids = held.flatMap((name) => fileIds(k, { [name]: data[name] }))
  if (ids.length > 0) await ctx.db.updateTable('files').set({ matter_id: null }).where('id', 'in', ids).execute()
}

/** Erases files that have been loose for a day, and what broken uploads left behind. Returns how many were erased. */
export async function eraseLooseFiles(house: House): Promise<number> {
  const ctx = clockContext(house, 'files.erase')
  let erased = 0
  for (;;) {
    const n = await inTransaction(ctx, eraseBatch)
    erased += n
    if (n < batch) break
  }
  const now = ctx.now().getTime()
  await sweepIncoming(house, now - looseKeptMs)
  return erased + (await eraseStrays(ctx, now))
}

/** Forgets uploads in pieces that nobody went on with for a week, and what had arrived of them. Returns how many. */
export async function eraseOldUploads(house: House): Promise<number> {
  const ctx = clockContext(house, 'files.erase')
  let erased = 0
  for (;;) {
    const n = await inTransaction(ctx, eraseUploads)
    erased += n
    if (n < batch) return erased
  }
}

async function eraseUploads(tx: Ctx): Promise<number> {
  const rows = await tx.db
    .selectFrom('uploads')
    .leftJoin('files', 'files.id', 'uploads.id')
    .select(['uploads.id', 'uploads.file_id', 'files.id as kept_id'])
    .where('uploads.touched_at', '<', new Date(tx.now().getTime() - uploadsKeptMs))
    .orderBy('uploads.touched_at')
    .limit(batch)
    .forUpdate('uploads')
    .skipLocked()
    .execute()
  if (rows.length === 0) return 0
  for (const { id } of rows.filter(({ file_id }) => file_id === null)) {
    await dropPart(tx.house, id)
    await dropAside(tx.house, id)
  }
  // Named when the process was killed, before there was a row of it.
  for (const { id } of rows.filter(({ kept_id }) => kept_id === null)) await removeStored(tx.house, id)
  const ids = rows.map(({ id }) => id)
  await tx.db.deleteFrom('uploads').where('id', 'in', ids).execute()
  return rows.length
}

/** Files go before their rows do: whatever stops it in between, the rows say what is left to erase. */
async function eraseBatch(tx: Ctx): Promise<number> {
  const before = new Date(tx.now().getTime() - looseKeptMs)
  const rows = await tx.db
    .selectFrom('files')
    .select(['id', 'county_id'])
    .where('matter_id', 'is', null)
    .where('entry_id', 'is', null)
    .where('made_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('uploads').select('uploads.id').whereRef('uploads.file_id', '=', 'files.id'))),
    )
    .orderBy('made_at')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id)
  for (const id of ids) await removeStored(tx.house, id)
  await tx.db.deleteFrom('files').where('id', 'in', ids).execute()
  return rows.length
}

async function eraseStrays(ctx: Ctx, now: number): Promise<number> {
  const stored = await storedBetween(ctx.house, now - strayKeptMs, now - looseKeptMs)
  let erased = 0
  for (let i = 0; i < stored.length; i += batch) {
    const ids = stored.slice(i, i + batch)
    const rows = await ctx.db.selectFrom('files').select('id').where('id', 'in', ids).execute()
    // An upload in pieces is named as old as it is on the phone, a moment before its row is committed.
    const uploads = await ctx.db.selectFrom('uploads').select('id').where('id', 'in', ids).execute()
    const known = new Set([...rows, ...uploads].map((row) => row.id))
    const strays = ids.filter((id) => !known.has(id))
    for (const id of strays) await removeStored(ctx.house, id)
    erased += strays.length
  }
  return erased
}
