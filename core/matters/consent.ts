// Consent of the parties to a longer deadline: each is recorded for itself, with when and how it was given.

import { whyNotOperation } from '../../contract/access.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import type { Loaded } from './load.ts'
import { accessFacts } from './record.ts'
import { refusal } from './transition.ts'

/** How a party consented: by its tracking code, or as whoever handles the matter recorded it. */
export const waysToConsent = ['online', 'signed', 'spoken'] as const
export type WayToConsent = (typeof waysToConsent)[number]

export interface Consent {
  seat: number
  at: string
  how: WayToConsent
}

/** How many parties must consent: every entry of the list of parties. Nobody to ask can consent to nothing. */
export function consentsNeeded(k: MatterKind, m: Pick<MatterRecord, 'data'>): number {
  const parties = k.partiesField === undefined ? [] : (m.data[k.partiesField] as unknown[] | undefined)
  return parties?.length ?? 0
}

/** The consents with one more. A party speaks for itself only; whoever may ask for the extension records for the others. */
export function withConsent(
  ctx: Ctx,
  { kind, matter, sharedTo }: Loaded,
  given: readonly Consent[],
  input: { seat?: number | undefined; how?: WayToConsent | undefined },
): { consents: Consent[]; isComplete: boolean } {
  const { actor } = ctx
  const seat = actor.type === 'party' ? actor.seat : input.seat
  if (actor.type !== 'party') {
    const why = whyNotOperation(kind, 'extend', accessFacts(matter, sharedTo), actor)
    if (why !== null) throw refusal(ctx, why)
  }
  const needed = consentsNeeded(kind as MatterKind, matter)
  if (seat === undefined || seat >= needed)
    throw fieldProblem('seat', label('请指明是哪一位当事人同意', 'Say which of the parties consents'))
  if (given.some((c) => c.seat === seat)) throw problem('matters.consented-already')
  const how = actor.type === 'party' ? 'online' : (input.how ?? 'signed')
  const consents = [...given, { seat, at: ctx.now().toISOString(), how }]
  return { consents, isComplete: consents.length === needed }
}
