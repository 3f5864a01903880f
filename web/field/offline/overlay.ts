// What waits to be sent, laid over what the server said last: a preview by the rules of the definition, never a record.
import { type AccessFacts, canTable } from '../../../contract/access.ts'
import { filledBy } from '../../../contract/derive/fill.ts'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { DivisionView, MatterView, MeView } from '../../../contract/views.ts'
import { findKind } from '../../modules.ts'
import type { HeldCommand } from './phone.ts'

interface Point {
  lng: number
  lat: number
}

const factsOf = (view: MatterView): AccessFacts & { data: Record<string, unknown> } => ({
  id: view.id,
  state: view.state,
  path: view.division.path,
  ownerId: view.owner?.id ?? null,
  openedById: view.openedBy?.id ?? null,
  unitId: view.unit?.id ?? null,
  stateSince: new Date(view.stateSince),
  mergedInto: view.mergedInto?.id ?? null,
  waitsFor: view.waitsFor ? { post: view.waitsFor.post, divisionId: view.waitsFor.division.id } : null,
  tasks: view.tasks,
  supervision: view.supervision,
  sharedTo: view.sharedTo,
  data: view.data,
})

const withCan = (kind: AnyMatterKind, view: MatterView, me: MeView, now: Date): MatterView => ({
  ...view,
  can: canTable(kind, factsOf(view), me.actor, now),
})

const pointOf = (kind: AnyMatterKind, data: Record<string, unknown>): Point | null => {
  const value = kind.placeField ? (data[kind.placeField as string] as Point | undefined) : undefined
  return value ? { lng: value.lng, lat: value.lat } : null
}

/** A matter that was opened here and has no number yet. */
export function openedHere(
  { matterId, content }: Pick<HeldCommand, 'matterId' | 'content'>,
  me: MeView,
  divisions: readonly DivisionView[],
): MatterView | null {
  const kind = findKind(content.kind)
  const home = me.posts[0]?.division ?? me.county
  const division = divisions.find((one) => one.id === content.divisionId) ?? home
  if (!kind || !division) return null
  const view: MatterView = {
    id: matterId,
    kind: kind.kind,
    no: '',
    state: kind.start as string,
    version: 0,
    division,
    point: pointOf(kind, content.data),
    placed: true,
    channel: 'field',
    openedAt: content.deviceAt,
    openedBy: { id: me.actor.id, name: me.actor.name },
    deviceAt: content.deviceAt,
    stateSince: content.deviceAt,
    dueAt: null,
    overdue: false,
    answeredAt: null,
    endedAt: (kind as MatterKind).states[kind.start as string]?.end ? content.deviceAt : null,
    owner: null,
    firstContact: null,
    waitsFor: null,
    unit: null,
    mergedInto: null,
    mergedHere: [],
    links: [],
    tasks: [],
    taskOf: null,
    supervision: null,
    sharedTo: [],
    extension: null,
    rating: null,
    data: content.data,
    can: {},
  }
  return withCan(kind, view, me, new Date(content.deviceAt))
}

/** The matter after a step of this phone, or as it was when the step does not fit it (any more). */
export function afterStep(view: MatterView, { content }: Pick<HeldCommand, 'content'>, me: MeView): MatterView {
  const kind = findKind(content.kind)
  const t = (kind as MatterKind | undefined)?.transitions[content.transition ?? '']
  if (!kind || !t?.from.includes(view.state)) return view
  const data = filledBy(t, view.data, content.data, new Date(content.deviceAt))
  const to = t.to ?? view.state
  const isMoved = to !== view.state
  const person = { id: me.actor.id, name: me.actor.name }
  const next: MatterView = {
    ...view,
    state: to,
    data,
    point: (t.places ? pointOf(kind, data) : null) ?? view.point,
    placed: view.placed || t.places === true,
    ...(isMoved ? { stateSince: content.deviceAt, dueAt: null, overdue: false } : {}),
    endedAt: (kind as MatterKind).states[to]?.end ? content.deviceAt : null,
    // What waited for a decision beside its owner has it now.
    waitsFor: view.owner === null ? view.waitsFor : null,
    ...(t.takes ? { owner: person, firstContact: view.firstContact ?? person, waitsFor: null } : {}),
    ...(t.unit !== undefined && t.unit !== null ? { owner: null, waitsFor: null } : {}),
    ...(t.unit === null ? { unit: null, owner: view.firstContact } : {}),
    ...(t.raises ? { owner: null } : {}),
  }
  return withCan(kind, next, me, new Date(content.deviceAt))
}
