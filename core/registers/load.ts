// Loads entries for somebody: who may not read one gets not found, and the refusal is logged.
import { problem } from '../../contract/errors.ts'
import { mayReadEntry } from '../../contract/register-access.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { logRefusal } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { entryColumns, entryFacts } from './record.ts'

export interface LoadedEntry {
  register: AnyRegister
  entry: EntryRecord
}

/** The register of that name. @throws access.not-found */
export function getRegister(ctx: Pick<Ctx, 'house'>, kind: string): AnyRegister {
  const found = ctx.house.registers.get(kind)
  if (!found) throw problem('access.not-found')
  return found
}

/** Loads an entry the actor may read, of the given register when one is named. @throws access.not-found, logged */
export async function loadEntry(
  ctx: Ctx,
  id: string,
  { kind, lock = false }: { kind?: string; lock?: boolean } = {},
): Promise<LoadedEntry> {
  let query = ctx.db.selectFrom('register_entries').select(entryColumns).where('id', '=', id)
  if (lock) query = query.forUpdate()
  const entry = await query.executeTakeFirst()
  if (!entry || (kind !== undefined && entry.kind !== kind)) throw problem('access.not-found')
  const register = getRegister(ctx, entry.kind)
  if (!mayReadEntry(register, ctx.actor, entryFacts(entry))) {
    await logRefusal(ctx, { kind: entry.kind, subjectIds: [id], countyId: entry.county_id, why: 'access.not-found' })
    throw problem('access.not-found')
  }
  return { register, entry }
}

/** Those of some entries that the actor may read; the others are left out, and not logged as refused. */
export const readableEntries = (ctx: Ctx, entries: readonly EntryRecord[]): EntryRecord[] =>
  entries.filter((e) => {
    const register = ctx.house.registers.get(e.kind)
    return register !== undefined && mayReadEntry(register, ctx.actor, entryFacts(e))
  })

/** Entries by id for the house's own work, without anybody's reach. At most 5000. */
export const findEntries = async (ctx: Ctx, ids: readonly string[]): Promise<EntryRecord[]> =>
  ids.length === 0
    ? []
    : ctx.db
        .selectFrom('register_entries')
        .select(entryColumns)
        .where('id', 'in', [...new Set(ids)].slice(0, 5000))
        .execute()
