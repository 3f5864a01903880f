// The supervision ladder: a matter is urged (催办), overseen (督办), then raised to the level above (提级), a rung at a time.
import { fieldProblem } from '../../contract/errors.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
import { nextRung, rungLabels, type Supervision } from '../../contract/supervision.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { notify } from '../notices/notices.ts'
import { checkOperation } from './assign.ts'
import { holdersOf } from './holders.ts'
import { loadMatter } from './load.ts'
import { placingIn } from './placing.ts'
import { waitingFor } from './routing.ts'
import { updateMatter } from './save.ts'
import { checkVersion } from './transition.ts'

/**
 * Takes a matter one rung up the ladder. Without a reason the missed deadline is the reason; raised, it waits for the
 * next level above. Tells its owner and whom it waits for.
 * @throws matters.ended, matters.top-rung, input.invalid without a reason and without a missed deadline
 */
export async function superviseMatter(
  ctx: Ctx,
  id: string,
  input: { reason?: string; version: number },
): Promise<MatterRecord> {
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { lock: true })
    const before = loaded.matter
    checkVersion(before, input)
    checkOperation(tx, 'supervise', loaded)
    const reason = input.reason ?? missedClock(tx, before)
    const rung = nextRung(before.supervision) as Supervision
    const k = loaded.kind as MatterKind
    const below = before.waits_post ?? k.routing[0]?.post ?? null
    const waits = rung === 'raised' ? await waitingFor(tx, k, placingIn(tx.house, before.division_id), below) : null
    const after: MatterRecord = {
      ...before,
      version: before.version + 1,
      supervision: rung,
      changed_at: tx.now(),
      ...(waits ? { owner_id: null, waits_post: waits.post, waits_division_id: waits.divisionId } : {}),
    }
    await updateMatter(tx, loaded.kind, before, after, { did: rung, data: { reason } })
    await tell(tx, before, rung, [before.owner_id, before.first_contact_id, ...(await holdersOf(tx, waits))])
    return after
  })
}

/** The missed deadline as a reason. */
function missedClock(ctx: Ctx, m: MatterRecord): string {
  if (m.due_at === null || m.due_at >= ctx.now())
    throw fieldProblem('reason', label('没有超期，请写明督办理由', 'No deadline was missed: say why'))
  const due = new Date(m.due_at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return `已超期：期限 ${due}`
}

async function tell(ctx: Ctx, m: MatterRecord, rung: Supervision, accounts: readonly (string | null)[]): Promise<void> {
  const { zh, en } = rungLabels[rung]
  const text: Label = label(`${m.no} 已${zh}`, `${m.no}: ${en}`)
  const accountIds = [...new Set(accounts.filter((a): a is string => a !== null))]
  await notify(ctx, { accountIds, countyId: m.county_id, text, push: text, matterId: m.id, kind: m.kind })
}
