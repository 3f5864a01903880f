// Reads all that the file of a dispute is written from, in one go, and keeps signatures.
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Strokes } from '../../../contract/paper.ts'
import type { Ctx } from '../../../core/context.ts'
import type { MatterRecord } from '../../../core/db/tables.ts'
import { actorId } from '../../../core/events/append.ts'
import { dispute } from '../dispute.matter.ts'
import type { Way } from './mark.ts'

export interface SignatureRow {
  document: string
  place: string
  digest: string
  strokes: Strokes
  way: Way
  made_at: Date
}

const mostSignatures = 500

/** The signatures of a dispute, oldest first; at most 500. */
export async function signaturesOf(ctx: Ctx, matterId: string): Promise<SignatureRow[]> {
  const { rows } = await sql<SignatureRow>`
    select document, place, digest, strokes, way, made_at from mediation_signatures
    where matter_id = ${matterId} order by made_at, id limit ${mostSignatures}`.execute(ctx.db)
  return rows
}

/** Keeps a signature. In the transaction of what it is part of. */
export async function keepSignature(tx: Ctx, m: MatterRecord, given: Omit<SignatureRow, 'made_at'>): Promise<void> {
  await sql`
    insert into mediation_signatures (county_id, id, matter_id, document, place, digest, strokes, way, made_by, made_at)
    values (${m.county_id}, ${uuidv7()}, ${m.id}, ${given.document}, ${given.place}, ${given.digest},
      ${JSON.stringify(given.strokes)}, ${given.way}, ${actorId(tx.actor)}, ${tx.now()})`.execute(tx.db)
}

export interface StoryRow {
  at: Date
  did: string
  actorType: string
  actorId: string | null
  post: string | null
}

const mostSteps = 300
// What is told of a file is what was done to the case, not who looked after its bell.
const told = [...Object.keys(dispute.transitions), 'opened'].map((did) => `${dispute.kind}.${did}`)

/** The steps of a dispute, oldest first; at most 300. */
export async function stepsOf(ctx: Ctx, matterId: string): Promise<StoryRow[]> {
  const rows = await ctx.db
    .selectFrom('events')
    .select(['at', 'type', 'actor_type as actorType', 'actor_id as actorId', 'actor_post as post'])
    .where('subject_id', '=', matterId)
    .where('type', 'in', told)
    .orderBy('seq')
    .limit(mostSteps)
    .execute()
  return rows.map(({ type, ...row }) => ({ ...row, did: type.slice(dispute.kind.length + 1) }))
}

export interface PostOf {
  accountId: string
  post: string
  divisionId: number
  unitName: string | null
}

/** The posts that accounts hold or held, those held longest first; at most 1,000. */
export const postsOf = (ctx: Ctx, accountIds: readonly string[]): Promise<PostOf[]> =>
  accountIds.length === 0
    ? Promise.resolve([])
    : ctx.db
        .selectFrom('posts_held as p')
        .leftJoin('units as u', 'u.id', 'p.unit_id')
        .select(['p.account_id as accountId', 'p.post', 'p.division_id as divisionId', 'u.name as unitName'])
        .where('p.account_id', 'in', [...new Set(accountIds)])
        .orderBy('p.from_at')
        .limit(1000)
        .execute()

/** The name of a unit, or null. */
export async function unitName(ctx: Ctx, id: string | null | undefined): Promise<string | null> {
  if (!id) return null
  const row = await ctx.db.selectFrom('units').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? null
}

export interface StoredRow {
  id: string
  sha256: string
  bytes: number
  media_type: string
}

/** Stored files that belong to some matters, by id. */
export async function filesOf(
  ctx: Ctx,
  ids: readonly string[],
  matterIds: readonly string[],
): Promise<Map<string, StoredRow>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('files')
    .select(['id', 'sha256', 'bytes', 'media_type'])
    .where('id', 'in', [...ids])
    .where('matter_id', 'in', [...matterIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
