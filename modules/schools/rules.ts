// How many guards a school needs, as a table that a county may replace, and the shapes of what the module answers.

/** From so many pupils on at least `guards`, and one more for each further `each` pupils above `from`. */
export interface GuardStep {
  from: number
  guards: number
  each?: number
}

/** Setting under which a county keeps a table of its own. */
export const guardSetting = 'schools.guards'

/**
 * What was read of the national table for schools without boarders (GB/T 29315-2022, in force since 2022-06-01): under
 * 100 pupils one, from 1,000 three, and one more for each 500 above. No step in between and no figure for boarders was
 * read: a county sets its own, and until then this is the least.
 */
export const usualGuards: readonly GuardStep[] = [
  { from: 0, guards: 1 },
  { from: 1000, guards: 3, each: 500 },
]

/** The guards that a school with so many pupils needs at least. */
export function guardsNeeded(students: number, table: readonly GuardStep[] = usualGuards): number {
  const step = table.findLast(({ from }) => students >= from)
  if (!step) return 0
  return step.guards + (step.each ? Math.floor((students - step.from) / step.each) : 0)
}

/** How many are missing; 0 when there are enough. */
export const guardShortfall = (students: number, guards: number, table?: readonly GuardStep[]): number =>
  Math.max(0, guardsNeeded(students, table) - guards)

/** 互联网上网服务营业场所管理条例 art 9: from any point of the wall or the border outwards in a straight line. */
export const perimeterM = 200

/** A venue near a school, in metres from its boundary; 0 inside. */
export interface NearVenue {
  schoolId: string
  venueId: string
  name: string
  trade: string
  metres: number
}

export interface SchoolsPerimeter {
  metres: number
  near: NearVenue[]
  /** Schools whose boundary nobody has drawn: nothing can be measured from them. */
  withoutGround: number
}

/** A school at a glance: what it lacks and what is overdue. */
export interface SchoolGlance {
  id: string
  name: string
  division: { name: string; names: string[] }
  point: { lng: number; lat: number } | null
  students: number
  guards: number
  /** Guards it should have, and how many are missing. */
  needed: number
  shortfall: number
  /** Venues within 200 m of the boundary; null while no boundary is drawn. */
  venues: number | null
  /** Monthly checks that were missed and not made since. */
  missed: number
  /** Findings that are open, and those past their day. */
  findings: number
  overdue: number
  /** Activities whose report is overdue. */
  reports: number
  /** No deputy head for law, or the term is over, or fewer than four hours this year. */
  lawShort: boolean
}

export interface SchoolsOverview {
  at: string
  total: {
    schools: number
    students: number
    guards: number
    shortfall: number
    short: number
    near: number
    overdue: number
  }
  rows: SchoolGlance[]
  /** There are more schools than one answer holds. */
  truncated: boolean
}

/** What needs somebody soonest comes first: overdue, then guards that are missing, then venues too near. */
export const byTrouble = (a: SchoolGlance, b: SchoolGlance): number =>
  late(b) - late(a) || b.shortfall - a.shortfall || (b.venues ?? 0) - (a.venues ?? 0)

const late = ({ missed, overdue, reports }: SchoolGlance): number => missed + overdue + reports
