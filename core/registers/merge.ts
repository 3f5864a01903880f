// Two entries that are one: the lesser goes into the other, its values may be taken over, and all of it can be undone.
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { mayKeepEntry } from '../../contract/register-access.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { loadEntry } from './load.ts'
import { declaredValues, entryFacts } from './record.ts'
import { type EntryChange, saveEntries } from './save.ts'
import { checkNoTransfer } from './transfer.ts'
import { changedEntry, entryForStep } from './write.ts'

export interface MergeInput {
  version: number
  into: string
  intoVersion: number
  /** Fields whose values the other takes over. */
  takes?: string[]
}

/**
 * Merges an entry into another of the same register and county; the actor keeps both. Returns the one that is left.
 * @throws access.not-found, matters.stale, registers.cannot-merge, registers.*
 */
export async function mergeEntry(ctx: Ctx, kind: string, id: string, input: MergeInput): Promise<EntryRecord> {
  if (id === input.into)
    throw fieldProblem('into', label('不能并入自己', 'An entry is not merged into itself'), 'registers.cannot-merge')
  return inTransaction(ctx, async (tx) => {
    // In one order, so that two people who merge them either way do not wait for each other.
    for (const each of [id, input.into].sort()) await loadEntry(tx, each, { kind, lock: true })
    const { register: r, entry: lesser } = await entryForStep(tx, kind, id, { step: 'merge', version: input.version })
    const { entry: other } = await entryForStep(tx, kind, input.into, { step: 'merge', version: input.intoVersion })
    if (lesser.county_id !== other.county_id) throw problem('registers.cannot-merge')
    for (const each of [lesser, other]) await checkNoTransfer(tx, each)
    const gone: EntryRecord = {
      ...lesser,
      version: lesser.version + 1,
      merged_into: other.id,
      changed_at: tx.now(),
    }
    // The lesser first: what tells entries apart may be among the values that the other takes over.
    await saveEntries(tx, r, [{ before: lesser, after: gone, did: 'merged', data: { into: other.code } }])
    const after = changedEntry(tx, r, other, taken(r, lesser, other, input.takes ?? []))
    const told = { from: lesser.code, fromId: lesser.id, takes: input.takes ?? [] }
    await saveEntries(tx, r, [{ before: other, after, did: 'received', data: told }])
    return after
  })
}

function taken(r: AnyRegister, lesser: EntryRecord, other: EntryRecord, names: readonly string[]) {
  const values = declaredValues(r, lesser)
  const unknown = names.find((name) => values[name] === undefined)
  if (unknown !== undefined)
    throw fieldProblem('takes', label(`没有可取的内容：${unknown}`, `There is nothing to take over: ${unknown}`))
  return { ...declaredValues(r, other), ...Object.fromEntries(names.map((name) => [name, values[name]])) }
}

/**
 * Undoes a merge: the entry is there again, and the other is as it was, unless somebody changed it since. Returns the
 * entry that came back. @throws access.not-found, matters.stale, registers.not-merged, registers.same
 */
export async function unmergeEntry(ctx: Ctx, kind: string, id: string, version: number): Promise<EntryRecord> {
  return inTransaction(ctx, async (tx) => {
    const { register: r, entry: gone } = await entryForStep(tx, kind, id, { step: 'unmerge', version })
    const { entry: other } = await loadEntry(tx, gone.merged_into as string, { kind, lock: true })
    if (!mayKeepEntry(r, tx.actor, entryFacts(other))) throw problem('access.not-your-post')
    const back: EntryRecord = { ...gone, version: gone.version + 1, merged_into: null, changed_at: tx.now() }
    const before = await beforeMerge(tx, other, gone)
    const changes: EntryChange[] = [{ before: gone, after: back, did: 'unmerged', data: { from: other.code } }]
    if (before) {
      const restored = changedEntry(tx, r, other, declaredValues(r, before))
      changes.unshift({ before: other, after: restored, did: 'gaveBack', data: { to: gone.code } })
    }
    for (const change of changes) await saveEntries(tx, r, [change])
    return back
  })
}

/** The other entry as it was before the merge, when the merge is the last thing that happened to it. */
async function beforeMerge(tx: Ctx, other: EntryRecord, gone: EntryRecord): Promise<EntryRecord | undefined> {
  const last = await tx.db
    .selectFrom('events')
    .select(['type', 'data'])
    .where('subject_id', '=', other.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last?.type.endsWith('.received') || last.data.fromId !== gone.id) return undefined
  const version = await tx.db
    .selectFrom('register_versions')
    .select('row')
    .where('entry_id', '=', other.id)
    .where('version', '=', other.version - 1)
    .executeTakeFirst()
  return version?.row as EntryRecord | undefined
}
