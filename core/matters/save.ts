// Writes a matter and its event together: no change of a row without the event that tells of it.
import { sql } from 'kysely'
import { eventType } from '../../contract/derive/paths.ts'
import { invariant } from '../../contract/errors.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { appendRows, type Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { actorId, appendEvent, eventRow } from '../events/append.ts'
import { matterDigest } from '../events/digest.ts'
import { rowFacts } from '../events/row-facts.ts'
import { entryLinks, fileIds } from './input.ts'
import { countedFacts, searchable } from './record.ts'

export interface Told {
  /** What was done, past or by the transition's name: the last part of the event's type. */
  did: string
  post?: string | null
  deviceAt?: Date | null
  /** Open values only. */
  data?: Record<string, unknown>
}

const json = (value: unknown) => sql<Record<string, unknown>>`${JSON.stringify(value)}::jsonb`

/** Inserts many new matters of a kind, each with its first event. */
export async function insertMatters(
  ctx: Ctx,
  k: AnyMatterKind,
  matters: readonly MatterRecord[],
  told: Told,
): Promise<void> {
  await appendRows(ctx, {
    matters: matters.map((m) => ({ ...m, search: searchable(k, m) })),
    events: matters.map((m) => eventRow(ctx, matterEvent(ctx, k, null, m, told))),
  })
}

/** Inserts a new matter with its first event, and ties the files that came with it. */
export async function insertMatter(ctx: Ctx, k: AnyMatterKind, m: MatterRecord, told: Told): Promise<void> {
  await appendRows(ctx, {
    matters: [{ ...m, search: searchable(k, m) }],
    events: [eventRow(ctx, matterEvent(ctx, k, null, m, told))],
    files: fileIds(k, m.data).map((id) => ({ id, matter_id: m.id })),
    links: entryLinks(k, m, actorId(ctx.actor)),
  })
}

/** Writes the row as `after` says and appends what happened. The row must be locked by this transaction. */
export async function updateMatter(
  ctx: Ctx,
  k: AnyMatterKind,
  before: MatterRecord,
  after: MatterRecord,
  told: Told,
): Promise<void> {
  const { id, county_id, ...columns } = after
  const written = await ctx.db
    .updateTable('matters')
    .set({ ...columns, data: json(after.data), search: sql`${searchable(k, after)}::tsvector` })
    .where('id', '=', id)
    .where('county_id', '=', county_id)
    .executeTakeFirst()
  invariant(written.numUpdatedRows === 1n, `no row of matter ${id} in county ${county_id}`)
  await appendEvent(ctx, matterEvent(ctx, k, before, after, told))
  await appendRows(ctx, { links: entryLinks(k, after, actorId(ctx.actor)) })
}

/** The event of a change, with the facts that counters move by and the digest that `verify` compares. */
export const matterEvent = (
  ctx: Pick<Ctx, 'house'>,
  k: AnyMatterKind,
  before: MatterRecord | null,
  after: MatterRecord,
  told: Told,
) => ({
  type: eventType(k, told.did),
  subjectKind: k.kind,
  subjectId: after.id,
  countyId: after.county_id,
  path: after.path,
  deviceAt: told.deviceAt ?? null,
  post: told.post ?? null,
  data: {
    ...(before && before.state !== after.state ? { from: before.state } : {}),
    to: after.state,
    no: after.no,
    version: after.version,
    ...(told.data ?? {}),
    row: rowFacts(before, after),
  },
  was: before ? countedFacts(k, before) : null,
  now: countedFacts(k, after),
  digest: matterDigest(ctx.house.secret, after),
})
