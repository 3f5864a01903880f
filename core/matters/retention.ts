// Erases what may be kept no longer. Runs daily; every erasure is an event, so that the row still verifies.

import { sql } from 'kysely'
import { readSpan, type Span } from '../../contract/calendar.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { type Ctx, clockContext, type House, inTransaction } from '../context.ts'
import { loosenFiles } from '../files/erase.ts'
import { recordColumns } from './record.ts'
import { updateMatter } from './save.ts'

// A retry comes within days at most: a phone that was offline, a colleague back from leave.
const keysKeptDays = 7
const noticesKeptDays = 180
const dayMs = 86_400_000

/** Applies every kind's retention and the house's own. Returns how many matters lost a field. */
export async function eraseExpired(house: House): Promise<number> {
  const ctx = clockContext(house, 'matters.retention')
  let erased = 0
  for (const k of house.kinds.values()) {
    for (const rule of (k as MatterKind).retention) {
      for (;;) {
        const n = await eraseFields(ctx, k, rule.fields as string[], rule.after)
        erased += n
        if (n === 0) break
      }
    }
  }
  const now = ctx.now().getTime()
  await ctx.db
    .deleteFrom('request_keys')
    .where('at', '<', new Date(now - keysKeptDays * dayMs))
    .execute()
  await ctx.db
    .deleteFrom('notices')
    .where('at', '<', new Date(now - noticesKeptDays * dayMs))
    .execute()
  return erased
}

/** Erases the fields of one batch of matters whose time has come; a merged one ends with what it was merged into. */
async function eraseFields(ctx: Ctx, k: AnyMatterKind, fields: string[], after: Span): Promise<number> {
  const { count, unit } = readSpan(after)
  const days = unit === 'h' ? count / 24 : count
  const latest = new Date(ctx.now().getTime() - days * dayMs)
  const { rows } = await sql<{ id: string }>`select m.id from matters m left join matters p on p.id = m.merged_into
    where m.kind = ${k.kind} and m.data ?| ${fields}::text[] and coalesce(p.ended_at, m.ended_at) <= ${latest}
      and (m.merged_into is null or p.ended_at is not null)
    limit 500`.execute(ctx.db)
  for (const { id } of rows) await inTransaction(ctx, (tx) => eraseOne(tx, k, id, fields))
  return rows.length
}

async function eraseOne(tx: Ctx, k: AnyMatterKind, id: string, fields: string[]): Promise<void> {
  const before = await tx.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) return
  const data = Object.fromEntries(Object.entries(before.data).filter(([name]) => !fields.includes(name)))
  const after = { ...before, data, version: before.version + 1, changed_at: tx.now() }
  await updateMatter(tx, k, before, after, { did: 'erased', data: { fields } })
  await loosenFiles(tx, k, before.data, fields)
}
