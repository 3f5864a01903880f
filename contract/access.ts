// Who may do what to one matter, and what they see of it. The server refuses by these functions; buttons grey out by them.
import type { TSchema } from 'typebox'
import { overfull, withInput } from './derive/fill.ts'
import { marksOf } from './fields.ts'
import type { AnyMatterKind, MatterKind, Operation, TaskFacts } from './kind.ts'
import type { Party, Post, Reach, Taker } from './posts.ts'
import { nextRung, type Supervision } from './supervision.ts'

/** A post as somebody holds it: in a division (`path` of ids from the nation down), perhaps in a unit of it. */
export interface HeldPost {
  id: string
  post: Post
  divisionId: number
  countyId: number | null
  path: string
  unitId: string | null
}

/** Who acts: staff with posts, a party with a tracking code, a machine with a token, or the clock. */
export type Actor =
  | { type: 'staff'; id: string; name: string; posts: readonly HeldPost[] }
  | { type: 'machine'; id: string; name: string; posts: readonly HeldPost[] }
  | { type: 'party'; party: Party; matterId: string; partyId: string; seat?: number }
  | { type: 'clock' }
  | { type: 'public' }

/** What access needs to know of a matter. */
export interface AccessFacts {
  id: string
  state: string
  path: string
  ownerId: string | null
  openedById: string | null
  unitId: string | null
  stateSince: Date
  mergedInto: string | null
  /** Held posts of the reader (ids) that a share of this matter, or of the one it hangs under, names. */
  sharedTo?: readonly string[]
  /** Whom it waits for while nobody owns it. */
  waitsFor?: { post: string; divisionId: number } | null
  /** What hangs under it. */
  tasks?: readonly TaskFacts[]
  supervision?: Supervision | null
}

/** True when `path` is `above` or lies below it. Paths look like `/1/23/456/`. */
export const isWithin = (path: string, above: string): boolean => path.startsWith(above)

/** What reach is judged by: where something is, whose, with which unit, whom it names and for whom it waits. */
export type PlacedFacts = Pick<AccessFacts, 'path' | 'unitId' | 'ownerId' | 'openedById' | 'sharedTo' | 'waitsFor'>

/** Whether a held post reaches a matter or an entry with the given reach. */
export function reaches(reach: Reach, held: HeldPost, actorId: string, m: PlacedFacts): boolean {
  switch (reach) {
    case 'own':
      return (m.ownerId === actorId || m.openedById === actorId) && isWithin(m.path, held.path)
    case 'division':
      return m.path === held.path
    case 'subtree':
      return isWithin(m.path, held.path)
    case 'unit':
      return held.unitId !== null && held.unitId === m.unitId
    case 'part':
      if (m.ownerId === actorId && isWithin(m.path, held.path)) return true
      return isNamed(held, m) || (m.ownerId === null && isWaitedFor(held, m))
    case 'neighbour':
      return isNamed(held, m) && held.countyId !== null && !m.path.includes(`/${held.countyId}/`)
  }
}

const isNamed = (held: HeldPost, m: PlacedFacts): boolean => (m.sharedTo ?? []).includes(held.id)

const isWaitedFor = (held: HeldPost, m: PlacedFacts): boolean =>
  m.unitId !== null
    ? held.unitId === m.unitId
    : held.unitId === null && held.post === m.waitsFor?.post && held.divisionId === m.waitsFor.divisionId

/** The posts among those somebody holds by which they may read a matter of this kind. */
export const readingPosts = (k: AnyMatterKind, actor: Actor, m: AccessFacts): readonly Post[] =>
  actor.type === 'staff' || actor.type === 'machine' ? heldToRead(k, actor, m).map((held) => held.post) : []

type Holder = Extract<Actor, { type: 'staff' | 'machine' }>

const heldToRead = (k: AnyMatterKind, actor: Holder, m: AccessFacts): readonly HeldPost[] =>
  actor.posts.filter((held) => {
    const reach = (k.reads as Partial<Record<Post, Reach>>)[held.post]
    return reach !== undefined && (reaches(reach, held, actor.id, m) || isNamed(held, m))
  })

/**
 * Why the actor may not take a transition now, as a message id, or null when they may.
 * Without `input`, a guard that depends on what will be typed is left for the submit.
 */
export function whyNot(
  k: AnyMatterKind,
  name: string,
  m: AccessFacts & { data: Record<string, unknown> },
  actor: Actor,
  now: Date,
  input?: Record<string, unknown>,
): string | null {
  const t = (k as MatterKind).transitions[name]
  if (!t) return 'matters.no-such-transition'
  if (m.mergedInto !== null) return 'matters.merged'
  if (!t.from.includes(m.state)) return 'matters.wrong-state'
  if (!mayTake(k, t.by, t.reach, m, actor, name)) return 'access.not-your-post'
  if (input && overfull(k, t, m.data, input) !== null) return 'matters.list-full'
  if (t.apart && 'id' in actor && actor.id === m.ownerId) return 'matters.same-person'
  if (!t.guard || (t.needs?.length && !input)) return null
  const verdict = t.guard(withInput(t, m.data, input ?? {}) as never, now, m.stateSince, m.tasks ?? [])
  return verdict === true ? null : `${k.kind}.why.${verdict}`
}

