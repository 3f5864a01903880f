// Two reports of one thing: merged by a person, undone by a person. Each reporter keeps their own code and answer.
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { checkOperation } from './assign.ts'
import { loadMatter } from './load.ts'
import { recordColumns } from './record.ts'
import { updateMatter } from './save.ts'
import { checkVersion } from './transition.ts'

/** Merges matter `id` into `into`: it stops counting and working by itself; its reporter follows the other's answer. */
export async function mergeMatters(
  ctx: Ctx,
  id: string,
  input: { into: string; version: number },
): Promise<MatterRecord> {
  if (id === input.into) throw problem('matters.cannot-merge')
  return inTransaction(ctx, async (tx) => {
    // Locked in the order of ids, so that two people merging the same pair cannot wait for each other.
    for (const each of [id, input.into].sort()) await loadMatter(tx, each, { lock: true })
    const loaded = await loadMatter(tx, id)
    const target = await loadMatter(tx, input.into)
    checkVersion(loaded.matter, input)
    checkOperation(tx, 'merge', loaded)
    checkOperation(tx, 'merge', target)
    const isPossible = loaded.matter.kind === target.matter.kind && loaded.matter.county_id === target.matter.county_id
    if (!isPossible)
      throw problem('matters.cannot-merge', {
        detail: label('只能合并同县同类事项', 'Only matters of one kind and county are merged'),
      })
    const followers = await mergedInto(tx, id)
    const after = {
      ...loaded.matter,
      version: loaded.matter.version + 1,
      merged_into: input.into,
      changed_at: tx.now(),
    }
    await updateMatter(tx, loaded.kind, loaded.matter, after, {
      did: 'merged',
      data: { into: target.matter.no, intoId: input.into },
    })
    for (const follower of followers) {
      const moved = { ...follower, version: follower.version + 1, merged_into: input.into, changed_at: tx.now() }
      await updateMatter(tx, loaded.kind, follower, moved, {
        did: 'merged',
        data: { into: target.matter.no, intoId: input.into },
      })
    }
    const grown = { ...target.matter, version: target.matter.version + 1, changed_at: tx.now() }
    await updateMatter(tx, target.kind, target.matter, grown, { did: 'joined', data: { other: loaded.matter.no } })
    await settleProposal(tx, loaded.matter, id, input.into, 'merged')
    return after
  })
}

/** Undoes a merge: the matter goes on from where it stood. */
export async function unmergeMatter(ctx: Ctx, id: string, input: { version: number }): Promise<MatterRecord> {
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { lock: true })
    checkVersion(loaded.matter, input)
    const into = loaded.matter.merged_into
    if (into === null) throw problem('matters.not-merged')
    checkOperation(tx, 'merge', { ...loaded, matter: { ...loaded.matter, merged_into: null } })
    const after = { ...loaded.matter, version: loaded.matter.version + 1, merged_into: null, changed_at: tx.now() }
    await updateMatter(tx, loaded.kind, loaded.matter, after, { did: 'unmerged', data: { fromId: into } })
    await settleProposal(tx, loaded.matter, id, into, 'undone')
    return after
  })
}

/** The matters merged into this one. At most 200. */
const mergedInto = (ctx: Ctx, id: string): Promise<MatterRecord[]> =>
  ctx.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('merged_into', '=', id)
    .orderBy('opened_at')
    .limit(200)
    .execute()

async function settleProposal(
  ctx: Ctx,
  m: MatterRecord,
  a: string,
  b: string,
  state: 'merged' | 'undone',
): Promise<void> {
  await ctx.db
    .updateTable('merge_proposals')
    .set({ state, decided_by: ctx.actor.type === 'staff' ? ctx.actor.id : null, decided_at: ctx.now() })
    .where('county_id', '=', m.county_id)
    .where((w) =>
      w.or([
        w.and([w('earlier_id', '=', a), w('later_id', '=', b)]),
        w.and([w('earlier_id', '=', b), w('later_id', '=', a)]),
      ]),
    )
    .execute()
}
