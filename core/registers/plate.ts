// The plate on a wall: its code is a keyed digest of the entry, so a phone that holds the entry knows it offline.
import { problem } from '../../contract/errors.ts'
import type { EntryName } from '../../contract/register-views.ts'
import { logRefusal } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import { readCode } from '../matters/codes.ts'
import { codeOf } from './filter.ts'
import { loadEntry } from './load.ts'

/** Where a plate leads: the entry in the field app. The field app reads the code after the `#` itself. */
export const plateAddress = (publicUrl: string, code: string): string =>
  `${publicUrl}/f/#/e/${code.replaceAll('-', '')}`

/** The plate of an entry: its address, its code, and the QR code as SVG to print. @throws access.not-found */
export async function plateOf(ctx: Ctx, kind: string, id: string) {
  const { register, entry } = await loadEntry(ctx, id, { kind })
  const address = plateAddress(ctx.house.publicUrl, entry.code)
  const { default: QRCode } = await import('qrcode')
  const svg = await QRCode.toString(address, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
  return { code: entry.code, address, svg, headline: entry.headline, register: register.label }
}

/** The entry whose plate somebody scanned or typed. @throws access.not-found */
export async function findByPlate(ctx: Ctx, typed: string): Promise<EntryName> {
  const id = await findPlated(ctx, typed)
  if (id === undefined) {
    await logRefusal(ctx, { kind: null, subjectIds: [], countyId: null, why: 'access.not-found' })
    throw problem('access.not-found')
  }
  const { entry } = await loadEntry(ctx, id)
  return { id: entry.id, kind: entry.kind, code: entry.code, headline: entry.headline }
}

/**
 * The id of the entry with this code, as scanned or typed, whoever asks. A plate on the wall outlives the merge of its
 * entry: it leads to the one that is left.
 */
export async function findPlated(ctx: Ctx, typed: string): Promise<string | undefined> {
  const code = readCode(typed)
  if (code === null) return undefined
  const found = await ctx.db
    .selectFrom('register_entries')
    .select(['id', 'merged_into'])
    .where('code', '=', codeOf(code))
    .executeTakeFirst()
  return found?.merged_into ?? found?.id
}
