// Gives a matter to somebody else. The first contact never changes silently: a reason, an event, and both are told.
import { type HeldPost, reaches, whyNotOperation } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { Post } from '../../contract/posts.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { notify } from '../notices/notices.ts'
import { type Loaded, loadMatter } from './load.ts'
import { accessFacts } from './record.ts'
import { updateMatter } from './save.ts'
import { tasksUnder } from './tasks.ts'
import { checkVersion, refusal } from './transition.ts'

export interface Candidate {
  id: string
  name: string
  post: Post
  divisionId: number
}

/** Refuses what `whyNotOperation` speaks against. */
export function checkOperation(ctx: Ctx, operation: Parameters<typeof whyNotOperation>[1], loaded: Loaded): void {
  const why = whyNotOperation(loaded.kind, operation, accessFacts(loaded.matter, loaded.sharedTo), ctx.actor)
  if (why !== null) throw refusal(ctx, why)
}

/** Who could own this matter: holders of a post that takes a step of it and reaches it. At most 200. */
export async function ownerCandidates(ctx: Ctx, id: string): Promise<Candidate[]> {
  const loaded = await loadMatter(ctx, id)
  return candidatesFor(ctx, loaded)
}

async function candidatesFor(ctx: Ctx, { kind, matter }: Loaded): Promise<Candidate[]> {
  const k = kind as MatterKind
  const takers = new Set<string>(Object.values(k.transitions).flatMap((t) => (t.takes ? t.by : [])))
  const ancestors = ctx.house.divisions.tree.ancestors(matter.division_id).map((d) => d.id)
  const now = ctx.now()
  const held = await ctx.db
    .selectFrom('posts_held as p')
    .innerJoin('accounts_users as a', 'a.id', 'p.account_id')
    .select(['p.id', 'p.account_id', 'a.name', 'p.post', 'p.division_id', 'p.unit_id', 'p.county_id'])
    .where('p.division_id', 'in', [...new Set([...ancestors, matter.division_id])])
    .where('p.post', 'in', [...takers])
    .where('p.accepted_at', 'is not', null)
    .where('p.from_at', '<=', now)
    .where((w) => w.or([w('p.to_at', 'is', null), w('p.to_at', '>', now)]))
    .orderBy('a.name')
    .limit(200)
    .execute()
  return held
    .filter((h) => reachesMatter(k, h, matter, ctx))
    .map((h) => ({ id: h.account_id, name: h.name, post: h.post as Post, divisionId: h.division_id }))
}

function reachesMatter(
  k: MatterKind,
  h: {
    id: string
    account_id: string
    post: string
    division_id: number
    unit_id: string | null
    county_id: number | null
  },
  matter: MatterRecord,
  ctx: Ctx,
): boolean {
  const held: HeldPost = {
    id: h.id,
    post: h.post as Post,
    divisionId: h.division_id,
    countyId: h.county_id,
    path: ctx.house.divisions.tree.get(h.division_id).path,
    unitId: h.unit_id,
  }
  const reach = k.reads[held.post]
  return reach !== undefined && reaches(reach, held, h.account_id, accessFacts(matter))
}

/** Open tasks of a matter that its owner had go with it; those somebody else was given stay theirs. */
async function passTasksOn(tx: Ctx, m: MatterRecord, ownerId: string): Promise<void> {
  for (const task of (await tasksUnder(tx, [m])).get(m.id) ?? []) {
    const k = tx.house.kinds.get(task.kind)
    if (!k || task.ended_at !== null || task.owner_id !== m.owner_id) continue
    const after = { ...task, version: task.version + 1, owner_id: ownerId, changed_at: tx.now() }
    await updateMatter(tx, k, task, after, { did: 'assigned', data: { ownerFrom: task.owner_id, ownerTo: ownerId } })
  }
}

/** Makes somebody the owner. @throws matters.owner-needed when they hold no fitting post */
export async function assignMatter(
  ctx: Ctx,
  id: string,
  input: { to: string; reason: string; version: number },
): Promise<MatterRecord> {
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { lock: true })
    checkVersion(loaded.matter, input)
    checkOperation(tx, 'assign', loaded)
    const to = (await candidatesFor(tx, loaded)).find((c) => c.id === input.to)
    if (!to) throw problem('matters.owner-needed')
    const before = loaded.matter
    const after: MatterRecord = {
      ...before,
      version: before.version + 1,
      owner_id: to.id,
      first_contact_id: to.id,
      waits_post: null,
      waits_division_id: null,
      changed_at: tx.now(),
    }
    await updateMatter(tx, loaded.kind, before, after, {
      did: 'assigned',
      data: { reason: input.reason, ownerFrom: before.owner_id, ownerTo: to.id },
    })
    await passTasksOn(tx, before, to.id)
    const text = label(
      `${before.no} 已转由 ${to.name} 办理：${input.reason}`,
      `${before.no} now belongs to ${to.name}: ${input.reason}`,
    )
    const both = [before.owner_id, before.first_contact_id, to.id].filter((a): a is string => a !== null)
    await notify(tx, {
      accountIds: [...new Set(both)],
      countyId: before.county_id,
      text,
      push: label(`${before.no} 的承办人有变动`, `${before.no} has a new owner`),
      matterId: id,
      kind: before.kind,
    })
    return after
  })
}
