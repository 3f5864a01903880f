// Which place each measure of a kind has in the arrays of its counters. Given once and kept for ever.
import { sql } from 'kysely'
import type { TSchema } from 'typebox'
import { isByDay } from '../../contract/derive/statistics.ts'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { afterCommit, type Ctx } from '../context.ts'

/** Measure to slot, counted from 1. */
export type Slots = ReadonlyMap<string, number>

type Known = { at: number; slots: Slots }
// A measure that another process has just met shows with this much delay; a slot that is known never changes.
const freshMs = 3000
const remembered = new WeakMap<object, Map<string, Known>>()

/** The slots of a kind as of a moment ago. */
export async function slotsOf(ctx: Ctx, kind: string): Promise<Slots> {
  const known = ofHouse(ctx).get(kind)
  if (known && performance.now() - known.at < freshMs) return known.slots
  const slots = await readSlots(ctx, kind)
  await remember(ctx, kind, slots)
  return slots
}

/** The slots of a kind, with new ones for measures that have none. Call inside a transaction. */
export async function slotsFor(ctx: Ctx, k: AnyMatterKind, measures: Iterable<string>): Promise<Slots> {
  const wanted = [...new Set(measures)]
  const isComplete = (slots: Slots | undefined): slots is Slots => wanted.every((measure) => slots?.has(measure))
  const known = ofHouse(ctx).get(k.kind)?.slots
  if (isComplete(known)) return known
  let slots = await readSlots(ctx, k.kind)
  if (!isComplete(slots)) {
    // One at a time gives new slots, so that none is given twice.
    await sql`select pg_advisory_xact_lock(431230, hashtext(${k.kind}))`.execute(ctx.db)
    slots = await addSlots(ctx, k, wanted)
  }
  await remember(ctx, k.kind, slots)
  return slots
}

async function addSlots(ctx: Ctx, k: AnyMatterKind, wanted: readonly string[]): Promise<Slots> {
  const before = await readSlots(ctx, k.kind)
  const first = before.size === 0 ? expectedMeasures(ctx, k) : []
  const added = [...new Set([...first, ...wanted.toSorted()])].filter((measure) => !before.has(measure))
  const rows = added.map((measure, i) => ({ kind: k.kind, measure, slot: before.size + i + 1 }))
  if (rows.length > 0) await ctx.db.insertInto('counter_slots').values(rows).execute()
  return new Map([...before, ...rows.map((row) => [row.measure, row.slot] as const)])
}

/** The slots up to which the arrays of a kind reach, for months and for days. */
export const widthOf = (k: AnyMatterKind, slots: Slots, grain: 'month' | 'day'): number =>
  Math.max(0, ...[...slots].filter(([measure]) => grain === 'month' || isByDay(k, measure)).map(([, slot]) => slot))

/** The measures in the order of their slots. */
export function measuresBySlot(slots: Slots): string[] {
  const measures: string[] = []
  for (const [measure, slot] of slots) measures[slot - 1] = measure
  return measures
}

function ofHouse(ctx: Ctx): Map<string, Known> {
  const known = remembered.get(ctx.house) ?? new Map<string, Known>()
  remembered.set(ctx.house, known)
  return known
}

async function readSlots(ctx: Ctx, kind: string): Promise<Slots> {
  const rows = await ctx.db.selectFrom('counter_slots').select(['measure', 'slot']).where('kind', '=', kind).execute()
  return new Map(rows.map((row) => [row.measure, row.slot]))
}

/** After the commit only: what is rolled back never was, and the slot may go to another measure. */
const remember = (ctx: Ctx, kind: string, slots: Slots) =>
  afterCommit(ctx, async () => void ofHouse(ctx).set(kind, { at: performance.now(), slots }))

/** What is counted by the day comes first, so that the arrays of days stay short. */
function expectedMeasures(ctx: Ctx, k: AnyMatterKind): string[] {
  const field = k.categoryField as string | undefined
  const marks = field === undefined ? undefined : marksOf((k.fields as Record<string, TSchema>)[field], field)
  const listed = marks?.['x-list'] === undefined ? [] : (ctx.house.lists.get(marks['x-list'])?.entries ?? [])
  const values = [...listed.map((entry) => entry.id), ...Object.keys(marks?.['x-choices'] ?? {})]
  const states = Object.keys((k as MatterKind).states).map((state) => `state:${state}`)
  return ['received', 'merged', ...values.map((value) => `${field}:${value}`), ...states]
}
