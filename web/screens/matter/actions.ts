// What can be done with a matter now, and what stands against the rest: read off `can` and the definition.
import { transitionForm } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind, MatterKind, Operation } from '../../../contract/kind.ts'
import type { Label } from '../../../contract/label.ts'
import { type Post, parties, type Taker } from '../../../contract/posts.ts'
import { nextRung } from '../../../contract/supervision.ts'
import type { MatterRow, MatterView, MeView } from '../../../contract/views.ts'
import { words } from './messages.ts'

export interface Step {
  name: string
  /** Null when it can be taken now, else the message id of the reason. */
  why: string | null
  /** Possible in this state, though perhaps not by this reader. */
  isHere: boolean
  asks: boolean
  /** Brings the matter on, instead of giving it up or taking it back. */
  isForward: boolean
}

/** The steps of a matter: those that can be taken first, then those of this state, then the rest. */
export function stepsOf(kind: AnyMatterKind, matter: Pick<MatterView, 'state' | 'can'>): Step[] {
  const k = kind as MatterKind
  const cost = costs(kind, matter.state)
  const steps = inOrder(kind, matter.state)
    .filter((name) => !k.transitions[name]?.by.every((taker) => taker in parties))
    .map((name) => ({
      name,
      isForward: cost(name) < backwards && leaves(k, name, matter.state),
      why: matter.can[name] === undefined ? 'access.not-your-post' : matter.can[name],
      isHere: k.transitions[name]?.from.includes(matter.state) ?? false,
      asks: transitionForm(kind, name).length > 0,
    }))
  const rank = (step: Step) => (step.why === null ? 0 : step.isHere ? 1 : 2)
  return steps.sort((a, b) => rank(a) - rank(b))
}

const leaves = (k: MatterKind, name: string, state: string): boolean => (k.transitions[name]?.to ?? state) !== state

/** The transitions of a kind, those that bring a matter of a state furthest towards being settled first. */
function inOrder(kind: AnyMatterKind, state: string): string[] {
  const cost = costs(kind, state)
  return Object.keys((kind as MatterKind).transitions).sort((a, b) => cost(a) - cost(b))
}

const backwards = 1000

/** How far each transition leaves a matter of a state from being settled. */
function costs(kind: AnyMatterKind, state: string): (name: string) => number {
  const k = kind as MatterKind
  const left = stepsToSettled(k)
  const isPlacing = state === k.startUnplaced
  return (name) => {
    const t = k.transitions[name]
    if (!t) return Number.POSITIVE_INFINITY
    const end = k.states[t.to ?? state]?.end
    // Giving up, going back and what the clock does by itself are nobody's first choice.
    if (t.reopens || end === 'dropped' || end === 'failed' || k.states[state]?.deadline?.onMiss === name)
      return backwards
    if (isPlacing && t.places) return -1
    return left.get(t.to ?? state) ?? 100
  }
}

/** How many steps lie between each state and a settled end. */
function stepsToSettled(k: MatterKind): Map<string, number> {
  const left = new Map<string, number>()
  for (const [name, state] of Object.entries(k.states)) if (state.end === 'settled') left.set(name, 0)
  for (let round = 0; round < Object.keys(k.states).length; round++) {
    for (const t of Object.values(k.transitions)) {
      const beyond = left.get(t.to ?? '')
      if (beyond === undefined || t.reopens) continue
      for (const from of t.from) left.set(from, Math.min(left.get(from) ?? Number.POSITIVE_INFINITY, beyond + 1))
    }
  }
  return left
}

const offered = ['assign', 'extend', 'supervise', 'share', 'link', 'merge'] as const satisfies readonly Operation[]

/** The operations a kind has, in the order they are offered. */
export const operationsOf = (kind: AnyMatterKind, matter: Pick<MatterView, 'can'>) =>
  offered
    .filter((name) => name in kind.operations)
    .map((name) => ({ name, why: matter.can[name] === undefined ? 'access.not-your-post' : matter.can[name] }))

export type Offered = (typeof offered)[number]

/** What an operation is called; supervising by the rung it leads to. */
export const operationLabel = (name: Offered, { supervision }: Pick<MatterView, 'supervision'>): Label =>
  name === 'supervise' ? words.rungs[nextRung(supervision) ?? 'raised'] : words[name]

/** Who takes a step, for the tooltip of one that is greyed out. */
export const takersOf = (kind: AnyMatterKind, step: string): readonly Taker[] =>
  (kind as MatterKind).transitions[step]?.by ?? []

export const statesOf = (kind: AnyMatterKind, step: string): readonly string[] =>
  (kind as MatterKind).transitions[step]?.from ?? []

/**
 * The step a row offers with one click: the first of its state that a post of the reader takes. A row carries no
 * `can`; the form that opens asks the server.
 */
export function nextStep(kind: AnyMatterKind, row: Pick<MatterRow, 'state' | 'merged'>, me: MeView): string | null {
  if (row.merged) return null
  const held = new Set<Post>(me.posts.map((each) => each.post))
  const found = inOrder(kind, row.state).find((name) => {
    const t = (kind as MatterKind).transitions[name]
    return t?.from.includes(row.state) && !t.reopens && t.by.some((taker) => held.has(taker as Post))
  })
  return found ?? null
}

/** Fields that differ between two readings of a matter, by name; the facts around the fields included. */
export function differences(before: MatterView, now: MatterView): { field: string; before: unknown; now: unknown }[] {
  const facts = (m: MatterView): Record<string, unknown> => ({
    '@state': m.state,
    '@owner': m.owner?.name ?? null,
    '@unit': m.unit?.name ?? null,
    '@due': m.dueAt,
    '@merged': m.mergedInto?.no ?? null,
    ...m.data,
  })
  const [a, b] = [facts(before), facts(now)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((field) => JSON.stringify(a[field] ?? null) !== JSON.stringify(b[field] ?? null))
    .map((field) => ({ field, before: a[field] ?? null, now: b[field] ?? null }))
}
