// Erases what a register may keep no longer: fields of closed entries, with the former versions that still say them.
import { sql } from 'kysely'
import { dayAfter, dayOf, readSpan } from '../../contract/calendar.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { type Ctx, clockContext, type House, inTransaction } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { declaredValues, entryColumns, splitValues } from './record.ts'
import { saveEntries } from './save.ts'

const importsKeptDays = 7
const dayMs = 86_400_000
const batch = 500

/** Applies every register's retention, and forgets sheets that nobody loaded. Returns how many entries lost a field. */
export async function eraseClosedEntries(house: House): Promise<number> {
  const ctx = clockContext(house, 'registers.retention')
  let erased = 0
  for (const r of house.registers.values())
    for (const rule of r.retention) {
      const before = dayAfter(dayOf(ctx.now()), -readSpan(rule.after).count)
      for (let n = batch; n === batch; erased += n) n = await eraseBatch(ctx, r, rule.fields, before)
    }
  await ctx.db
    .deleteFrom('register_imports')
    .where('made_at', '<', new Date(ctx.now().getTime() - importsKeptDays * dayMs))
    .execute()
  return erased
}

async function eraseBatch(ctx: Ctx, r: AnyRegister, fields: readonly string[], before: string): Promise<number> {
  const { rows } = await sql<EntryRecord>`select id from register_entries
    where kind = ${r.kind} and closed_on <= ${before} and (data ?| ${fields}::text[] or shapes ?| ${fields}::text[])
    limit ${batch}`.execute(ctx.db)
  for (const { id } of rows) await inTransaction(ctx, (tx) => eraseOne(tx, r, id, fields))
  return rows.length
}

/** The event says that former versions end here, so that `verify` does not look for them. */
async function eraseOne(tx: Ctx, r: AnyRegister, id: string, fields: readonly string[]): Promise<void> {
  const before = await tx.db
    .selectFrom('register_entries')
    .select(entryColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) return
  const values = Object.fromEntries(
    Object.entries(declaredValues(r, before)).filter(([name]) => !fields.includes(name)),
  )
  const after = { ...before, ...splitValues(r, values), version: before.version + 1, changed_at: tx.now() }
  await saveEntries(tx, r, [{ before, after, did: 'erased', data: { fields } }])
  await tx.db.deleteFrom('register_versions').where('entry_id', '=', id).where('version', '<', after.version).execute()
}
