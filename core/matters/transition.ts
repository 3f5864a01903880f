// Takes a transition: one transaction from the locked row to the event. No module writes any of this.
import type { TSchema } from 'typebox'
import { whyNot } from '../../contract/access.ts'
import { fieldProblem, type Problem, problem, type SharedProblem, sharedProblems } from '../../contract/errors.ts'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, MatterKind, Transition } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { logRefusal } from '../access/log.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { stepEnvironment } from './environment.ts'
import { checkReferences, tieFiles } from './input.ts'
import { type Loaded, loadMatter } from './load.ts'
import { placingOf } from './placing.ts'
import { accessFacts } from './record.ts'
import { decisionWaits, unitWaits, waitingFor } from './routing.ts'
import { updateMatter } from './save.ts'
import { checkOtherSide, otherSideOf, shareAcross, shareByStep } from './share-across.ts'
import { type StepSurroundings, steppedRecord } from './step.ts'
import { openTasks } from './tasks.ts'

export interface TransitionInput {
  data: Record<string, unknown>
  /** The version the actor decided on; null only for the clock. */
  version: number | null
  deviceAt?: string
}

/**
 * Takes a transition, and returns the matter as it stands afterwards.
 * @throws access.not-found, matters.stale (with both versions), whatever `whyNot` says, input.*
 */
export async function takeTransition(
  ctx: Ctx,
  kindName: string,
  id: string,
  name: string,
  input: TransitionInput,
): Promise<MatterRecord> {
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { kind: kindName, lock: true })
    const { kind: k, matter: before, sharedTo, tasks } = loaded
    checkVersion(before, input)
    const why = whyNot(k, name, accessFacts(before, sharedTo, tasks), tx.actor, tx.now(), input.data)
    if (why !== null) {
      await logRefusal(tx, { kind: k.kind, subjectIds: [id], countyId: before.county_id, why: `${name}: ${why}` })
      throw refusal(tx, why)
    }
    checkOtherSide(tx, k, before.county_id, input.data)
    await checkReferences(tx, k, before.county_id, input.data, before.data)
    const env = await stepEnvironment(tx, before.county_id)
    const around = await surroundings(tx, loaded, name, input.data)
    const after = steppedRecord(k, name, before, input.data, env, around)
    await updateMatter(tx, k, before, after, {
      did: name,
      post: actingPost(k, name, tx),
      deviceAt: input.deviceAt ? new Date(input.deviceAt) : null,
      data: { set: openValues(k, changedOpenly(before, after, input.data)) },
    })
    await tieFiles(tx, k, id, input.data)
    await openTasks(tx, after, openedBy(k, name, after, tx))
    const shared = await shareByStep(tx, k, name, after)
    return otherSideOf(k, input.data) === undefined ? shared : shareAcross(tx, k, shared)
  })
}

/** The tasks that a step opens, from what the matter holds after it. */
const openedBy = (k: AnyMatterKind, name: string, after: MatterRecord, ctx: Ctx) =>
  (k as MatterKind).transitions[name]?.opens?.(after.data as never, ctx.now()) ?? []

/** What was put in, and what the step computed from it. */
const changedOpenly = (before: MatterRecord, after: MatterRecord, input: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(after.data).filter(([n, value]) => n in input || before.data[n] !== value))

/** A stale write is refused with both versions, so that a person can compare them. */
export function checkVersion(before: MatterRecord, input: { version: number | null }): void {
  if (input.version === null || input.version === before.version) return
  throw problem('matters.stale', { extra: { yours: input.version, current: before.version, state: before.state } })
}

/** The problem of a `whyNot` message id: a shared one, or a reason of the kind with its own words. */
export function refusal(ctx: Pick<Ctx, 'house'>, why: string): Problem {
  if (why in sharedProblems) return problem(why as SharedProblem)
  const text = ctx.house.messages[why]
  return problem('matters.wrong-state', { ...(text ? { detail: text } : {}), extra: { why } })
}

async function surroundings(
  ctx: Ctx,
  { kind: k, matter }: Loaded,
  name: string,
  data: Record<string, unknown>,
): Promise<StepSurroundings> {
  const t = (k as MatterKind).transitions[name] as Transition<string, never>
  if (typeof t.unit === 'string') {
    const unitId = (data[t.unit] ?? matter.data[t.unit]) as string | undefined
    return { waits: unitId === undefined ? null : await unitWaits(ctx, unitId) }
  }
  if (t.decidedBy) return { waits: await decisionWaits(ctx, t.decidedBy, matter.division_id) }
  const point = k.placeField ? (data[k.placeField as string] as { lng: number; lat: number } | undefined) : undefined
  const placing = t.places && point ? placingOf(ctx.house, { point }, k.placeField as string) : undefined
  // A matter stays with its county, as everything that hangs on it does; the neighbour is given a share, or opens its own.
  if (placing && placing.countyId !== matter.county_id)
    throw fieldProblem(
      `data.${k.placeField as string}`,
      label('这个位置在别的县，请在本县范围内选择', 'This place lies in another county; choose one within this county'),
      'input.outside',
    )
  const here = placing ?? placingOf(ctx.house, { divisionId: matter.division_id })
  const needsSomebody = t.raises || t.places || t.unit === null
  // A reopened matter waits for nobody, since it has an owner; raised, it still goes above the first who would get it.
  const below = t.raises ? (matter.waits_post ?? k.routing[0]?.post ?? null) : null
  const waits = needsSomebody ? await waitingFor(ctx, k, here, below) : null
  return placing ? { placing, waits } : { waits }
}

function actingPost(k: AnyMatterKind, name: string, ctx: Ctx): string | null {
  const { actor } = ctx
  if (actor.type === 'party') return actor.party
  if (actor.type !== 'staff') return null
  const by: readonly string[] = (k as MatterKind).transitions[name]?.by ?? []
  return actor.posts.find((held) => by.includes(held.post))?.post ?? null
}

/** The open values of a step's input: what an event may keep for ever. */
export function openValues(k: AnyMatterKind, data: Record<string, unknown>): Record<string, unknown> {
  const fields = k.fields as Record<string, TSchema>
  return Object.fromEntries(Object.entries(data).filter(([n]) => marksOf(fields[n], n)['x-privacy'] === 'open'))
}
