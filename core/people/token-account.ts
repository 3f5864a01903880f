// Finds whose token a request carries.
import { createHash } from 'node:crypto'
import type { House } from '../context.ts'

// Last use is kept to the nearest minutes, so that not every request writes.
const usedStepMs = 5 * 60_000

/** What is kept of a token: 256 random bits need no slow hash. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The machine that a live token belongs to, or undefined. */
export async function findTokenAccount(house: House, token: string): Promise<{ id: string; name: string } | undefined> {
  const now = house.now()
  const found = await house.db
    .selectFrom('accounts_tokens as t')
    .innerJoin('accounts_users as u', 'u.id', 't.user_id')
    .select(['t.id as tokenId', 't.used_at as usedAt', 'u.id', 'u.name'])
    .where('t.hash', '=', tokenHash(token))
    .where('t.revoked_at', 'is', null)
    .where((w) => w.or([w('t.expires_at', 'is', null), w('t.expires_at', '>', now)]))
    .where('u.sort', '=', 'machine')
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!found) return undefined
  const { tokenId, usedAt, id, name } = found
  if (usedAt === null || now.getTime() - usedAt.getTime() > usedStepMs)
    await house.db.updateTable('accounts_tokens').set({ used_at: now }).where('id', '=', tokenId).execute()
  return { id, name }
}
