// Loads one matter for somebody: who may not read it gets not found, and the refusal is logged.
import type { Actor, HeldPost } from '../../contract/access.ts'
import { readingPosts } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { logRefusal } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { accessFacts, recordColumns } from './record.ts'

export interface Loaded {
  kind: AnyMatterKind
  matter: MatterRecord
  /** Held posts of the reader that a share of this matter names. */
  sharedTo: readonly string[]
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
  const sharedTo = await sharedPosts(ctx, ctx.actor, id)
  if (!mayRead(k, ctx.actor, matter, sharedTo)) {
    await logRefusal(ctx, { kind: matter.kind, subjectIds: [id], countyId: matter.county_id, why: 'access.not-found' })
    throw problem('access.not-found')
  }
  return { kind: k, matter, sharedTo }
}

/** Those of some matters that the actor may read, in their order; the others are left out, and not logged as refused. */
export async function readableAmong(ctx: Ctx, matters: readonly MatterRecord[]): Promise<Loaded[]> {
  const shared = await sharedPostsOf(ctx, matters)
  return matters.flatMap((matter) => {
    const kind = ctx.house.kinds.get(matter.kind)
    const sharedTo = shared.get(matter.id) ?? []
    return kind && mayRead(kind, ctx.actor, matter, sharedTo) ? [{ kind, matter, sharedTo }] : []
  })
}

function mayRead(k: AnyMatterKind, actor: Actor, m: MatterRecord, sharedTo: readonly string[]): boolean {
  if (actor.type === 'clock') return true
  if (actor.type === 'party') return actor.matterId === m.id
  return readingPosts(k, actor, accessFacts(m, sharedTo)).length > 0
}

/** The actor's held posts that a live share of the matter names. */
export const sharedPosts = async (ctx: Ctx, actor: Actor, matterId: string): Promise<string[]> =>
  (await sharedPostsOf({ ...ctx, actor }, [{ id: matterId }])).get(matterId) ?? []

/** The same for many matters: matter id to held posts; matters without a fitting share are absent. */
export async function sharedPostsOf(ctx: Ctx, matters: readonly { id: string }[]): Promise<Map<string, string[]>> {
  const { actor } = ctx
  const found = new Map<string, string[]>()
  if ((actor.type !== 'staff' && actor.type !== 'machine') || matters.length === 0) return found
  const shares = await ctx.db
    .selectFrom('shares')
    .select(['matter_id', 'to_division_id', 'to_unit_id'])
    .where(
      'matter_id',
      'in',
      matters.map((m) => m.id),
    )
    .where('ended_at', 'is', null)
    .execute()
  for (const s of shares) {
    const held = actor.posts.filter((h) => isSharedTo(s, h)).map((h) => h.id)
    if (held.length > 0) found.set(s.matter_id, [...(found.get(s.matter_id) ?? []), ...held])
  }
  return found
}

/** Whether a share names the division or the unit of a held post. */
export const isSharedTo = (s: { to_division_id: number | null; to_unit_id: string | null }, held: HeldPost): boolean =>
  s.to_unit_id !== null ? s.to_unit_id === held.unitId : held.unitId === null && s.to_division_id === held.divisionId

/** Matters by id for the house's own work, without anybody's reach: only for jobs and readers of events. */
export const findMatters = async (ctx: Ctx, ids: readonly string[]): Promise<MatterRecord[]> =>
  ids.length === 0
    ? []
    : ctx.db
        .selectFrom('matters')
        .select(recordColumns)
        .where('id', 'in', [...new Set(ids)])
        .execute()
