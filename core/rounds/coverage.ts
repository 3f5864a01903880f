// Which targets have not been seen for how long: one row each, moved by what happened to checks and findings.
import { sql } from 'kysely'
import { dayOf } from '../../contract/calendar.ts'
import type { RoundKind, Target } from '../../contract/round.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import type { EventRecord } from '../events/reader.ts'

/** Brings the rows of a round in line with its targets. What is not named any more is not covered any more. */
export async function nameTargets(ctx: Ctx, r: RoundKind, countyId: number, targets: readonly Target[]): Promise<void> {
  const rows = targets.map((t) => ({
    target_id: t.id,
    name: t.name,
    division_id: t.divisionId,
    path: ctx.house.divisions.tree.get(t.divisionId).path,
    unit_id: t.unitId ?? null,
    lng: t.point?.lng ?? null,
    lat: t.point?.lat ?? null,
  }))
  await sql`with named as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(target_id text, name text, division_id int, path text, unit_id uuid, lng float8, lat float8)),
    gone as (update round_coverage c set is_gone = true
      where c.county_id = ${countyId} and c.round = ${r.kind} and not c.is_gone
        and not exists (select from named n where n.target_id = c.target_id))
    insert into round_coverage as c (county_id, round, target_id, name, division_id, path, unit_id, lng, lat)
    select ${countyId}::int, ${r.kind}::text, n.* from named n
    on conflict (county_id, round, target_id) do update set name = excluded.name, division_id = excluded.division_id,
      path = excluded.path, unit_id = excluded.unit_id, lng = excluded.lng, lat = excluded.lat, is_gone = false
    where (c.name, c.division_id, c.path, c.unit_id, c.lng, c.lat, c.is_gone) is distinct from
      (excluded.name, excluded.division_id, excluded.path, excluded.unit_id, excluded.lng, excluded.lat, false)`.execute(
    ctx.db,
  )
}

/** Moves the row of a check's target by what happened to the check. */
export async function moveByCheck(ctx: Ctx, r: RoundKind, check: MatterRecord, event: EventRecord): Promise<void> {
  const did = event.type.slice(r.check.kind.length + 1)
  const change = changeBy(did, check, event)
  if (!change) return
  await sql`update round_coverage set ${change}
    where county_id = ${check.county_id} and round = ${r.kind} and target_id = ${String(check.data.target)}`.execute(
    ctx.db,
  )
}

function changeBy(did: string, check: MatterRecord, event: EventRecord) {
  switch (did) {
    case 'opened':
      return sql`due_check_id = ${check.id}, due_on = ${String(check.data.dueOn)}`
    case 'fill':
      return sql`due_check_id = null, due_on = null, missed_in_row = 0, last_check_id = ${check.id},
        last_done_on = greatest(last_done_on, ${dayOf(event.at)}::date)`
    case 'miss':
      return sql`due_check_id = null, due_on = null, missed_in_row = missed_in_row + 1`
    case 'report':
    case 'callOff':
      return sql`due_check_id = null, due_on = null`
    default:
      return null
  }
}

/** Counts the open findings of some targets anew. */
export const countFindings = (ctx: Ctx, r: RoundKind, countyId: number, targetIds: readonly string[]) =>
  sql`update round_coverage c set open_findings = (select count(*) from matters m
      where m.data ->> 'target' = c.target_id and m.data ? 'target' and m.county_id = c.county_id
        and m.kind = ${r.findings.kind} and m.ended_at is null)
    where c.county_id = ${countyId} and c.round = ${r.kind} and c.target_id = any(${targetIds}::text[])`.execute(ctx.db)
