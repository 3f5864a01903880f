// Loads one matter for somebody: who may not read it gets not found, and the refusal is logged.
import type { Selectable } from 'kysely'
import type { Actor, HeldPost } from '../../contract/access.ts'
import { isWithin, readingPosts } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import type { AnyMatterKind, TaskFacts } from '../../contract/kind.ts'
import { logRefusal } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord, Shares } from '../db/tables.ts'
import { accessFacts, recordColumns } from './record.ts'
import { taskFacts, tasksUnder } from './tasks.ts'

type Holder = Extract<Actor, { type: 'staff' | 'machine' }>

export interface Loaded {
  kind: AnyMatterKind
  matter: MatterRecord
  /** Held posts of the reader that a share of this matter names. */
  sharedTo: readonly string[]
  /** What hangs under it, as its guards ask. */
  tasks: readonly TaskFacts[]
}

/** The kind of that name. @throws access.not-found */
export function getKind(ctx: Pick<Ctx, 'house'>, kind: string): AnyMatterKind {
  const found = ctx.house.kinds.get(kind)
  if (!found) throw problem('access.not-found')
  return found
}

/** Loads a matter the actor may read, of the given kind when one is named. @throws access.not-found, logged */
export async function loadMatter(
  ctx: Ctx,
  id: string,
  { kind, lock = false }: { kind?: string; lock?: boolean } = {},
): Promise<Loaded> {
  let query = ctx.db.selectFrom('matters').select(recordColumns).where('id', '=', id)
  if (lock) query = query.forUpdate()
  const matter = await query.executeTakeFirst()
  if (!matter || (kind !== undefined && matter.kind !== kind)) throw problem('access.not-found')
  const k = getKind(ctx, matter.kind)
  const sharedTo = await sharedPosts(ctx, ctx.actor, matter)
  if (!mayRead(k, ctx.actor, matter, sharedTo)) {
    await logRefusal(ctx, { kind: matter.kind, subjectIds: [id], countyId: matter.county_id, why: 'access.not-found' })
    throw problem('access.not-found')
  }
  return { kind: k, matter, sharedTo, tasks: taskFacts((await tasksUnder(ctx, [matter])).get(id) ?? []) }
}

/** Those of some matters that the actor may read, in their order; the others are left out, and not logged as refused. */
export async function readableAmong(ctx: Ctx, matters: readonly MatterRecord[]): Promise<Loaded[]> {
  const shared = await sharedPostsOf(ctx, matters)
  const tasks = await tasksUnder(ctx, matters)
  return matters.flatMap((matter) => {
    const kind = ctx.house.kinds.get(matter.kind)
    const sharedTo = shared.get(matter.id) ?? []
    return kind && mayRead(kind, ctx.actor, matter, sharedTo)
      ? [{ kind, matter, sharedTo, tasks: taskFacts(tasks.get(matter.id) ?? []) }]
      : []
  })
}

function mayRead(k: AnyMatterKind, actor: Actor, m: MatterRecord, sharedTo: readonly string[]): boolean {
  if (actor.type === 'clock') return true
  if (actor.type === 'party') return actor.matterId === m.id
  return readingPosts(k, actor, accessFacts(m, sharedTo)).length > 0
}

type Sharable = Pick<MatterRecord, 'id' | 'parent_id' | 'path'>

/** The actor's held posts that a live share of the matter names. */
export const sharedPosts = async (ctx: Ctx, actor: Actor, matter: Sharable): Promise<string[]> =>
  (await sharedPostsOf({ ...ctx, actor }, [matter])).get(matter.id) ?? []

/**
 * The same for many matters: matter id to held posts; matters without a fitting share are absent. A task is shared with
 * whom the matter above it is shared with, and with that matter's owner.
 */
export async function sharedPostsOf(ctx: Ctx, matters: readonly Sharable[]): Promise<Map<string, string[]>> {
  const { actor } = ctx
  if ((actor.type !== 'staff' && actor.type !== 'machine') || matters.length === 0) return new Map()
  const above = matters.flatMap((m) => m.parent_id ?? [])
  const named = await namedPosts(ctx, actor, [...matters.map((m) => m.id), ...above])
  const owned = await ownedAmong(ctx, actor.id, above)
  const found = new Map<string, string[]>()
  for (const m of matters) {
    const ofOwner = owned.has(m.parent_id ?? '') ? actor.posts.filter((h) => isWithin(m.path, h.path)) : []
    const held = [...(named.get(m.id) ?? []), ...(named.get(m.parent_id ?? '') ?? []), ...ofOwner.map((h) => h.id)]
    if (held.length > 0) found.set(m.id, [...new Set(held)])
  }
  return found
}

async function ownedAmong(ctx: Ctx, accountId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await ctx.db
    .selectFrom('matters')
    .select('id')
    .where('id', 'in', ids)
    .where('owner_id', '=', accountId)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Matter id to those of the holder's posts that its live shares name. */
async function namedPosts(ctx: Ctx, holder: Holder, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  const shares = await ctx.db
    .selectFrom('shares')
    .select(['matter_id', 'to_division_id', 'to_unit_id', 'to_account_id'])
    .where('matter_id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute()
  for (const s of shares) {
    const held = holder.posts.filter((h) => isSharedTo(s, h, holder.id)).map((h) => h.id)
    if (held.length > 0) found.set(s.matter_id, [...(found.get(s.matter_id) ?? []), ...held])
  }
  return found
}

/** Whom a share names: a division, a unit, or a colleague. */
export type Receiver = Pick<Selectable<Shares>, 'to_division_id' | 'to_unit_id' | 'to_account_id'>

/** Whether a share names the division or the unit of a held post, or its holder. */
export function isSharedTo(s: Receiver, held: HeldPost, holderId: string): boolean {
  if (s.to_account_id !== null) return s.to_account_id === holderId
  return s.to_unit_id !== null
    ? s.to_unit_id === held.unitId
    : held.unitId === null && s.to_division_id === held.divisionId
}

/** Matters by id for the house's own work, without anybody's reach: only for jobs and readers of events. */
export const findMatters = async (ctx: Ctx, ids: readonly string[]): Promise<MatterRecord[]> =>
  ids.length === 0
    ? []
    : ctx.db
        .selectFrom('matters')
        .select(recordColumns)
        .where('id', 'in', [...new Set(ids)])
        .execute()
