// Tracking codes: how somebody without an account follows their own matter. A code is a key, so only its hash is kept.
import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { problem } from '../../contract/errors.ts'
import type { Party } from '../../contract/posts.ts'
import { appendRows, type Ctx } from '../context.ts'
import { codeHash } from '../events/digest.ts'

// Crockford's alphabet: no I, L, O, U, so that a code can be read out over a telephone.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12

/** Makes a code of 60 random bits, written `K7QF-2M9X-TB4C`. */
export const makeCode = (): string => codeText(randomBytes(length))

/** Twelve bytes or more as a code of 60 bits, written `K7QF-2M9X-TB4C`. */
export function codeText(bytes: Buffer): string {
  const chars = [...bytes.subarray(0, length)].map((byte) => alphabet[byte % 32])
  return [0, 4, 8].map((i) => chars.slice(i, i + 4).join('')).join('-')
}

/** A code as somebody typed it, without separators and with look-alikes mended; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  return plain.length === length && [...plain].every((c) => alphabet.includes(c)) ? plain : null
}

/**
 * Gives a party of a matter a code; `seat` is its place in the list of parties. The code itself is in the return value
 * and nowhere else.
 */
export async function giveCode(
  ctx: Ctx,
  matter: { id: string; county_id: number },
  party: Party,
  seat: number | null = null,
): Promise<string> {
  const code = makeCode()
  const row = {
    county_id: matter.county_id,
    id: uuidv7(),
    matter_id: matter.id,
    party,
    code_hash: codeHash(ctx.house.secret, code.replaceAll('-', '')),
    made_at: ctx.now(),
    seat,
  }
  await appendRows(ctx, { parties: [row] })
  return code
}

/** The context of the party who holds the code. @throws access.not-found */
export async function partyContext(
  ctx: Ctx,
  typed: string,
): Promise<Ctx & { actor: { type: 'party'; matterId: string } }> {
  const code = readCode(typed)
  if (code === null) throw problem('access.not-found')
  const held = await ctx.db
    .selectFrom('matter_parties')
    .select(['id', 'matter_id', 'party', 'seat'])
    .where('code_hash', '=', codeHash(ctx.house.secret, code))
    .executeTakeFirst()
  if (!held) throw problem('access.not-found')
  const seat = held.seat === null ? {} : { seat: held.seat }
  const party = { party: held.party as Party, matterId: held.matter_id, partyId: held.id, ...seat }
  return { ...ctx, actor: { type: 'party', ...party } }
}
