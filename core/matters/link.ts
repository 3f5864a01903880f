// Ties matters together, and shows one to somebody outside its reach: links and shares.
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { actorId } from '../events/append.ts'
import { checkOperation } from './assign.ts'
import { loadMatter } from './load.ts'
import { updateMatter } from './save.ts'
import { makeShare, type ShareInput } from './shares.ts'

const touched = (m: MatterRecord, ctx: Ctx): MatterRecord => ({ ...m, version: m.version + 1, changed_at: ctx.now() })

/** Notes that two matters belong together. Both must be readable; saying it twice changes nothing. */
export async function linkMatters(ctx: Ctx, id: string, input: { to: string; why: string }): Promise<MatterRecord> {
  if (id === input.to) throw fieldProblem('to', label('不能关联自己', 'A matter is not linked to itself'))
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { lock: true })
    checkOperation(tx, 'link', loaded)
    const other = await loadMatter(tx, input.to)
    const made = await tx.db
      .insertInto('matter_links')
      .values({
        county_id: loaded.matter.county_id,
        from_id: id,
        to_id: input.to,
        why: input.why,
        made_by: actorId(tx.actor),
        made_at: tx.now(),
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n) return loaded.matter
    const after = touched(loaded.matter, tx)
    await updateMatter(tx, loaded.kind, loaded.matter, after, {
      did: 'linked',
      data: { other: other.matter.no, why: input.why },
    })
    return after
  })
}

/** Makes one matter visible to a named other division, unit or colleague, for a purpose. */
export async function shareMatter(ctx: Ctx, id: string, input: ShareInput): Promise<MatterRecord> {
  if ([input.unitId, input.divisionId, input.accountId].filter((each) => each !== undefined).length !== 1)
    throw fieldProblem('unitId', label('请选择一个单位、区划或同事', 'Choose one unit, division or colleague'))
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { lock: true })
    checkOperation(tx, 'share', loaded)
    const name = await nameOfReceiver(tx, input, loaded.matter.county_id)
    const share = await makeShare(tx, loaded.matter, input)
    if (share === null) return loaded.matter
    const after = touched(loaded.matter, tx)
    await updateMatter(tx, loaded.kind, loaded.matter, after, {
      did: 'shared',
      data: { shareId: share, with: name, purpose: input.purpose },
    })
    return after
  })
}

async function nameOfReceiver(ctx: Ctx, input: ShareInput, countyId: number): Promise<string> {
  if (input.divisionId !== undefined) {
    const node = ctx.house.divisions.tree.find(input.divisionId)
    if (!node) throw fieldProblem('divisionId', label('没有这个区划', 'There is no such division'))
    return node.name
  }
  if (input.accountId !== undefined) return nameOfColleague(ctx, input.accountId, countyId)
  const unit = await ctx.db
    .selectFrom('units')
    .select('name')
    .where('id', '=', input.unitId ?? '')
    .executeTakeFirst()
  if (!unit) throw fieldProblem('unitId', label('没有这个单位', 'There is no such unit'))
  return unit.name
}

/** A colleague holds a post in the matter's county: whoever is elsewhere is reached by their division. */
async function nameOfColleague(ctx: Ctx, accountId: string, countyId: number): Promise<string> {
  const colleague = await ctx.db
    .selectFrom('posts_held as p')
    .innerJoin('accounts_users as a', 'a.id', 'p.account_id')
    .select('a.name')
    .where('p.account_id', '=', accountId)
    .where('p.county_id', '=', countyId)
    .where('p.to_at', 'is', null)
    .executeTakeFirst()
  if (!colleague)
    throw fieldProblem('accountId', label('本县没有这位同事', 'There is no such colleague in this county'))
  return colleague.name
}

/** Ends a share: the receiver no longer finds the matter. */
export async function endShare(ctx: Ctx, id: string, shareId: string): Promise<MatterRecord> {
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { lock: true })
    checkOperation(tx, 'share', loaded)
    const ended = await tx.db
      .updateTable('shares')
      .set({ ended_at: tx.now() })
      .where('id', '=', shareId)
      .where('matter_id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) throw problem('access.not-found')
    const after = touched(loaded.matter, tx)
    await updateMatter(tx, loaded.kind, loaded.matter, after, { did: 'unshared', data: { shareId } })
    return after
  })
}

/** The shares of a matter, live and ended, newest first; at most 100. */
export async function sharesOf(ctx: Ctx, id: string) {
  await loadMatter(ctx, id)
  const rows = await ctx.db
    .selectFrom('shares as s')
    .leftJoin('units as u', 'u.id', 's.to_unit_id')
    .leftJoin('divisions as d', 'd.id', 's.to_division_id')
    .leftJoin('accounts_users as a', 'a.id', 's.to_account_id')
    .select([
      's.id',
      's.purpose',
      's.made_at',
      's.ended_at',
      'u.name as unit',
      'd.name as division',
      'a.name as colleague',
    ])
    .where('s.matter_id', '=', id)
    .orderBy('s.made_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((r) => ({
    id: r.id,
    with: r.unit ?? r.division ?? r.colleague ?? '',
    purpose: r.purpose,
    madeAt: r.made_at.toISOString(),
    endedAt: r.ended_at?.toISOString() ?? null,
  }))
}
