// One step of a matter as pure arithmetic on its row: the transaction, the demo year and the bulk loads all use it.
import type { Actor } from '../../contract/access.ts'
import { addSpan, type Calendar, instantOf, type Span } from '../../contract/calendar.ts'
import { filledBy } from '../../contract/derive/fill.ts'
import type { AnyMatterKind, Deadline, MatterKind, State, Transition } from '../../contract/kind.ts'
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
  /** For a task: what it hangs under, whose owner it gets, and where it starts. */
  task?: { under: MatterRecord; state: string }
  /** The unit it is given to from the start. */
  unitId?: string | null
}

/** The row of a matter just opened. It is unplaced when nothing finer than the county is known. */
export function openedRecord(k: AnyMatterKind, o: Opening, env: StepEnvironment): MatterRecord {
  const placed = o.placing.point !== null || o.placing.villageId !== null
  const state = o.task?.state ?? (placed ? (k.start as string) : ((k.startUnplaced ?? k.start) as string))
  const end = (k as MatterKind).states[state]?.end
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
    ended_at: end ? env.now : null,
    ended_as: end ?? null,
    owner_id: o.task?.under.owner_id ?? null,
    first_contact_id: o.task?.under.owner_id ?? null,
    waits_post: o.waits?.post ?? null,
    waits_division_id: o.waits?.divisionId ?? null,
    unit_id: o.unitId ?? null,
    merged_into: null,
    parent_id: o.task?.under.id ?? null,
    supervision: null,
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
  const to = (t.to ?? m.state) as string
  const state = k.states[to] as State<string>
  const data = filledBy(t as never, m.data, input, env.now)
  const isStaff = env.actor.type === 'staff'
  const stays = to === m.state
  const runsOn = isSameClock(k, m, to, data)
  const next: MatterRecord = {
    ...m,
    ...(around.placing ? placeColumns(around.placing, true) : {}),
    state: to,
    version: m.version + 1,
    data,
    category: categoryOf(k, data),
    state_since: stays ? m.state_since : env.now,
    due_at: runsOn ? m.due_at : dueAt(k, to, data, env),
    missed_at: runsOn ? m.missed_at : null,
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
  if (t.unit !== undefined) return { unit_id: (data[t.unit] as string | undefined) ?? null, owner_id: null, ...waits }
  if (t.takes && env.actor.type === 'staff')
    return {
      owner_id: env.actor.id,
      first_contact_id: m.first_contact_id ?? env.actor.id,
      ...(t.decidedBy ? waits : nobody),
      ...(t.shows ? { unit_id: (data[t.shows] as string | undefined) ?? m.unit_id } : {}),
    }
  if (t.raises || (t.places && m.owner_id === null)) return { owner_id: null, ...waits }
  // What waited for somebody's decision beside its owner has it now.
  return m.owner_id === null ? {} : nobody
}

/** Whether the clock of a matter goes on in the state it comes to: the same deadline, counted from the same day. */
function isSameClock(k: AnyMatterKind, m: MatterRecord, to: string, data: Record<string, unknown>): boolean {
  const [before, after] = [deadlineOf(k, m.state), deadlineOf(k, to)]
  if (after?.from === undefined) return to === m.state
  return before === after && m.data[after.from] === data[after.from]
}

const deadlineOf = (k: AnyMatterKind, state: string): Deadline<string> | undefined =>
  (k as MatterKind).states[state]?.deadline

/** When the clock of a matter's state began: on the day its deadline counts from, or with the state. */
export function clockStart(k: AnyMatterKind, m: Pick<MatterRecord, 'state' | 'state_since' | 'data'>): Date {
  const from = deadlineOf(k, m.state)?.from
  const day = from === undefined ? undefined : m.data[from]
  return typeof day === 'string' ? instantOf(day) : m.state_since
}

/** When the deadline of a state runs out, or null when it has none. */
export function dueAt(
  k: AnyMatterKind,
  stateName: string,
  data: Record<string, unknown>,
  env: Pick<StepEnvironment, 'now' | 'calendar' | 'ownSpan'>,
): Date | null {
  const deadline = deadlineOf(k, stateName)
  if (!deadline) return null
  const day = deadline.from === undefined ? undefined : data[deadline.from]
  if (deadline.from !== undefined && typeof day !== 'string') return null
  const start = typeof day === 'string' ? instantOf(day) : env.now
  const within = deadline.within
  if (typeof within === 'string') return addSpan(start, env.ownSpan(k.kind, stateName) ?? within, env.calendar)
  if ('on' in within) {
    const last = data[within.on]
    if (typeof last !== 'string') return null
    return last.includes('T') ? new Date(last) : new Date(instantOf(last, minutesOfDay).getTime() - 1)
  }
  const value = String(data[within.by] ?? '')
  const usual = within.spans[value] ?? within.otherwise
  return addSpan(start, env.ownSpan(k.kind, `${stateName}.${value}`) ?? usual, env.calendar)
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
