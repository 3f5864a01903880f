// One contact of a phone: everything it needs, or what changed since it asked last.
import type { Actor } from '../../contract/access.ts'
import { definitionsRevision } from '../../contract/derive/revision.ts'
import { problem } from '../../contract/errors.ts'
import type { FieldSyncView } from '../../contract/field.ts'
import type { Ctx } from '../context.ts'
import type { Loaded } from '../matters/load.ts'
import { viewsOf } from '../matters/view.ts'
import { ownQuiet } from '../notices/quiet.ts'
import { viewMe } from '../people/own.ts'
import { type Bookmark, bookmarkText, presentBookmark, readBookmark } from './bookmark.ts'
import { carriedDivisions, carriedLists, revisionOf } from './carried.ts'
import { changedBetween } from './changes.ts'
import { openConflicts } from './conflicts.ts'
import { allOwnMatters, ownMattersAmong } from './own-matters.ts'

export interface SyncQuery {
  since?: string
  /** Revisions that the phone holds. */
  lists?: string
  divisions?: string
}

type Staff = Extract<Actor, { type: 'staff' }>
type Given = Pick<FieldSyncView, 'isWhole' | 'gone' | 'truncated'> & { loaded: Loaded[] }

/** What the actor's phone needs. @throws access.not-your-post for machines */
export async function syncPhone(ctx: Ctx, query: SyncQuery): Promise<FieldSyncView> {
  const { actor } = ctx
  if (actor.type !== 'staff') throw problem('access.not-your-post')
  const at = ctx.now().toISOString()
  const definitions = definitionsRevision(ctx.house.kinds.values())
  const divisions = await carriedDivisions(ctx, actor.posts)
  const lists = await carriedLists(ctx)
  // Taken before anything is read: what changes meanwhile comes again the next time.
  const now = await presentBookmark(ctx, revisionOf([actor.posts, definitions, divisions.revision]))
  const given = await givenSince(ctx, actor, query.since === undefined ? undefined : readBookmark(query.since), now)
  return {
    at,
    next: bookmarkText(given.truncated ? { ...now, reach: cut(now.reach) } : now),
    isWhole: given.isWhole,
    me: await viewMe(ctx),
    definitions,
    lists: lists.revision === query.lists ? null : lists,
    divisions: divisions.revision === query.divisions ? null : divisions,
    quiet: await ownQuiet(ctx, actor.id),
    matters: await viewsOf(ctx, given.loaded),
    gone: given.gone,
    truncated: given.truncated,
    conflicts: await openConflicts(ctx, { own: true }),
  }
}

/** Of somebody who was given only a part: when something of it changes, the next in order may move up. */
const cut = (reach: string): string => `${reach}_cut`

async function givenSince(ctx: Ctx, actor: Staff, since: Bookmark | undefined, now: Bookmark): Promise<Given> {
  const isCut = since?.reach === cut(now.reach)
  if (since && (isCut || since.reach === now.reach)) {
    const changed = await changedBetween(ctx, actor, since, now)
    if (changed?.length === 0) return { isWhole: false, loaded: [], gone: [], truncated: isCut }
    if (changed && !isCut) {
      const loaded = await ownMattersAmong(ctx, actor, changed)
      const kept = new Set(loaded.map(({ matter }) => matter.id))
      return { isWhole: false, loaded, gone: changed.filter((id) => !kept.has(id)), truncated: false }
    }
  }
  return { isWhole: true, gone: [], ...(await allOwnMatters(ctx, actor)) }
}
