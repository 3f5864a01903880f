// Keyed digests: of a matter as an event left it, and of an event as it was sealed. A row edited by hand no longer fits.
import { createHmac } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Events, MatterRecord } from '../db/tables.ts'

/** JSON with sorted keys, so that a value read back from `jsonb` gives the same text. */
export function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

const keyed = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex')

/** Digest of a matter's row (not of its search words, which follow from it). */
export function matterDigest(secret: string, m: MatterRecord): string {
  const { changed_at: _, ...rest } = m
  return keyed(secret, canonical(rest))
}

/** Digest of an event as it stands. */
export const eventDigest = (secret: string, e: Selectable<Events>): string => keyed(secret, canonical(e))

/** Hash of a seal: over the seal before it and everything it covers. */
export const sealHash = (secret: string, before: string, seqs: readonly number[], leaves: Buffer): string =>
  keyed(secret, `${before}|${seqs.join(',')}|${leaves.toString('hex')}`)

/** Hash of a tracking code: codes are as good as keys, so only this is kept. */
export const codeHash = (secret: string, code: string): string => keyed(secret, `code|${code}`)