/** Why the actor may not do an operation such as `assign` or `merge` to this matter, or null. */
export function whyNotOperation(k: AnyMatterKind, operation: Operation, m: AccessFacts, actor: Actor): string | null {
  if (m.mergedInto !== null && operation !== 'link') return 'matters.merged'
  if (operation === 'supervise') {
    if ((k as MatterKind).states[m.state]?.end) return 'matters.ended'
    if (nextRung(m.supervision ?? null) === null) return 'matters.top-rung'
  }
  const by = (k.operations as Partial<Record<Operation, readonly Post[]>>)[operation] ?? []
  return mayTake(k, by, undefined, m, actor, '') ? null : 'access.not-your-post'
}

function mayTake(
  k: AnyMatterKind,
  by: readonly Taker[],
  reach: Reach | undefined,
  m: AccessFacts,
  actor: Actor,
  transition: string,
): boolean {
  switch (actor.type) {
    case 'clock':
      return Object.values((k as MatterKind).states).some((s) => s.deadline?.onMiss === transition)
    case 'public':
      return false
    case 'party':
      return actor.matterId === m.id && by.includes(actor.party)
    default:
      return actor.posts.some(
        (held) =>
          by.includes(held.post) &&
          reaches(reach ?? (k.reads as Partial<Record<Post, Reach>>)[held.post] ?? 'own', held, actor.id, m),
      )
  }
}

/** What one reader gets of one matter's fields. A hidden field is left out, not blanked, so nothing hints at it. */
export function visibleData(
  k: AnyMatterKind,
  data: Record<string, unknown>,
  actor: Actor,
  m: AccessFacts,
): Record<string, unknown> {
  const may = fieldFilter(k, actor, m)
  const shown = Object.fromEntries(Object.entries(data).filter(([name]) => may(name)))
  const parties = k.partiesField as string | undefined
  // A party sees itself among the parties, and nobody else.
  if (actor.type === 'party' && parties !== undefined && Array.isArray(shown[parties]))
    shown[parties] = (shown[parties] as unknown[]).filter((_, seat) => seat === actor.seat)
  return shown
}

/** The posts among those somebody reads by that are shown more than the open fields of this matter. */
function openingPosts(k: AnyMatterKind, actor: Holder, m: AccessFacts): readonly Post[] {
  const within = (k as MatterKind).opens.within ?? {}
  return heldToRead(k, actor, m).flatMap((held) => {
    const reach = within[held.post]
    return reach === undefined || reaches(reach, held, actor.id, m) ? [held.post] : []
  })
}

/** Tells which fields of a kind a reader sees in a matter. */
export function fieldFilter(k: AnyMatterKind, actor: Actor, m: AccessFacts): (field: string) => boolean {
  const fields = k.fields as Record<string, TSchema>
  if (actor.type === 'clock') return (name) => name in fields
  if (actor.type === 'public') return () => false
  if (actor.type === 'party') {
    const seen = (k.partySees as Partial<Record<Party, readonly string[]>>)[actor.party] ?? []
    return (name) => actor.matterId === m.id && seen.includes(name)
  }
  if (readingPosts(k, actor, m).length === 0) return () => false
  const opened = (privacy: 'personal' | 'sealed') => openingPosts(k, actor, m).some((p) => k.opens[privacy].includes(p))
  return (name) => {
    if (!(name in fields)) return false
    const privacy = marksOf(fields[name], name)['x-privacy']
    return privacy === 'open' || opened(privacy)
  }
}

/** Fields of a kind that tell something about a person: reading them is logged. */
export const personFields = (k: AnyMatterKind): string[] =>
  Object.entries(k.fields as Record<string, TSchema>)
    .filter(([name, schema]) => marksOf(schema, name)['x-privacy'] !== 'open')
    .map(([name]) => name)

/** `can`: for every transition and operation, null when the reader may do it now, else why not as a message id. */
export const canTable = (
  k: AnyMatterKind,
  m: AccessFacts & { data: Record<string, unknown> },
  actor: Actor,
  now: Date,
): Record<string, string | null> =>
  Object.fromEntries([
    ...Object.keys(k.transitions).map((name) => [name, whyNot(k, name, m, actor, now)]),
    ...Object.keys(k.operations).map((name) => [name, whyNotOperation(k, name as Operation, m, actor)]),
  ])
