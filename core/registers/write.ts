// Adds and changes entries: one transaction from the locked row to the event. No module writes any of this.
import { v7 as uuidv7 } from 'uuid'
import { dayOf } from '../../contract/calendar.ts'
import { fieldProblem, problem, type SharedProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type EntryStep, entryFieldFilter, mayKeepEntry, whyNotStep } from '../../contract/register-access.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { logRefusal } from '../access/log.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { checkValues, formFaults } from './check.ts'
import { type LoadedEntry, loadEntry } from './load.ts'
import { offeredFor } from './offered.ts'
import { checkCounty, type EntryPlace, placeEntry, pointOf } from './place.ts'
import { declaredValues, derivedColumns, entryFacts, plateCode, splitValues } from './record.ts'
import { saveEntries } from './save.ts'

type Values = Record<string, unknown>

export interface AddInput {
  id?: string
  divisionId?: number
  data: Values
}

/**
 * Adds an entry where the actor keeps them. The body was checked against the derived schema before.
 * @throws access.not-your-post, registers.same, input.* naming the field
 */
export async function addEntry(ctx: Ctx, r: AnyRegister, input: AddInput): Promise<EntryRecord> {
  return inTransaction(ctx, async (tx) => {
    const place = placeEntry(tx.house, r, { divisionId: input.divisionId, point: pointOf(r, input.data) })
    const values = await soundValues(tx, r, { countyId: place.county_id, id: null, values: input.data })
    const entry = newEntry(tx, r, { id: input.id ?? uuidv7({ msecs: tx.now().getTime() }), place, values })
    await checkKept(tx, r, entry)
    checkSeen(tx, r, entry, Object.keys(input.data))
    await saveEntries(tx, r, [{ before: null, after: entry, did: 'added' }])
    return entry
  })
}

/** The row of an entry that is new now. */
export function newEntry(
  ctx: Ctx,
  r: AnyRegister,
  { id, place, values }: { id: string; place: EntryPlace; values: Values },
): EntryRecord {
  const point = pointOf(r, values)
  const now = ctx.now()
  return {
    id,
    ...place,
    kind: r.kind,
    code: plateCode(ctx.house.secret, id),
    version: 1,
    ...derivedColumns(r, values),
    lng: point?.lng ?? null,
    lat: point?.lat ?? null,
    ...splitValues(r, values),
    made_at: now,
    confirmed_at: now,
    closed_on: null,
    merged_into: null,
    changed_at: now,
  }
}

/** The row of an entry with other values. Whoever changes it confirms the rest. */
export function changedEntry(ctx: Ctx, r: AnyRegister, before: EntryRecord, values: Values): EntryRecord {
  const point = pointOf(r, values)
  const now = ctx.now()
  return {
    ...before,
    version: before.version + 1,
    ...derivedColumns(r, values),
    lng: point?.lng ?? null,
    lat: point?.lat ?? null,
    ...splitValues(r, values),
    confirmed_at: now,
    changed_at: now,
  }
}

interface ToCheck {
  countyId: number
  id: string | null
  values: Values
}

/** Values as they may be kept. @throws input.invalid naming every wrong field */
async function soundValues(ctx: Ctx, r: AnyRegister, { countyId, id, values: typed }: ToCheck): Promise<Values> {
  const values = withoutEdges(typed)
  const form = formFaults(r, values)
  const checked =
    form.length > 0
      ? { values, faults: form }
      : checkValues(r, values, await offeredFor(ctx, r, countyId, [{ id, values }]))
  if (checked.faults.length === 0) return checked.values
  throw problem('input.invalid', {
    errors: checked.faults.map(({ field, message }) => ({ field: `data.${field}`, message })),
  })
}

/** Texts without the spaces around them: nobody sees those, and a spreadsheet would not bring them back. */
const withoutEdges = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  )

/** Refuses what the actor does not keep. @throws access.not-your-post, logged */
async function checkKept(ctx: Ctx, r: AnyRegister, e: EntryRecord): Promise<void> {
  if (mayKeepEntry(r, ctx.actor, entryFacts(e))) return
  await logRefusal(ctx, { kind: r.kind, subjectIds: [], countyId: e.county_id, why: 'access.not-your-post' })
  throw problem('access.not-your-post')
}

