// A matter with a side in another county: it is shared with whoever would handle it there, the moment that side is named.
import { fieldProblem } from '../../contract/errors.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
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
  return other === undefined
    ? m
    : shareWithDivision(tx, k, m, {
        divisionId: other,
        purpose: `联合办理${(k as MatterKind).label.zh}`,
        text: label(`邻县邀请联合办理 ${m.no}`, `A neighbouring county asks you to join ${m.no}`),
      })
}

interface ToDivision {
  divisionId: number
  purpose: string
  text: Label
}

/** Shares a matter with the post that would get it in a division, and tells its holders. */
async function shareWithDivision(
  tx: Ctx,
  k: AnyMatterKind,
  m: MatterRecord,
  { divisionId, purpose, text }: ToDivision,
): Promise<MatterRecord> {
  const waits = await waitingFor(tx, k, { divisionId })
  if (waits === null) return m
  const receiver = tx.house.divisions.tree.get(waits.divisionId)
  const after = await share(tx, k, m, { to: { divisionId: waits.divisionId }, name: receiver.name, purpose })
  if (after === m) return m
  const accountIds = await holdersOf(tx, waits)
  await notify(tx, { accountIds, countyId: m.county_id, text, push: text, matterId: m.id, kind: m.kind })
  return after
}

interface NewShare {
  to: { divisionId: number } | { unitId: string }
  name: string
  purpose: string
}

/** The matter after a share was written and told of; the same record when it was there already. */
async function share(
  tx: Ctx,
  k: AnyMatterKind,
  m: MatterRecord,
  { to, name, purpose }: NewShare,
): Promise<MatterRecord> {
  const shareId = await makeShare(tx, m, { ...to, purpose })
  if (shareId === null) return m
  const after = { ...m, version: m.version + 1, changed_at: tx.now() }
  await updateMatter(tx, k, m, after, { did: 'shared', data: { shareId, with: name, purpose } })
  return after
}

/** Shares a matter with units that have a part in it. In the caller's transaction. */
export async function shareWithUnits(
  tx: Ctx,
  k: AnyMatterKind,
  m: MatterRecord,
  unitIds: readonly string[],
): Promise<MatterRecord> {
  const others = [...new Set(unitIds)].filter((id) => id !== m.unit_id)
  if (others.length === 0) return m
  const units = await tx.db.selectFrom('units').select(['id', 'name']).where('id', 'in', others).execute()
  let shared = m
  for (const { id, name } of units)
    shared = await share(tx, k, shared, { to: { unitId: id }, name, purpose: (k as MatterKind).label.zh })
  return shared
}

/** Shares a matter with the units and divisions that its step names. In the transaction of the step. */
export async function shareByStep(tx: Ctx, k: AnyMatterKind, step: string, m: MatterRecord): Promise<MatterRecord> {
  const t = (k as MatterKind).transitions[step]
  let shared = m
  for (const field of t?.shares ?? []) {
    const value = m.data[field]
    if (typeof value === 'string') shared = await shareWithUnits(tx, k, shared, [value])
    if (typeof value === 'number')
      shared = await shareWithDivision(tx, k, shared, {
        divisionId: value,
        purpose: (k as MatterKind).label.zh,
        text: label(`请知悉：${k.label.zh} ${m.no}`, `For your notice: ${k.label.en} ${m.no}`),
      })
  }
  return shared
}
