// Who walks the table of permissions: a holder of every post, and what lies at home, beside, above and across the border.
import type { Post } from '../../contract/posts.ts'
import type { Role } from '../world-cast.ts'
import type { PlaceName } from '../world-ground.ts'

/** Where the thing lies that somebody asks for, as seen from their own division. */
export const relations = ['own', 'sibling', 'parent', 'other'] as const
export type Relation = (typeof relations)[number]

export interface Seat {
  post: Post
  /** Of the cast, or nobody of it: then the post is given in `home`. */
  role?: Role
  home: PlaceName
  /** The county has nothing beside it that is not another county, and nothing above it that matters lie in. */
  places: Partial<Record<Relation, PlaceName>>
}

const ofVillage = { own: 'garden', sibling: 'street', parent: 'township', other: 'neighbourVillage' } as const
const ofTownship = { own: 'garden', sibling: 'otherVillage', parent: 'county', other: 'neighbourVillage' } as const
const ofCounty = { own: 'garden', other: 'neighbourVillage' } as const
// A department reads what its unit was given, wherever that lies: beside is what another unit has, above what none has.
const ofUnit = { own: 'garden', sibling: 'garden', parent: 'garden', other: 'neighbourVillage' } as const

/** One seat for every post, and a second for administrators, who reach differently far in a township. */
export const seats = {
  gridWorker: { post: 'gridWorker', role: 'grid', home: 'garden', places: ofVillage },
  mediator: { post: 'mediator', role: 'mediator', home: 'garden', places: ofVillage },
  residentOfficer: { post: 'residentOfficer', role: 'officer', home: 'township', places: ofTownship },
  stationChief: { post: 'stationChief', role: 'chief', home: 'township', places: ofTownship },
  townshipCentre: { post: 'townshipCentre', role: 'township', home: 'township', places: ofTownship },
  countyCentre: { post: 'countyCentre', role: 'county', home: 'county', places: ofCounty },
  commandCentre: { post: 'commandCentre', role: 'command', home: 'county', places: ofCounty },
  department: { post: 'department', role: 'emergency', home: 'county', places: ofUnit },
  schoolGuard: { post: 'schoolGuard', role: 'school', home: 'garden', places: ofVillage },
  unitGuard: { post: 'unitGuard', role: 'guard', home: 'county', places: ofCounty },
  patrol: { post: 'patrol', role: 'patrol', home: 'garden', places: ofVillage },
  auditor: { post: 'auditor', role: 'auditor', home: 'county', places: ofCounty },
  administrator: { post: 'administrator', role: 'admin', home: 'county', places: ofCounty },
  townshipAdministrator: { post: 'administrator', home: 'township', places: ofTownship },
} as const satisfies Record<string, Seat>

export type SeatName = keyof typeof seats
export const seatNames = Object.keys(seats) as SeatName[]
