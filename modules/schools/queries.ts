// Questions about schools that lists of a register cannot answer.
import { type RawBuilder, sql } from 'kysely'
import { dayOf, instantOf } from '../../contract/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import { countySettings } from '../../core/lists/settings.ts'
import { entryConditions } from '../../core/registers/filter.ts'
import { activity } from './activity.matter.ts'
import { lesson } from './lesson.register.ts'
import { monthly } from './monthly.round.ts'
import { area, gate } from './parts.register.ts'
import {
  type AreaToday,
  type GuardStep,
  guardSetting,
  type Peak,
  type PostForAll,
  peaksOf,
  schoolYearOf,
  usualGuards,
} from './rules.ts'
import { school } from './school.register.ts'
import { shift } from './shift.register.ts'
import { venue } from './venue.register.ts'
import { walk } from './walk.matter.ts'
import { youthPost } from './youth-post.register.ts'

/** A county has some hundred schools; more than these are asked for by township. */
export const mostSchools = 3000
const mostVenues = 30_000

/** Which schools are asked about: those of a division, or one. */
export interface Bounds {
  division?: number | undefined
  id?: string | undefined
}

export interface SchoolRow {
  id: string
  headline: string
  county_id: number
  division_id: number
  lng: number | null
  lat: number | null
  data: { students: number; guards: number; lawHead?: string; lawHeadUntil?: string }
  ground: unknown
}

/** The schools in reach with their boundaries, by name. */
export const schoolsWithGround = (ctx: Ctx, bounds: Bounds): Promise<SchoolRow[]> =>
  schoolsThere(ctx, bounds, sql`e.id, e.headline, e.county_id, e.division_id, e.lng, e.lat, e.data, ${ground}`)

/** Their boundaries alone. */
export const groundsThere = (ctx: Ctx, bounds: Bounds): Promise<Pick<SchoolRow, 'id' | 'ground'>[]> =>
  schoolsThere(ctx, bounds, sql`e.id, ${ground}`)

const ground = sql`e.shapes -> 'ground' as ground`

async function schoolsThere<R>(ctx: Ctx, { division, id }: Bounds, columns: RawBuilder<unknown>): Promise<R[]> {
  const where = entryConditions(ctx, school, { ...(division === undefined ? {} : { division }) })
  if (where === null) return []
  const one = id === undefined ? sql`` : sql` and e.id = ${id}`
  const { rows } = await sql<R>`select ${columns} from register_entries e where ${where}${one}
    order by e.headline, e.id limit ${mostSchools + 1}`.execute(ctx.db)
  return rows
}

export interface VenueRow {
  id: string
  headline: string
  trade: string
  lng: number
  lat: number
}

/** The venues in reach that have a place. */
export async function venuesThere(ctx: Ctx): Promise<VenueRow[]> {
  const where = entryConditions(ctx, venue, {})
  if (where === null) return []
  const { rows } = await sql<VenueRow>`select e.id, e.headline, e.data ->> 'trade' as trade, e.lng, e.lat
    from register_entries e where ${where} and e.lng is not null limit ${mostVenues}`.execute(ctx.db)
  return rows
}

export interface Pending {
  school: string
  missed: number
  findings: number
  overdue: number
  reports: number
}

/** What waits at the schools of some counties: missed checks not made up since, findings, reports of activities. */
export async function pendingAt(ctx: Ctx, countyIds: readonly number[]): Promise<Map<string, Pending>> {
  if (countyIds.length === 0) return new Map()
  const now = ctx.now()
  const { rows } = await sql<Pending>`
    select coalesce(m.data ->> 'target', m.data ->> 'school') as school,
      (count(*) filter (where m.kind = ${monthly.check.kind} and m.state = 'missed' and not exists (
        select from matters later where later.county_id = m.county_id and later.kind = m.kind and later.state = 'done'
          and later.data ->> 'target' = m.data ->> 'target' and later.data ->> 'dueOn' > m.data ->> 'dueOn')))::int as missed,
      (count(*) filter (where m.kind = ${monthly.findings.kind} and m.ended_at is null))::int as findings,
      (count(*) filter (where m.kind = ${monthly.findings.kind} and m.ended_at is null
        and (m.state = 'overdue' or m.due_at < ${now})))::int as overdue,
      (count(*) filter (where m.kind = ${activity.kind} and m.due_at < ${now}
        and m.state = any(${[...(activity.about?.heldBack?.by ?? [])]}::text[])))::int as reports
    from matters m
    where m.county_id = any(${[...countyIds]}::int[]) and m.merged_into is null
      and m.kind in (${monthly.check.kind}, ${monthly.findings.kind}, ${activity.kind})
      and (m.ended_at is null or m.state = 'missed')
    group by 1`.execute(ctx.db)
  return new Map(rows.map((row) => [row.school, row]))
}

/** Whoever goes past an area twice within so many minutes has passed it once. */
const onceInMinutes = 10

