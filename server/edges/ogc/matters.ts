// The collection of matters: where they are and how far, for keys and staff within their reach. Nothing of a person.
import { problem } from '../../../contract/errors.ts'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import { type Post, postIds } from '../../../contract/posts.ts'
import type { Ctx } from '../../../core/context.ts'
import type { MatterRecord } from '../../../core/db/tables.ts'
import { divisionView } from '../../../core/divisions/view.ts'
import type { Feature, FeaturePage } from './features.ts'
import type { ItemsAsked } from './parameters.ts'
import { cursorOf, findMatterFor, mattersFor } from './queries.ts'

/** The kinds that the actor reads at all; none for the public. */
export function readableKinds(ctx: Ctx): AnyMatterKind[] {
  const { actor } = ctx
  if (actor.type !== 'staff' && actor.type !== 'machine') return []
  const held = new Set<Post>(actor.posts.map(({ post }) => post))
  return [...ctx.house.kinds.values()].filter((kind) => postIds.some((post) => held.has(post) && post in kind.reads))
}

/** @throws access.sign-in for the public, access.not-found for whoever reads no kind */
function getKinds(ctx: Ctx): AnyMatterKind[] {
  if (ctx.actor.type !== 'staff' && ctx.actor.type !== 'machine') throw problem('access.sign-in')
  const kinds = readableKinds(ctx)
  if (kinds.length === 0) throw problem('access.not-found')
  return kinds
}

/** A page of matters, the newest first. `datetime` asks for when they were opened. */
export async function listMatters(ctx: Ctx, asked: ItemsAsked): Promise<FeaturePage> {
  const found = await mattersFor(ctx, getKinds(ctx), asked)
  const page = found.slice(0, asked.limit)
  const last = page.at(-1)
  return {
    features: page.map((m) => featureOf(ctx, m)),
    next: found.length > asked.limit && last ? cursorOf(last) : null,
    matched: null,
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** One matter. @throws access.not-found */
export async function getMatter(ctx: Ctx, id: string): Promise<Feature> {
  const kinds = getKinds(ctx)
  const found = uuid.test(id) ? await findMatterFor(ctx, kinds, id) : undefined
  if (!found) throw problem('access.not-found')
  return featureOf(ctx, found)
}

function featureOf(ctx: Ctx, m: MatterRecord): Feature {
  const kind = ctx.house.kinds.get(m.kind) as MatterKind
  const division = divisionView(ctx.house.divisions.tree, m.division_id)
  return {
    type: 'Feature',
    id: m.id,
    geometry: m.lng !== null && m.lat !== null ? { type: 'Point', coordinates: [m.lng, m.lat] } : null,
    properties: {
      no: m.no,
      kind: m.kind,
      state: m.state,
      stateZh: kind.states[m.state]?.label.zh ?? m.state,
      stateEn: kind.states[m.state]?.label.en ?? m.state,
      category: m.category,
      division: division.names.join(''),
      divisionCode: division.code,
      channel: m.channel,
      openedAt: m.opened_at.toISOString(),
      dueAt: m.due_at?.toISOString() ?? null,
      endedAt: m.ended_at?.toISOString() ?? null,
      isOverdue: m.ended_at === null && m.due_at !== null && m.due_at < ctx.now(),
      isPlaced: m.placed,
    },
  }
}
