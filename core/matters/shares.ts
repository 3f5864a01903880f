// Writes a share: one matter made visible to a division, a unit or a colleague, for a purpose, kept when it has ended.
import { v7 as uuidv7 } from 'uuid'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { actorId } from '../events/append.ts'

/** Exactly one receiver, and what for. */
export interface ShareInput {
  unitId?: string
  divisionId?: number
  /** A colleague who works on it too. */
  accountId?: string
  purpose: string
}

/** Writes the share itself and returns its id; null when there is one like it. In the transaction of what it is part of. */
export async function makeShare(tx: Ctx, m: MatterRecord, input: ShareInput): Promise<string | null> {
  const to = {
    to_unit_id: input.unitId ?? null,
    to_division_id: input.divisionId ?? null,
    to_account_id: input.accountId ?? null,
  }
  const alike = await tx.db
    .selectFrom('shares')
    .select('id')
    .where('matter_id', '=', m.id)
    .where('ended_at', 'is', null)
    .where((w) => w.or(Object.entries(to).map(([column, value]) => w(column as keyof typeof to, '=', value))))
    .executeTakeFirst()
  if (alike) return null
  const id = uuidv7()
  const made = { made_by: actorId(tx.actor) ?? '', made_at: tx.now(), ended_at: null }
  await tx.db
    .insertInto('shares')
    .values({ county_id: m.county_id, id, matter_id: m.id, ...to, purpose: input.purpose, ...made })
    .execute()
  return id
}
