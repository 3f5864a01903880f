// What a dispute and the tasks under it have in common: which committee gets it first, and who reads what.
import type { RoutingStep } from '../../contract/kind.ts'

/** The committee of the village, the township's, the county's; then the county's centre. */
export const committees: readonly RoutingStep[] = [
  { post: 'mediator', level: 'village' },
  { post: 'mediator', level: 'township' },
  { post: 'mediator', level: 'county' },
  { post: 'countyCentre', level: 'county' },
]

/** Tasks are read, shown and supervised alike; what they say is for those who take part, and for the county's centre. */
export const taskAccess = {
  reads: { mediator: 'subtree', townshipCentre: 'subtree', countyCentre: 'subtree', department: 'own' },
  opens: {
    personal: [],
    sealed: ['mediator', 'countyCentre', 'department'],
    within: { mediator: 'part', department: 'part' },
  },
  partySees: {},
  openedBy: [],
  operations: { assign: ['townshipCentre', 'countyCentre'], supervise: ['townshipCentre', 'countyCentre'] },
  routing: committees,
  retention: [],
} as const

/** Those who have the case take the steps of its tasks. */
export const byHandlers = { by: ['mediator', 'department'], reach: 'part' } as const
