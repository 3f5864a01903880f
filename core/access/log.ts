// The log of access: who read what of a person, who took data out, who was refused. Written where it happens.
import type { Ctx, House } from '../context.ts'

export interface Access {
  kind: string | null
  subjectIds: readonly string[]
  countyId: number | null
}

/**
 * Logs that fields of a person were read, in the transaction of the read: what cannot be logged is not shown.
 * The clock reads for nobody and is not logged.
 */
export async function logRead(ctx: Ctx, access: Access & { fields: readonly string[] }): Promise<void> {
  if (ctx.actor.type === 'clock') return
  await ctx.db
    .insertInto('access_log')
    .values(rowOf(ctx, 'read', access))
    .execute()
}

/** Logs that data left the house as a file, in the transaction of the export. */
export async function logExport(ctx: Ctx, access: Access & { fields: readonly string[] }): Promise<void> {
  await ctx.db
    .insertInto('access_log')
    .values(rowOf(ctx, 'export', access))
    .execute()
}

const beingWritten = new WeakMap<House, Set<Promise<void>>>()

/**
 * Logs a refusal. It outlives the transaction it happens in, which is about to be rolled back: there it is written on
 * a connection of its own, and nobody waits for that while holding another one.
 */
export async function logRefusal(ctx: Ctx, access: Access & { why: string }): Promise<void> {
  const { house } = ctx
  const row = { ...rowOf(ctx, 'refused', { ...access, fields: [] }), why: access.why }
  const pending = beingWritten.get(house) ?? new Set()
  beingWritten.set(house, pending)
  const writing = house.db
    .insertInto('access_log')
    .values(row)
    .execute()
    .then(() => undefined)
    .catch((fault: unknown) => house.log.error({ fault: String(fault), route: ctx.route }, 'a refusal was not logged'))
    .finally(() => pending.delete(writing))
  pending.add(writing)
  if (!ctx.db.isTransaction) await writing
}

/** Waits until every refusal of this process so far is written: before the log is read, and before the end. */
export async function refusalsWritten(house: House): Promise<void> {
  await Promise.all(beingWritten.get(house) ?? [])
}

function rowOf(
  ctx: Ctx,
  what: 'read' | 'export' | 'refused',
  { kind, subjectIds, fields, countyId }: Access & { fields: readonly string[] },
) {
  const { actor } = ctx
  const isKnown = actor.type === 'staff' || actor.type === 'machine'
  return {
    county_id: countyId,
    at: ctx.now(),
    actor_id: isKnown ? actor.id : null,
    actor_type: actor.type,
    actor_name: isKnown ? actor.name : null,
    what,
    route: ctx.route,
    kind,
    subject_ids: [...subjectIds],
    fields: [...fields],
    purpose: ctx.purpose,
    why: null,
  }
}
