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

/** Rounds over the key areas that the guards of a school make in a day at least (校园巡查: 每天不少于5次). */
export const roundsADay = 5

/** A key area with how often somebody went past it today. */
export interface AreaToday {
  id: string
  name: string
  times: number
  lastAt: Date | null
}

/** The rounds of a school today. A round is whole when every key area was passed, so the one seen least often decides. */
export interface RoundsToday {
  done: number
  needed: number
  lastAt: string | null
  /** Areas that nobody has passed today. */
  unseen: string[]
}

/** Null for a school without key areas: there is nothing to go round. */
export function roundsOf(areas: readonly AreaToday[]): RoundsToday | null {
  if (areas.length === 0) return null
  const last = Math.max(...areas.map((area) => area.lastAt?.getTime() ?? 0))
  return {
    done: Math.min(...areas.map((area) => area.times)),
    needed: roundsADay,
    lastAt: last > 0 ? new Date(last).toISOString() : null,
    unseen: areas.filter((area) => area.times === 0).map((area) => area.name),
  }
}

/** Rounds that are still missing today. */
export const roundsMissing = (rounds: RoundsToday | null): number =>
  rounds === null ? 0 : Math.max(0, rounds.needed - rounds.done)

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
  /** Null while it has no key areas. */
  rounds: RoundsToday | null
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
    /** Schools whose guards have not made all rounds of today yet. */
    unwalked: number
  }
  rows: SchoolGlance[]
  /** There are more schools than one answer holds. */
  truncated: boolean
}

/** What needs somebody soonest comes first: overdue, then guards that are missing, then venues too near. */
export const byTrouble = (a: SchoolGlance, b: SchoolGlance): number =>
  late(b) - late(a) || b.shortfall - a.shortfall || (b.venues ?? 0) - (a.venues ?? 0)

const late = ({ missed, overdue, reports }: SchoolGlance): number => missed + overdue + reports
