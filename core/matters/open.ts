// Opens a matter: placed, routed, numbered, with its clock running, written together with its first event.
import { v7 as uuidv7 } from 'uuid'
import { Problem, problem } from '../../contract/errors.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { parties } from '../../contract/posts.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import type { MatterRecord } from '../db/tables.ts'
import { aboutEntry } from './about.ts'
import { stepEnvironment } from './environment.ts'
import { checkReferences } from './input.ts'
import { getKind } from './load.ts'
import { nextNumber } from './numbers.ts'
import { placingIn, placingOf } from './placing.ts'
import { unitPost, unitWaits, waitingFor } from './routing.ts'
import { insertMatter } from './save.ts'
import { checkOtherSide, otherSideOf, shareAcross, shareWithUnits } from './share-across.ts'
import { openedRecord, type Placing } from './step.ts'

export interface OpenInput {
  /** Made by the client, so that a report made offline keeps its id. */
  id?: string
  divisionId?: number
  /** Where a matter goes that comes without a place of its own: the county that runs the portal. */
  fallbackDivisionId?: number
  channel?: string
  deviceAt?: string
  /** The unit it is given to from the start. */
  unitId?: string | null
  /** The entry it is about, found by the house from the code on its plate: whoever asks need not read the register. */
  entry?: EntryRecord
  data: Record<string, unknown>
}

/**
 * Opens a matter of a kind for whoever asks. The body was checked against the derived schema before.
 * @throws access.not-your-post, input.* naming the field
 */
export async function openMatter(ctx: Ctx, kindName: string, asked: OpenInput): Promise<MatterRecord> {
  const k = getKind(ctx, kindName)
  if (!mayOpen(k, ctx)) throw problem('access.not-your-post')
  const entry = await aboutEntry(ctx, k, asked)
  const input: OpenInput = entry ? { ...asked, data: entry.data, unitId: asked.unitId ?? entry.unitId } : asked
  const placing = entry ? placingIn(ctx.house, entry.divisionId, entry.point) : placingFor(ctx, k, input)
  checkOtherSide(ctx, k, placing.countyId, input.data)
  const notes = await checkReferences(ctx, k, placing.countyId, input.data)
  const data = { ...input.data, ...fromCategory(k, notes) }
  const no = await nextNumber(ctx, placing.countyId)
  const waits = input.unitId ? await unitWaits(ctx, input.unitId, unitPost(k)) : await waitingFor(ctx, k, placing)
  const deviceAt = input.deviceAt ? new Date(input.deviceAt) : null
  const channel = input.channel ?? (ctx.actor.type === 'staff' ? 'visit' : 'portal')
  const opening = {
    id: input.id ?? uuidv7(),
    no,
    placing,
    channel,
    data,
    waits,
    deviceAt,
    unitId: input.unitId ?? null,
  }
  const matter = openedRecord(k, opening, await stepEnvironment(ctx, placing.countyId))
  const told = { did: 'opened', deviceAt, data: { channel, category: matter.category } }
  if (otherSideOf(k, data) !== undefined || entry?.shareUnits.length)
    return inTransaction(ctx, async (tx) => {
      await insertMatter(tx, k, matter, told)
      const shared = await shareWithUnits(tx, k, matter, entry?.shareUnits ?? [])
      return shareAcross(tx, k, shared)
    })
  await insertMatter(ctx, k, matter, told)
  return matter
}

// What is wrong with a place loses no report: somebody will place it.
const placeFaults: readonly string[] = ['input.outside', 'input.unknown-division']

/** Where the matter goes. Without a place, or with one that is not ours, it goes to the fallback, to be placed. */
function placingFor(ctx: Ctx, k: AnyMatterKind, input: OpenInput): Placing {
  const point = k.placeField
    ? (input.data[k.placeField as string] as { lng: number; lat: number } | undefined)
    : undefined
  if (point === undefined && input.divisionId === undefined && input.fallbackDivisionId !== undefined)
    return placingIn(ctx.house, input.fallbackDivisionId)
  const place: Parameters<typeof placingOf>[1] = {}
  if (point) place.point = point
  if (input.divisionId !== undefined) place.divisionId = input.divisionId
  try {
    return placingOf(ctx.house, place, k.placeField as string | undefined)
  } catch (fault) {
    if (
      k.startUnplaced === undefined ||
      input.fallbackDivisionId === undefined ||
      !(fault instanceof Problem) ||
      !placeFaults.includes(fault.code)
    )
      throw fault
    return placingIn(ctx.house, input.fallbackDivisionId)
  }
}

const fromCategory = (k: AnyMatterKind, notes: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(((k as MatterKind).categorySets ?? {}) as Record<string, string>)
      .filter(([, note]) => notes[note] !== undefined)
      .map(([field, note]) => [field, notes[note]]),
  )

function mayOpen(k: AnyMatterKind, ctx: Ctx): boolean {
  const { actor } = ctx
  if (actor.type === 'clock') return true
  if (actor.type === 'public' || actor.type === 'party') return k.openedBy.some((taker) => taker in parties)
  return actor.posts.some((held) => k.openedBy.includes(held.post))
}
