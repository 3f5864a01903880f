// What a school needs — guards, rounds, law lessons, somebody at its gates — and the shapes of what the module answers.
import { dayAfter } from '../../contract/calendar.ts'

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

/** 法治副校长聘任与管理办法 (order 52): at least four class hours of lessons a year. */
export const lawHoursAYear = 4

/** The autumn term opens on 1 September by the province's school calendar, and with it the school year. */
const firstDay = '09-01'

/** The first and the last day of the school year that a day lies in, such as 2026-09-01 and 2027-08-31. */
export function schoolYearOf(day: string): { from: string; to: string } {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < firstDay ? 1 : 0)
  return { from: `${year}-${firstDay}`, to: dayAfter(`${year + 1}-${firstDay}`, -1) }
}

/** How a school stands with its deputy head: none was sent, the term is over, or one serves. */
export type Deputy = 'none' | 'over' | 'serving'

/** Judged on a day; a term without an end runs on. */
export function deputyOn(day: string, { lawHead, lawHeadUntil }: { lawHead?: string; lawHeadUntil?: string }): Deputy {
  if (lawHead === undefined) return 'none'
  return lawHeadUntil !== undefined && lawHeadUntil < day ? 'over' : 'serving'
}

/** Class hours that are still missing this school year. */
export const lawHoursMissing = (hours: number): number => Math.max(0, lawHoursAYear - hours)

/** A gate with its hours of escort as they were typed. */
export interface GateHours {
  id: string
  name: string
  peak: string
}

/** A shift of escort at a gate on school days, from and to as `HH:MM`. */
export interface EscortShift {
  gate: string
  from: string
  to: string
}

/** One peak of one gate. */
export interface Peak {
  gate: string
  from: string
  to: string
  isStaffed: boolean
}

const spans = /(\d{1,2}:\d{2}) ?[-–—~至] ?(\d{1,2}:\d{2})/g

/** Each peak of some gates, in the order of the gates and of their hours. */
export const peaksOf = (gates: readonly GateHours[], shifts: readonly EscortShift[]): Peak[] =>
  gates.flatMap(({ id, name, peak }) => {
    const here = shifts.filter((shift) => shift.gate === id)
    return [...peak.normalize('NFKC').matchAll(spans)].map(([, from = '', to = '']) => {
      const hours = { from: from.padStart(5, '0'), to: to.padStart(5, '0') }
      return { gate: name, ...hours, isStaffed: isCovered(hours, here) }
    })
  })

/** Whether shifts cover some hours without a gap: one may relieve the other. Hours that end before they begin are never covered. */
function isCovered({ from, to }: { from: string; to: string }, shifts: readonly EscortShift[]): boolean {
  if (to <= from) return false
  let until = from
  for (const shift of shifts.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    if (shift.from <= until && shift.to > until) until = shift.to
  return until >= to
}

/** The peaks at which nobody is on the roster. */
export const unstaffed = (peaks: readonly Peak[]): Peak[] => peaks.filter((peak) => !peak.isStaffed)

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
  /** The deputy head for law, and the hours of the lessons held this school year. */
  deputy: Deputy
  lawHours: number
  /** None serves, or fewer than four hours were held this school year. */
  lawShort: boolean
  /** The peaks at its gates; empty while no gate has hours of escort. */
  peaks: Peak[]
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
    /** Peaks at a gate that nobody is on the roster for, and the schools that have one. */
    peaks: number
    unescorted: number
  }
  rows: SchoolGlance[]
  /** There are more schools than one answer holds. */
  truncated: boolean
}

/** What needs somebody soonest comes first: overdue, then guards that are missing, then venues too near. */
export const byTrouble = (a: SchoolGlance, b: SchoolGlance): number =>
  late(b) - late(a) || b.shortfall - a.shortfall || (b.venues ?? 0) - (a.venues ?? 0)

const late = ({ missed, overdue, reports }: SchoolGlance): number => missed + overdue + reports

/** A county has some dozen posts; nobody reads more than these on a phone. */
export const mostPosts = 100

/** A youth-rights post as anybody may read it. */
export interface PostForAll {
  id: string
  name: string
  helps: string
  phone: string
  address: string | null
}

export interface PostsForAll {
  posts: PostForAll[]
  /** There are more posts than one answer holds. */
  truncated: boolean
}
