// What happens about a round itself, as events of its county: plans set, draws bound and revealed, reports published.
import type { Ctx } from '../context.ts'
import { appendEvent } from '../events/append.ts'

export interface RoundSubject {
  sort: 'plan' | 'draw' | 'report'
  id: string
  countyId: number
}

/** Appends `rounds.<sort>.<did>`; a round is the whole county's, so the event lies at the county. */
export const tellOfRound = (
  ctx: Ctx,
  { sort, id, countyId }: RoundSubject,
  did: string,
  data: Record<string, unknown>,
): Promise<void> =>
  appendEvent(ctx, {
    type: `rounds.${sort}.${did}`,
    subjectKind: `rounds.${sort}`,
    subjectId: id,
    countyId,
    path: ctx.house.divisions.tree.get(countyId).path,
    data,
  })
