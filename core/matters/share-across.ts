// A matter with a side in another county: it is shared with whoever would handle it there, the moment that side is named.
import { fieldProblem } from '../../contract/errors.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { notify } from '../notices/notices.ts'
import { holdersOf } from './holders.ts'
import { waitingFor } from './routing.ts'
import { updateMatter } from './save.ts'
import { makeShare } from './shares.ts'

/** The division of the other side among what is put in; undefined when there is none. */
export const otherSideOf = (k: AnyMatterKind, data: Record<string, unknown>): number | undefined =>
  k.sharesField === undefined ? undefined : (data[k.sharesField as string] as number | undefined)

/** Refuses another side that is no other county's. @throws input.invalid naming the field */
export function checkOtherSide(ctx: Ctx, k: AnyMatterKind, countyId: number, data: Record<string, unknown>): void {
  const other = otherSideOf(k, data)
  if (other === undefined) return
  const node = ctx.house.divisions.tree.find(other)
  if (!node?.countyId || node.countyId === countyId)
    throw fieldProblem(
      `data.${k.sharesField as string}`,
      label(
        '请选择邻县的村或乡镇；发生地所在的县牵头，不必填写',
        'Choose a village or township of a neighbouring county; the county of the place leads and is not named here',
      ),
    )
}

/**
 * Shares a matter with the post that would get it on the other side, and tells its holders. The share is a row of its
 * own, with purpose and receiver, so that it can become a message between installations. In the caller's transaction.
 */
export async function shareAcross(tx: Ctx, k: AnyMatterKind, m: MatterRecord): Promise<MatterRecord> {
  const other = otherSideOf(k, m.data)
  const waits = other === undefined ? null : await waitingFor(tx, k, { divisionId: other })
  if (waits === null) return m
  const purpose = `联合办理${(k as MatterKind).label.zh}`
  const shareId = await makeShare(tx, m, { divisionId: waits.divisionId, purpose })
  if (shareId === null) return m
  const receiver = tx.house.divisions.tree.get(waits.divisionId)
  const after = { ...m, version: m.version + 1, changed_at: tx.now() }
  await updateMatter(tx, k, m, after, { did: 'shared', data: { shareId, with: receiver.name, purpose } })
  const text = label(`邻县邀请联合办理 ${m.no}`, `A neighbouring county asks you to join ${m.no}`)
  const accountIds = await holdersOf(tx, waits)
  await notify(tx, { accountIds, countyId: m.county_id, text, push: text, matterId: m.id, kind: m.kind })
  return after
}
