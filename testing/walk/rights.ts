// The table of permissions, written by hand from what the law and the posts ask for; nothing here is read from the program.
import type { Relation, SeatName } from './seats.ts'

/** Who gets through a route: anybody, anybody signed in, nobody any more, or these seats and no others. */
export type Through = 'public' | 'staff' | 'nobody' | readonly SeatName[]

export const handling = ['gridWorker', 'residentOfficer', 'stationChief', 'townshipCentre', 'countyCentre'] as const
export const centres = ['townshipCentre', 'countyCentre'] as const
const officials = ['administrator', 'townshipAdministrator'] as const

/** Whoever finds a report that lies at home, or with their unit. */
export const readers: readonly SeatName[] = [...handling, 'commandCentre', 'mediator', 'department']
/** Those among them who see what tells of a person, such as a photo. */
export const personalReaders: readonly SeatName[] = [...handling, 'commandCentre', 'department']
/** Those who read numbers of a division. */
export const countReaders: readonly SeatName[] = [...handling, 'commandCentre', 'mediator']

/** Who takes a step of a report at home. */
export const steps: Readonly<Record<string, readonly SeatName[]>> = {
  place: [...handling, 'commandCentre'],
  accept: handling,
  escalate: ['gridWorker', 'residentOfficer', 'townshipCentre'],
  decline: centres,
  route: handling,
  acceptRouted: ['department'],
  sendBack: ['department'],
  contain: [...handling, 'department'],
  resolve: [...handling, 'department'],
  confirm: [],
  closeWithReason: centres,
  lapse: ['countyCentre'],
  rate: [],
  reopen: centres,
}

export const opens: readonly SeatName[] = [...handling, 'commandCentre']
export const exports_: readonly SeatName[] = [...centres, 'commandCentre']
/** Who does what is possible with every matter at home. */
export const operations = {
  assign: centres,
  extend: ['gridWorker', 'residentOfficer', ...centres, 'department'],
  decideExtension: centres,
  link: handling,
  merge: ['gridWorker', ...centres],
  share: centres,
  handIn: readers,
  settle: [...centres, 'commandCentre'],
} as const satisfies Record<string, readonly SeatName[]>

/** The monthly walk of a village: whom it concerns, who sees a report before it is published, who publishes. */
export const walks = {
  concerned: ['gridWorker', ...centres, 'auditor', ...officials],
  previewers: ['countyCentre', 'auditor'],
  publishers: ['countyCentre'],
} as const satisfies Record<string, readonly SeatName[]>

/** Whoever looks after accounts; tokens and lists are the county's. */
export const administrators: readonly SeatName[] = officials
export const countyAdministrator: readonly SeatName[] = ['administrator']
/** Whoever receives posts and looks after phones. */
export const receivers: readonly SeatName[] = [...officials, ...centres]
export const auditors: readonly SeatName[] = ['auditor']

/** What comes of asking: the status of a good answer, or which refusal. */
export type Outcome = 'through' | 401 | 403 | 404

export interface Right {
  /** Who the route is for at all: others are told so, whatever they ask for. */
  gate: Through
  /** Who finds what the request is about when it lies at home; everybody when unsaid. Elsewhere nobody finds it. */
  finds?: readonly SeatName[]
  /** Who of those may do it; all of them when unsaid. */
  may?: readonly SeatName[]
  /** The refusal for what lies elsewhere: a place that everybody knows is not hidden. */
  elsewhere?: 403 | 404
  /** The answer is the same wherever the thing lies, because it has no place. */
  placeless?: boolean
}

/** What the table says of one seat and one thing. `null` is somebody without a session. */
export function expected(right: Right, seat: SeatName | null, relation: Relation): Outcome {
  const { gate, finds, may } = right
  if (gate === 'public') return 'through'
  if (gate === 'nobody') return 404
  if (seat === null) return 401
  if (gate !== 'staff' && !gate.includes(seat)) return 403
  if (right.placeless !== true && relation !== 'own') return right.elsewhere ?? 404
  if (finds && !finds.includes(seat)) return 404
  return may && !may.includes(seat) ? 403 : 'through'
}
