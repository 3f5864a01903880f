// All schools of a division at a glance: guards that are missing, venues too near, checks missed, findings and reports overdue.
import { dayOf } from '../../contract/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import { divisionView } from '../../core/divisions/view.ts'
import { perimeterOf } from './perimeter.ts'
import {
  areasToday,
  type Bounds,
  guardTable,
  lawHoursOf,
  mostSchools,
  type Pending,
  peaksAt,
  pendingAt,
  type SchoolRow,
  schoolsWithGround,
} from './queries.ts'
import {
  type AreaToday,
  byTrouble,
  deputyOn,
  type GuardStep,
  guardShortfall,
  guardsNeeded,
  lawHoursMissing,
  type Peak,
  roundsMissing,
  roundsOf,
  type SchoolGlance,
  type SchoolsOverview,
  unstaffed,
  usualGuards,
} from './rules.ts'

export async function schoolsOverview(ctx: Ctx, bounds: Bounds): Promise<SchoolsOverview> {
  const found = await schoolsWithGround(ctx, bounds)
  const schools = found.slice(0, mostSchools)
  const countyIds = [...new Set(schools.map((s) => s.county_id))]
  const tables = new Map<number, readonly GuardStep[]>()
  for (const id of countyIds) tables.set(id, await guardTable(ctx, id))
  const { near } = await perimeterOf(ctx, bounds)
  const venues = Map.groupBy(near, (each) => each.schoolId)
  const pending = await pendingAt(ctx, countyIds)
  const ids = schools.map((s) => s.id)
  const areas = await areasToday(ctx, ids)
  const lawHours = await lawHoursOf(ctx, ids)
  const peaks = await peaksAt(ctx, ids)
  const rows = schools.map((s) =>
    glanceOf(ctx, s, {
      table: tables.get(s.county_id) ?? usualGuards,
      venues: s.ground ? (venues.get(s.id)?.length ?? 0) : null,
      pending: pending.get(s.id),
      areas: areas.get(s.id) ?? [],
      lawHours: lawHours.get(s.id) ?? 0,
      peaks: peaks.get(s.id) ?? [],
    }),
  )
  const sum = (of: (row: SchoolGlance) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    at: ctx.now().toISOString(),
    total: {
      schools: rows.length,
      students: sum((r) => r.students),
      guards: sum((r) => r.guards),
      shortfall: sum((r) => r.shortfall),
      short: rows.filter((r) => r.shortfall > 0).length,
      near: rows.filter((r) => (r.venues ?? 0) > 0).length,
      overdue: rows.filter((r) => r.missed + r.overdue + r.reports > 0).length,
      unwalked: rows.filter((r) => roundsMissing(r.rounds) > 0).length,
      peaks: sum((r) => unstaffed(r.peaks).length),
      unescorted: rows.filter((r) => unstaffed(r.peaks).length > 0).length,
    },
    rows: rows.toSorted(byTrouble),
    truncated: found.length > schools.length,
  }
}

interface Beside {
  table: readonly GuardStep[]
  venues: number | null
  pending: Pending | undefined
  areas: readonly AreaToday[]
  lawHours: number
  peaks: Peak[]
}

function glanceOf(ctx: Ctx, s: SchoolRow, beside: Beside): SchoolGlance {
  const { table, venues, pending, areas, lawHours, peaks } = beside
  const { name, names } = divisionView(ctx.house.divisions.tree, s.division_id)
  const { students, guards } = s.data
  const deputy = deputyOn(dayOf(ctx.now()), s.data)
  return {
    id: s.id,
    name: s.headline,
    division: { name, names },
    point: s.lng !== null && s.lat !== null ? { lng: s.lng, lat: s.lat } : null,
    students,
    guards,
    needed: guardsNeeded(students, table),
    shortfall: guardShortfall(students, guards, table),
    venues,
    missed: pending?.missed ?? 0,
    findings: pending?.findings ?? 0,
    overdue: pending?.overdue ?? 0,
    reports: pending?.reports ?? 0,
    deputy,
    lawHours,
    lawShort: deputy !== 'serving' || lawHoursMissing(lawHours) > 0,
    peaks,
    rounds: roundsOf(areas),
  }
}
