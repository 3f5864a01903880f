// Checklists of a county and their versions: one draft at most, and what was published, which nobody changes.

import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { checklistFaults } from '../../contract/checklist/faults.ts'
import type { Checklist } from '../../contract/checklist/form.ts'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { RoundKind } from '../../contract/round.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { Checklists } from '../db/round-tables.ts'
import { actorId, appendEvent } from '../events/append.ts'
import { canonical } from '../events/digest.ts'

type Version = Selectable<Checklists>

// Any constant: events name their subject by UUID, checklists have a round and a number.
const namespace = '1c7b0c84-1a34-4a6e-8f53-9f4a3c0d5b21'
const published = new WeakMap<object, Map<string, Version>>()
const mostRemembered = 500

/** A published version; it never changes, so it is remembered. @throws access.not-found */
export async function getVersion(ctx: Ctx, countyId: number, round: string, version: number): Promise<Version> {
  const ofHouse = published.get(ctx.house) ?? new Map<string, Version>()
  published.set(ctx.house, ofHouse)
  const key = `${countyId}/${round}/${version}`
  const known = ofHouse.get(key)
  if (known) return known
  const row = await ctx.db
    .selectFrom('checklists')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('round', '=', round)
    .where('version', '=', version)
    .where('published_at', 'is not', null)
    .executeTakeFirst()
  if (!row) throw problem('access.not-found')
  if (ofHouse.size >= mostRemembered) ofHouse.clear()
  ofHouse.set(key, row)
  return row
}

/** All versions of a round in a county, newest first, the draft on top; at most 200. */
export const versionsOf = (ctx: Ctx, countyId: number, round: string): Promise<Version[]> =>
  ctx.db
    .selectFrom('checklists')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('round', '=', round)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()

/** The version new checks are made with, or undefined. */
export const currentVersion = (ctx: Ctx, countyId: number, round: string): Promise<Version | undefined> =>
  ctx.db
    .selectFrom('checklists')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('round', '=', round)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Saves the draft. `revision` is that of the draft one began from, 0 when there was none. @throws matters.stale, input.invalid */
export async function saveDraft(
  ctx: Ctx,
  countyId: number,
  r: RoundKind,
  input: { form: Checklist; revision: number },
): Promise<Version> {
  checkForm(input.form)
  return inTransaction(ctx, async (tx) => {
    const versions = await versionsOf(tx, countyId, r.kind)
    const draft = versions.find((v) => v.published_at === null)
    if ((draft?.revision ?? 0) !== input.revision)
      throw problem('matters.stale', { extra: { yours: input.revision, current: draft?.revision ?? 0 } })
    const row = {
      county_id: countyId,
      round: r.kind,
      version: draft?.version ?? (versions[0]?.version ?? 0) + 1,
      form: JSON.stringify(input.form) as never,
      revision: input.revision + 1,
      changed_by: actorId(tx.actor),
      changed_at: tx.now(),
      published_at: null,
    }
    return tx.db
      .insertInto('checklists')
      .values(row)
      .onConflict((c) => c.columns(['county_id', 'round', 'version']).doUpdateSet(row))
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** Publishes the draft: checks made from now on use it, those that exist keep theirs. @throws matters.stale */
export async function publishDraft(ctx: Ctx, countyId: number, r: RoundKind, revision: number): Promise<Version> {
  return inTransaction(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('checklists')
      .set({ published_at: tx.now() })
      .where('county_id', '=', countyId)
      .where('round', '=', r.kind)
      .where('published_at', 'is', null)
      .where('revision', '=', revision)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw problem('matters.stale')
    await appendEvent(tx, {
      type: 'rounds.checklist.published',
      subjectKind: 'rounds.checklist',
      subjectId: uuidv5(`${countyId}/${r.kind}/${row.version}`, namespace),
      countyId,
      path: tx.house.divisions.tree.get(countyId).path,
      data: { round: r.kind, version: row.version, sha256: formHash(row.form) },
    })
    return row
  })
}

/** SHA-256 of a checklist, the same however its JSON was spaced. */
export const formHash = (form: Checklist): string => createHash('sha256').update(canonical(form)).digest('hex')

/** Refuses a checklist that could not be filled in. @throws input.invalid by item and part */
export function checkForm(form: Checklist): void {
  const faults = checklistFaults(form)
  if (faults.length === 0) return
  throw problem('input.invalid', {
    detail: label(`检查表有 ${faults.length} 处要改`, `${faults.length} things in the checklist need a change`),
    errors: faults.slice(0, 100).map(({ item, part, why }) => ({ field: `form.${item}.${part}`, message: why })),
  })
}
