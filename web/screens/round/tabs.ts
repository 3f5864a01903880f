// The parts of a round's screen, and who is shown which.
import type { RoundKind } from '../../../contract/round.ts'
import type { RoundView } from '../../../contract/round-views.ts'
import type { MeView } from '../../../contract/views.ts'
import type { RoundTab } from '../../paths.ts'

/** What every part of the screen is given. */
export interface RoundTabProps {
  round: RoundKind
  view: RoundView
}

/** Whether somebody reads the checks of a round, and does not only plan it. */
export const readsRound = (me: MeView, r: RoundKind): boolean =>
  me.posts.some((held) => held.post in (r.check.reads as Record<string, unknown>))

/** The tabs of a round for somebody, in order: what is done with it before how it is kept. */
export function tabsFor(me: MeView, r: RoundKind, view: RoundView): RoundTab[] {
  const isReader = readsRound(me, r)
  return [
    ...(isReader ? (['due', 'coverage', 'findings', 'reports'] as const) : []),
    ...(isReader && r.draw ? (['draws'] as const) : []),
    'checklist',
    ...(view.mayPlan ? (['plan'] as const) : []),
  ]
}

/** Where somebody begins: an administrator with the plan. */
export const firstTab = (me: MeView, r: RoundKind, view: RoundView): RoundTab =>
  readsRound(me, r) ? 'due' : view.mayPlan ? 'plan' : 'checklist'
