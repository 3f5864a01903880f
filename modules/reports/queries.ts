// Questions of the portal that the derived list cannot ask.
import { sql } from 'kysely'
import type { Ctx } from '../../core/context.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import { cellsAround } from '../../core/geo/cells.ts'
import { distanceM } from '../../core/geo/distance.ts'
import { recordColumns } from '../../core/matters/record.ts'
import { report } from './report.matter.ts'

const mostMerges = 10

/** The matter at the end of a chain of merges. */
export async function leadingMatter(ctx: Ctx, id: string): Promise<MatterRecord> {
  let m = await ctx.db.selectFrom('matters').select(recordColumns).where('id', '=', id).executeTakeFirstOrThrow()
  for (let i = 0; i < mostMerges && m.merged_into !== null; i++)
    m = await ctx.db
      .selectFrom('matters')
      .select(recordColumns)
      .where('id', '=', m.merged_into)
      .executeTakeFirstOrThrow()
  return m
}

export interface StoryLine {
  subjectId: string
  did: string
  at: string
  from: string | null
  to: string | null
}

/** What happened to matters, oldest first; at most 300 lines. */
export async function storyOf(ctx: Ctx, ids: string[]): Promise<StoryLine[]> {
  const events = await ctx.db
    .selectFrom('events')
    .select(['subject_id', 'type', 'at', 'data'])
    .where('subject_id', 'in', ids)
    .orderBy('seq')
    .limit(300)
    .execute()
  return events.map((e) => ({
    subjectId: e.subject_id,
    did: e.type.slice(report.kind.length + 1),
    at: e.at.toISOString(),
    from: (e.data.from as string | undefined) ?? null,
    to: (e.data.to as string | undefined) ?? null,
  }))
}

/** The post somebody answers by: the one held longest. */
export async function ownerPost(ctx: Ctx, accountId: string) {
  const held = await ctx.db
    .selectFrom('posts_held as p')
    .leftJoin('units as u', 'u.id', 'p.unit_id')
    .select(['p.post', 'p.division_id as divisionId', 'u.name as unitName'])
    .where('p.account_id', '=', accountId)
    .where('p.to_at', 'is', null)
    .orderBy('p.from_at')
    .executeTakeFirst()
  return held
}

export interface Similar {
  n: number
  newest: Date | null
  state: string | null
}

const similarMetres = 300
const similarHours = 24
const mostCounted = 9

/** How many reports of a category lie within 300 m and 24 h of a point: never which, never what they say. */
export async function similarNear(
  ctx: Ctx,
  countyId: number,
  category: string,
  lng: number,
  lat: number,
): Promise<Similar> {
  const since = new Date(ctx.now().getTime() - similarHours * 3_600_000)
  const rows = await ctx.db
    .selectFrom('matters')
    .select(['lng', 'lat', 'opened_at', 'state'])
    .where('cell', 'in', cellsAround(lng, lat, similarMetres))
    .where('opened_at', '>=', since)
    .where('county_id', '=', countyId)
    .where('kind', '=', report.kind)
    .where('category', '=', category)
    .where('merged_into', 'is', null)
    .orderBy('opened_at', 'desc')
    .limit(200)
    .execute()
  const near = rows.filter((r) => distanceM(lng, lat, r.lng as number, r.lat as number) <= similarMetres)
  return { n: Math.min(near.length, mostCounted), newest: near[0]?.opened_at ?? null, state: near[0]?.state ?? null }
}

export interface VillageCount {
  category: string | null
  state: string
  n: number
}

/** Reports of a village opened in the last twelve months by category and state. */
export async function villageCounts(ctx: Ctx, villageId: number): Promise<VillageCount[]> {
  const since = new Date(ctx.now().getTime() - 365 * 86_400_000)
  const { rows } = await sql<VillageCount>`select category, state, count(*)::int as n from matters
    where village_id = ${villageId} and kind = ${report.kind} and opened_at >= ${since} and merged_into is null
    group by category, state limit 2000`.execute(ctx.db)
  return rows
}
