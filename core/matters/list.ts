// Lists of matters: rows as their reader may see them, page by page.
import { visibleData } from '../../contract/access.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { ListQuery } from '../../contract/list-query.ts'
import type { Post } from '../../contract/posts.ts'
import type { MatterRow, Page } from '../../contract/views.ts'
import { logRead } from '../access/log.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { divisionView } from '../divisions/view.ts'
import { namesOf } from '../people/names.ts'
import { headlineOf } from './headline.ts'
import { sharedPostsOf } from './load.ts'
import { findPage } from './page.ts'
import { accessFacts } from './record.ts'
import { personLabel, unitNames } from './view.ts'

/** One page of the matters of a kind that the reader may see under this filter. Reading personal fields is logged. */
export async function listMatters(ctx: Ctx, k: AnyMatterKind, query: ListQuery): Promise<Page<MatterRow>> {
  const limit = query.limit ?? 50
  const { records, next } = await findPage(ctx, k, query, limit)
  return { rows: await rowsOf(ctx, k, records), next }
}

/** Rows as the reader may see them: a headline they may not read is left empty. */
export async function rowsOf(ctx: Ctx, k: AnyMatterKind, records: readonly MatterRecord[]): Promise<MatterRow[]> {
  const names = await namesOf(
    ctx,
    records.map((m) => m.owner_id),
  )
  const units = await unitNames(
    ctx,
    records.map((m) => m.unit_id),
  )
  const shared = await sharedPostsOf(ctx, records)
  const seen: MatterRecord[] = []
  const rows = records.map((m) => {
    const data = visibleData(k, m.data, ctx.actor, accessFacts(m, shared.get(m.id)))
    const headline = data[k.headline as string]
    if (headline !== undefined) seen.push(m)
    return rowOf(ctx, m, headlineOf(k, data), personLabel(m.owner_id, names), units.get(m.unit_id ?? '') ?? null)
  })
  if (seen.length > 0)
    await logRead(ctx, {
      kind: k.kind,
      subjectIds: seen.map((m) => m.id),
      fields: [k.headline as string],
      countyId: seen[0]?.county_id ?? null,
    })
  return rows
}

function rowOf(
  ctx: Ctx,
  m: MatterRecord,
  headline: string,
  owner: MatterRow['owner'],
  unit: MatterRow['unit'],
): MatterRow {
  const me = ctx.actor.type === 'staff' ? ctx.actor.id : null
  return {
    id: m.id,
    kind: m.kind,
    no: m.no,
    state: m.state,
    version: m.version,
    headline,
    category: m.category,
    division: divisionShort(ctx, m.division_id),
    point: m.lng !== null && m.lat !== null ? { lng: m.lng, lat: m.lat } : null,
    placed: m.placed,
    channel: m.channel,
    openedAt: m.opened_at.toISOString(),
    stateSince: m.state_since.toISOString(),
    dueAt: m.due_at?.toISOString() ?? null,
    overdue: m.due_at !== null && m.due_at < ctx.now(),
    owner,
    unit,
    waitsFor: m.waits_post as Post | null,
    supervision: m.supervision,
    mine: me !== null && m.owner_id === me,
    merged: m.merged_into !== null,
  }
}

function divisionShort(ctx: Ctx, id: number): MatterRow['division'] {
  const { name, names, level } = divisionView(ctx.house.divisions.tree, id)
  return { id, name, names, level }
}
