// Transfers as both sides see them.
import type { Selectable } from 'kysely'
import { mayKeepEntry } from '../../contract/register-access.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { TransferView } from '../../contract/register-views.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord, RegisterTransfers } from '../db/register-tables.ts'
import { divisionView } from '../divisions/view.ts'
import { personLabel } from '../matters/view.ts'
import { namesOf } from '../people/names.ts'
import { ownId } from '../people/reach.ts'

export type Transfer = Selectable<RegisterTransfers>

/** Why the actor may not decide a transfer, as a message id, or null: the receiving side does, and not who asked. */
export function whyNotDecide(ctx: Ctx, r: AnyRegister, t: Transfer): string | null {
  if (t.state !== 'open') return 'matters.already-decided'
  const there = { path: t.to_path, unitId: null, closed: false, merged: false }
  if (!mayKeepEntry(r, ctx.actor, there)) return 'access.not-your-post'
  return t.asked_by === ownId(ctx) ? 'matters.same-person' : null
}

/** Shows a transfer of an entry. */
export async function transferView(ctx: Ctx, r: AnyRegister, e: EntryRecord, t: Transfer): Promise<TransferView> {
  const { tree } = ctx.house.divisions
  return {
    id: t.id,
    entry: { id: e.id, kind: e.kind, code: e.code, headline: e.headline },
    from: divisionView(tree, t.from_division_id),
    to: divisionView(tree, t.to_division_id),
    reason: t.reason,
    askedBy: personLabel(t.asked_by, await namesOf(ctx, [t.asked_by])),
    askedAt: t.asked_at.toISOString(),
    state: t.state,
    whyNot: whyNotDecide(ctx, r, t),
  }
}

/** The open transfer of an entry, or null. */
export async function openTransferOf(ctx: Ctx, r: AnyRegister, e: EntryRecord): Promise<TransferView | null> {
  const open = await ctx.db
    .selectFrom('register_transfers')
    .selectAll()
    .where('entry_id', '=', e.id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return open ? transferView(ctx, r, e, open) : null
}
