// Who gets a change: the rules of reading, asked once for all streams that reach equally far.
import { type AccessFacts, type Actor, isWithin, readingPosts } from '../../contract/access.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Reach } from '../../contract/posts.ts'
import { isSharedTo } from '../matters/load.ts'
import type { LiveItem, Side } from './item.ts'

export type LiveActor = Extract<Actor, { type: 'staff' | 'machine' }>

/** What a stream is asked for: by whom, and perhaps only for a division and what is below it. */
export interface LiveReader {
  actor: LiveActor
  /** Path of the division asked for, or null for everything in reach. */
  within: string | null
}

/** The same for all readers who see the same changes. The person matters only where somebody reads their own. */
export function reachKey(kinds: Iterable<AnyMatterKind>, { actor, within }: LiveReader): string {
  const posts = [...new Set(actor.posts.map((h) => `${h.post} ${h.path} ${h.unitId ?? ''}`))].sort()
  const readsOwn = [...kinds].some((k) =>
    actor.posts.some((h) => (k.reads as Partial<Record<string, Reach>>)[h.post] === 'own'),
  )
  return JSON.stringify([within, posts, readsOwn ? actor.id : null])
}

/** The text a reader gets of a change: what it is now, that it left them, or nothing. */
export function textFor(reader: LiveReader, item: LiveItem): string | null {
  if (sees(reader, item.kind, item.now)) return item.now.text
  return item.left !== null && sees(reader, item.kind, item.left) ? item.left.text : null
}

function sees({ actor, within }: LiveReader, k: AnyMatterKind, { facts, shares }: Side): boolean {
  if (within !== null && !isWithin(facts.path, within)) return false
  const named = shares.length === 0 ? [] : actor.posts.filter((h) => shares.some((s) => isSharedTo(s, h, actor.id)))
  const known: AccessFacts = named.length === 0 ? facts : { ...facts, sharedTo: named.map((h) => h.id) }
  return readingPosts(k, actor, known).length > 0
}