/**
 * The key areas of some schools with how often a guard went past each of them today. A walk without a network counts for
 * when it was made; the phone's clock never counts ahead of the server's.
 */
export async function areasToday(ctx: Ctx, schoolIds: readonly string[]): Promise<Map<string, AreaToday[]>> {
  if (schoolIds.length === 0) return new Map()
  const midnight = instantOf(dayOf(ctx.now()))
  const { rows } = await sql<AreaToday & { school: string }>`
    with areas as (
      select e.id, e.headline, e.data ->> 'school' as school from register_entries e
      where e.kind = ${area.kind} and e.data ->> 'school' = any(${[...schoolIds]}::text[])
        and e.closed_on is null and e.merged_into is null
    ), told as (
      select m.data ->> 'area' as area, least(coalesce(m.device_at, m.opened_at), m.opened_at) as at from matters m
      where m.kind = ${walk.kind} and m.opened_at >= ${midnight} and m.merged_into is null
    ), walks as (
      select area, at, at - lag(at) over (partition by area order by at) as since from told where at >= ${midnight}
    )
    select a.school, a.id, a.headline as name,
      (count(w.at) filter (where w.since is null or w.since >= make_interval(mins => ${onceInMinutes})))::int as times,
      max(w.at) as "lastAt"
    from areas a left join walks w on w.area = a.id::text
    group by a.school, a.id, a.headline order by a.headline, a.id`.execute(ctx.db)
  return Map.groupBy(rows, (row) => row.school)
}

/**
 * An open entry `e` that belongs to a school `s`. Whoever keeps entries for one unit alone may name any school in them,
 * so what names another unit than the school's own does not count for it.
 */
const ofSchool = (kind: string, schoolIds: readonly string[]) => sql`register_entries e
  join register_entries s on s.id::text = e.data ->> 'school' and (e.unit_id is null or e.unit_id = s.unit_id)
  where e.kind = ${kind} and e.data ->> 'school' = any(${[...schoolIds]}::text[])
    and e.closed_on is null and e.merged_into is null`

/** The hours of the law lessons that some schools have held in this school year until today. */
export async function lawHoursOf(ctx: Ctx, schoolIds: readonly string[]): Promise<Map<string, number>> {
  if (schoolIds.length === 0) return new Map()
  const today = dayOf(ctx.now())
  const { rows } = await sql<{ school: string; hours: number }>`
    select s.id as school, sum((e.data ->> 'hours')::numeric)::float8 as hours
    from ${ofSchool(lesson.kind, schoolIds)} and e.data ->> 'day' between ${schoolYearOf(today).from} and ${today}
    group by s.id`.execute(ctx.db)
  return new Map(rows.map(({ school, hours }) => [school, hours]))
}

/** The peaks at the gates of some schools, with whether the roster has somebody there on school days. */
export async function peaksAt(ctx: Ctx, schoolIds: readonly string[]): Promise<Map<string, Peak[]>> {
  if (schoolIds.length === 0) return new Map()
  const { rows: gates } = await sql<{ school: string; id: string; name: string; peak: string }>`
    select s.id as school, e.id, e.headline as name, e.data ->> 'peak' as peak
    from ${ofSchool(gate.kind, schoolIds)} and e.data ? 'peak' order by e.headline, e.id`.execute(ctx.db)
  if (gates.length === 0) return new Map()
  const { rows: shifts } = await sql<{ school: string; gate: string; from: string; to: string }>`
    select s.id as school, e.data ->> 'gate' as gate, e.data ->> 'from' as "from", e.data ->> 'to' as "to"
    from ${ofSchool(shift.kind, schoolIds)} and e.data @> '{"peak": true}'
      and e.data ->> 'days' in ('schoolDays', 'everyDay')`.execute(ctx.db)
  const shiftsBySchool = Map.groupBy(shifts, (row) => row.school)
  const gatesBySchool = Map.groupBy(gates, (row) => row.school)
  return new Map([...gatesBySchool].map(([id, own]) => [id, peaksOf(own, shiftsBySchool.get(id) ?? [])]))
}

/** The table of guards of a county, or the national one. */
export async function guardTable(ctx: Ctx, countyId: number): Promise<readonly GuardStep[]> {
  const own = (await countySettings(ctx, countyId)).get(guardSetting)
  return Array.isArray(own) ? (own as GuardStep[]) : usualGuards
}

/** The youth-rights posts of a county that are open, by name, at most so many. */
export async function openPosts(ctx: Ctx, countyId: number, most: number): Promise<PostForAll[]> {
  const { rows } = await sql<PostForAll>`select e.id, e.headline as name, e.data ->> 'helps' as helps,
      e.data ->> 'phone' as phone, e.data ->> 'address' as address
    from register_entries e where e.county_id = ${countyId} and e.kind = ${youthPost.kind}
      and e.closed_on is null and e.merged_into is null
    order by e.headline, e.id limit ${most}`.execute(ctx.db)
  return rows
}
