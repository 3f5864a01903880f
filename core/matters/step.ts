// One step of a matter as pure arithmetic on its row: the transaction, the demo year and the bulk loads all use it.
import type { Actor } from '../../contract/access.ts'
import { addSpan, type Calendar, instantOf, type Span } from '../../contract/calendar.ts'
import type { AnyMatterKind, MatterKind, State, Transition } from '../../contract/kind.ts'
import type { MatterRecord } from '../db/tables.ts'

const minutesOfDay = 1440

export interface StepEnvironment {
  now: Date
  calendar: Calendar
  actor: Actor
  /** A county's own span for a state (`received`, or `inHand.hard` where it depends on a field), if it set one. */
  ownSpan(kind: string, state: string): Span | undefined
}

/** Where a matter is: its division with the ancestors that lists filter by, and its point when known. */
export interface Placing {
  countyId: number
  divisionId: number
  path: string
  townshipId: number | null
  villageId: number | null
  gridId: number | null
  point: { lng: number; lat: number; cell: string } | null
}

/** Who a matter waits for while nobody owns it. */
export interface Waiting {
  post: string
  divisionId: number
}

export interface Opening {
  id: string
  no: string
  placing: Placing
  channel: string
  data: Record<string, unknown>
  waits: Waiting | null
  deviceAt: Date | null
  /** The unit it is given to from the start. */
  unitId?: string | null
}

/** The row of a matter just opened. It is unplaced when nothing finer than the county is known. */
export function openedRecord(k: AnyMatterKind, o: Opening, env: StepEnvironment): MatterRecord {
  const placed = o.placing.point !== null || o.placing.villageId !== null
  const state = placed ? (k.start as string) : ((k.startUnplaced ?? k.start) as string)
  return {
    id: o.id,
    kind: k.kind,
    no: o.no,
    state,
    version: 1,
    ...placeColumns(o.placing, placed),
    channel: o.channel,
    category: categoryOf(k, o.data),
    opened_at: env.now,
    opened_by: env.actor.type === 'staff' || env.actor.type === 'machine' ? env.actor.id : null,
    device_at: o.deviceAt,
    state_since: env.now,
    due_at: dueAt(k, state, o.data, env),
    missed_at: null,
    answered_at: null,
    ended_at: null,
    ended_as: null,
    owner_id: null,
    first_contact_id: null,
    waits_post: o.waits?.post ?? null,
    waits_division_id: o.waits?.divisionId ?? null,
    unit_id: o.unitId ?? null,
    merged_into: null,
    data: o.data,
    changed_at: env.now,
  }
}

/** What a step needs besides its input: computed by the caller, since it asks the database. */
export interface StepSurroundings {
  /** For a transition that places. */
  placing?: Placing | undefined
  /** Who it waits for afterwards, when nobody owns it then. */
  waits: Waiting | null
}

/** The row after a transition. The caller has asked `whyNot` before. */
export function steppedRecord(
  k: AnyMatterKind,
  name: string,
  m: MatterRecord,
  input: Record<string, unknown>,
  env: StepEnvironment,
  around: StepSurroundings,
): MatterRecord {
  const t = (k as MatterKind).transitions[name] as Transition<string, never>
  const to = t.to as string
  const state = k.states[to] as State<string>
  const data: Record<string, unknown> = { ...m.data }
  for (const field of (t.clears ?? []) as string[]) delete data[field]
  Object.assign(data, input)
  const isStaff = env.actor.type === 'staff'
  const stays = to === m.state
  const next: MatterRecord = {
    ...m,
    ...(around.placing ? placeColumns(around.placing, true) : {}),
    state: to,
    version: m.version + 1,
    data,
    category: categoryOf(k, data),
    state_since: stays ? m.state_since : env.now,
    due_at: stays ? m.due_at : dueAt(k, to, data, env),
    missed_at: stays ? m.missed_at : null,
    answered_at: m.answered_at ?? (isStaff && t.tells ? env.now : null),
    ended_at: state.end ? (stays ? m.ended_at : env.now) : null,
    ended_as: state.end ?? null,
    changed_at: env.now,
  }
  return { ...next, ...ownership(t, next, env, around, data) }
}

function ownership(
  t: Transition<string, never>,
  m: MatterRecord,
  env: StepEnvironment,
  around: StepSurroundings,
  data: Record<string, unknown>,
): Partial<MatterRecord> {
  const waits = { waits_post: around.waits?.post ?? null, waits_division_id: around.waits?.divisionId ?? null }
  const nobody = { waits_post: null, waits_division_id: null }
  if (t.unit === null) return { unit_id: null, owner_id: m.first_contact_id, ...(m.first_contact_id ? nobody : waits) }
  if (t.unit !== undefined) return { unit_id: data[t.unit] as string, owner_id: null, ...waits }
  if (t.takes && env.actor.type === 'staff')
    return {
      owner_id: env.actor.id,
      first_contact_id: m.first_contact_id ?? env.actor.id,
      ...nobody,
      ...(t.shows ? { unit_id: (data[t.shows] as string | undefined) ?? m.unit_id } : {}),
    }
  if (t.raises || (t.places && m.owner_id === null)) return { owner_id: null, ...waits }
  return {}
}

/** When the deadline of a state runs out, or null when it has none. */
export function dueAt(
  k: AnyMatterKind,
  stateName: string,
  data: Record<string, unknown>,
  env: Pick<StepEnvironment, 'now' | 'calendar' | 'ownSpan'>,
): Date | null {
  const deadline = (k.states[stateName] as State<string> | undefined)?.deadline
  if (!deadline) return null
  const within = deadline.within
  if (typeof within === 'string') return addSpan(env.now, env.ownSpan(k.kind, stateName) ?? within, env.calendar)
  if ('on' in within) {
    const day = data[within.on]
    return typeof day === 'string' ? new Date(instantOf(day, minutesOfDay).getTime() - 1) : null
  }
  const value = String(data[within.by] ?? '')
  const usual = within.spans[value] ?? within.otherwise
  return addSpan(env.now, env.ownSpan(k.kind, `${stateName}.${value}`) ?? usual, env.calendar)
}

const categoryOf = (k: AnyMatterKind, data: Record<string, unknown>): string | null =>
  k.categoryField ? ((data[k.categoryField as string] as string | undefined) ?? null) : null

const placeColumns = (p: Placing, placed: boolean) => ({
  county_id: p.countyId,
  division_id: p.divisionId,
  path: p.path,
  township_id: p.townshipId,
  village_id: p.villageId,
  grid_id: p.gridId,
  lng: p.point?.lng ?? null,
  lat: p.point?.lat ?? null,
  cell: p.point?.cell ?? null,
  placed,
})
