// Who may do what to one entry of a register. The server refuses by these functions; buttons grey out by them.
import { type Actor, type HeldPost, type PlacedFacts, reaches } from './access.ts'
import { marksOf } from './fields.ts'
import type { Post, Reach } from './posts.ts'
import type { AnyRegister } from './register-kind.ts'

/** What access needs to know of an entry. */
export interface EntryFacts {
  path: string
  unitId: string | null
  closed: boolean
  merged: boolean
}

/** What can be done to an entry. */
export const entrySteps = ['change', 'confirm', 'close', 'reopen', 'merge', 'unmerge', 'transfer', 'link'] as const
export type EntryStep = (typeof entrySteps)[number]

const heldOf = (actor: Actor): readonly HeldPost[] =>
  actor.type === 'staff' || actor.type === 'machine' ? actor.posts : []

const placed = (e: EntryFacts): PlacedFacts => ({ path: e.path, unitId: e.unitId, ownerId: null, openedById: null })

const reaching = (by: Partial<Record<Post, Reach>>, actor: Actor, e: EntryFacts): HeldPost[] =>
  heldOf(actor).filter((held) => {
    const reach = by[held.post]
    return reach !== undefined && reaches(reach, held, '', placed(e))
  })

/** Whether the actor may read an entry. */
export const mayReadEntry = (r: AnyRegister, actor: Actor, e: EntryFacts): boolean =>
  actor.type === 'clock' || reaching(r.reads, actor, e).length > 0

/** Whether the actor keeps entries that lie where this one does. */
export const mayKeepEntry = (r: AnyRegister, actor: Actor, e: EntryFacts): boolean =>
  actor.type === 'clock' || reaching(r.keeps, actor, e).length > 0

/** Why the actor may not take a step with an entry now, as a message id, or null. */
export function whyNotStep(r: AnyRegister, step: EntryStep, e: EntryFacts, actor: Actor): string | null {
  if (step === 'unmerge') return e.merged ? whyNotKeep(r, e, actor) : 'registers.not-merged'
  if (e.merged) return 'registers.merged'
  if (step === 'reopen') return e.closed ? whyNotKeep(r, e, actor) : 'registers.not-closed'
  if (e.closed) return 'registers.closed'
  if (step === 'link') return mayReadEntry(r, actor, e) ? null : 'access.not-your-post'
  return whyNotKeep(r, e, actor)
}

const whyNotKeep = (r: AnyRegister, e: EntryFacts, actor: Actor): string | null =>
  mayKeepEntry(r, actor, e) ? null : 'access.not-your-post'

/** Step to null or the reason why not, for everything that can be done to an entry. */
export const entryCan = (r: AnyRegister, e: EntryFacts, actor: Actor): Record<EntryStep, string | null> =>
  Object.fromEntries(entrySteps.map((step) => [step, whyNotStep(r, step, e, actor)])) as Record<
    EntryStep,
    string | null
  >

/** The fields of a register that not everybody who reads an entry sees; reading them is logged. */
export const sealedFields = (r: AnyRegister): string[] =>
  Object.entries(r.fields)
    .filter(([name, schema]) => marksOf(schema, name)['x-privacy'] !== 'open')
    .map(([name]) => name)

/** Tells which fields the actor sees in an entry. A hidden one is left out, not blanked. */
export function entryFieldFilter(r: AnyRegister, actor: Actor, e: EntryFacts): (field: string) => boolean {
  const isOpened = actor.type === 'clock' || reaching(r.reads, actor, e).some((held) => r.opens.includes(held.post))
  const sealed = sealedFields(r)
  return (name) => name in r.fields && (isOpened || !sealed.includes(name))
}