/** Nobody writes over what they may not read. @throws access.not-your-post naming the field */
function checkSeen(ctx: Ctx, r: AnyRegister, e: EntryRecord, names: readonly string[]): void {
  const sees = entryFieldFilter(r, ctx.actor, entryFacts(e))
  const unseen = names.find((name) => !sees(name))
  if (unseen !== undefined)
    throw fieldProblem(
      `data.${unseen}`,
      label('您的岗位看不到此项，不能填写', 'Your post does not see this and cannot fill it'),
      'access.not-your-post',
    )
}

/**
 * Loads and locks an entry for a step. @throws access.not-found, matters.stale, whatever speaks against the step
 */
export async function entryForStep(
  tx: Ctx,
  kind: string,
  id: string,
  { step, version }: { step: EntryStep; version: number | null },
): Promise<LoadedEntry> {
  const loaded = await loadEntry(tx, id, { kind, lock: true })
  const { register: r, entry } = loaded
  if (version !== null && version !== entry.version)
    throw problem('matters.stale', { extra: { yours: version, current: entry.version } })
  const why = whyNotStep(r, step, entryFacts(entry), tx.actor)
  if (why === null) return loaded
  await logRefusal(tx, { kind: r.kind, subjectIds: [id], countyId: entry.county_id, why: `${step}: ${why}` })
  throw problem(why as SharedProblem)
}

export interface ChangeInput {
  version: number
  data: Values
  clears?: string[]
}

/**
 * Changes some fields of an entry. It stays in its division: that is for a transfer.
 * @throws access.not-found, matters.stale, registers.*, input.* naming the field
 */
export async function changeEntry(ctx: Ctx, kind: string, id: string, input: ChangeInput): Promise<EntryRecord> {
  return inTransaction(ctx, async (tx) => {
    const { register: r, entry: before } = await entryForStep(tx, kind, id, { step: 'change', version: input.version })
    checkSeen(tx, r, before, [...Object.keys(input.data), ...(input.clears ?? [])])
    const merged: Values = { ...declaredValues(r, before), ...input.data }
    for (const name of input.clears ?? []) delete merged[name]
    const values = await soundValues(tx, r, { countyId: before.county_id, id, values: merged })
    const after = changedEntry(tx, r, before, values)
    const point = pointOf(r, values)
    if (point) checkCounty(tx.house, r, before.county_id, point)
    // A unit's own guard cannot give its entry to another unit.
    await checkKept(tx, r, after)
    await saveEntries(tx, r, [{ before, after, did: 'changed' }])
    return after
  })
}

/** Says that everything in an entry is still so. */
export async function confirmEntry(ctx: Ctx, kind: string, id: string, version: number): Promise<EntryRecord> {
  return step(ctx, kind, id, { step: 'confirm', did: 'confirmed', version }, (tx) => ({ confirmed_at: tx.now() }))
}

export interface ReasonInput {
  version: number
  reason: string
}

/** Takes an entry off the list: the shop is gone. Nothing is lost, and its history stays. */
export async function closeEntry(ctx: Ctx, kind: string, id: string, { version, reason }: ReasonInput) {
  const data = { reason }
  return step(ctx, kind, id, { step: 'close', did: 'closed', version, data }, (tx) => ({ closed_on: dayOf(tx.now()) }))
}

/** Puts a closed entry back. @throws registers.same when another has taken its place */
export async function reopenEntry(ctx: Ctx, kind: string, id: string, { version, reason }: ReasonInput) {
  return step(ctx, kind, id, { step: 'reopen', did: 'reopened', version, data: { reason } }, (tx) => ({
    closed_on: null,
    confirmed_at: tx.now(),
  }))
}

interface PlainStep {
  step: EntryStep
  did: string
  version: number
  data?: Record<string, unknown>
}

/** A step that changes the row but none of its values. */
async function step(
  ctx: Ctx,
  kind: string,
  id: string,
  { step: name, did, version, data }: PlainStep,
  change: (tx: Ctx) => Partial<EntryRecord>,
): Promise<EntryRecord> {
  return inTransaction(ctx, async (tx) => {
    const { register: r, entry: before } = await entryForStep(tx, kind, id, { step: name, version })
    const after = { ...before, ...change(tx), version: before.version + 1, changed_at: tx.now() }
    await saveEntries(tx, r, [{ before, after, did, ...(data ? { data } : {}) }])
    return after
  })
}
