// Keyed digests: of a matter as an event left it, and of an event as it was sealed. A row edited by hand no longer fits.
import { createHmac } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { EntryRecord } from '../db/register-tables.ts'
import type { Events, MatterRecord } from '../db/tables.ts'

/** JSON with sorted keys, so that a value read back from `jsonb` gives the same text. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const parts: string[] = []
  for (const name of Object.keys(value).sort()) {
    const part = (value as Record<string, unknown>)[name]
    if (part !== undefined) parts.push(`${JSON.stringify(name)}:${canonical(part)}`)
  }
  return `{${parts.join(',')}}`
}

const keyed = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex')

/** Digest of a matter's row (not of its search words, which follow from it). */
export function matterDigest(secret: string, m: MatterRecord): string {
  const { parent_id, supervision, ...rest } = m
  // Columns that came later count only when they hold something: rows written before still verify.
  const later = { ...(parent_id === null ? {} : { parent_id }), ...(supervision === null ? {} : { supervision }) }
  return rowDigest(secret, { ...rest, ...later })
}

/** Digest of an entry of a register, as a row or as one of its versions keeps it. */
export const entryDigest = (secret: string, e: EntryRecord | Record<string, unknown>): string =>
  rowDigest(secret, e as EntryRecord)

function rowDigest(secret: string, row: { changed_at: Date }): string {
  const { changed_at: _, ...rest } = row
  return keyed(secret, canonical(rest))
}

/** What stands on the plate of an entry: sixty bits of a keyed digest, so that a printed one is known to be ours. */
export const plateDigest = (secret: string, entryId: string): Buffer =>
  createHmac('sha256', secret).update(`plate|${entryId}`).digest()

/** Digest of an event as it stands. */
export const eventDigest = (secret: string, e: Selectable<Events>): string => keyed(secret, canonical(e))

/** Hash of a seal: over the seal before it and everything it covers. */
export const sealHash = (secret: string, before: string, seqs: readonly number[], leaves: Buffer): string =>
  keyed(secret, `${before}|${seqs.join(',')}|${leaves.toString('hex')}`)

/** Hash of a tracking code: codes are as good as keys, so only this is kept. */
export const codeHash = (secret: string, code: string): string => keyed(secret, `code|${code}`)
