// Carries out what happens to a tale, by the same rules as the engine: refused steps are a fault of the demo.
import { type Actor, whyNot } from '../../contract/access.ts'
import { invariant } from '../../contract/errors.ts'
import type { MatterKind, Transition } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { Post } from '../../contract/posts.ts'
import { placingIn, placingOf } from '../../core/matters/placing.ts'
import { accessFacts } from '../../core/matters/record.ts'
import { type StepEnvironment, type StepSurroundings, steppedRecord } from '../../core/matters/step.ts'
import { openValues } from '../../core/matters/transition.ts'
import { demoId } from '../ids.ts'
import type { Move, Tale } from './tale.ts'
import type { Town } from './town.ts'
import { touched, writeChange } from './write.ts'

type Of<D extends Move['do']> = Extract<Move, { do: D }>

/** Carries out one move. Returns the other tales that it changed too. */
export function carryOut(town: Town, tale: Tale, move: Move): Tale[] {
  switch (move.do) {
    case 'take':
      take(town, tale, move)
      return []
    case 'assign':
      assign(town, tale, move)
      return []
    case 'ask':
      ask(town, tale, move)
      return []
    case 'decide':
      decide(town, tale, move)
      return []
    case 'merge':
      return merge(town, tale, move)
    case 'keepApart':
      settleProposal(town, tale, 'refused', move)
      return []
    case 'share':
      share(town, tale, move)
      return []
    case 'link':
      link(town, tale, move)
      return []
    case 'erase':
      erase(town, tale, move)
      return []
    case 'deadline':
      passDeadline(town, tale, move)
      return []
  }
}

/** What a step is computed from at a moment. */
export const environment = (town: Town, at: Date, actor: Actor): StepEnvironment => ({
  now: at,
  calendar: town.house.calendar,
  actor,
  ownSpan: () => undefined,
})

function take(town: Town, tale: Tale, { at, name, input, by }: Of<'take'>): void {
  const why = whyNot(town.kind, name, accessFacts(tale.m), by, at, input)
  invariant(why === null, `the demo takes ${name} on a matter that is ${tale.m.state}: ${why}`)
  const after = steppedRecord(
    town.kind,
    name,
    tale.m,
    input,
    environment(town, at, by),
    surroundings(town, tale, name, input),
  )
  const data = { set: openValues(town.kind, input) }
  writeChange(town, tale, after, { did: name, post: actingPost(town, name, by), data, at, by })
}

function surroundings(town: Town, { m }: Tale, name: string, input: Record<string, unknown>): StepSurroundings {
  const t = (town.kind as MatterKind).transitions[name] as Transition<string, never>
  if (typeof t.unit === 'string') return { waits: { post: 'department', divisionId: m.county_id } }
  const placing = t.places ? placingOf(town.house, { point: input.place as { lng: number; lat: number } }) : undefined
  const here = placing?.divisionId ?? m.division_id
  const below = t.raises ? (m.waits_post ?? town.kind.routing[0]?.post ?? null) : null
  const waits = t.raises || t.places || t.unit === null ? town.waitingFor(here, below) : null
  return placing ? { placing, waits } : { waits }
}

function actingPost(town: Town, name: string, by: Actor): string | null {
  if (by.type === 'party') return by.party
  if (by.type !== 'staff') return null
  const takers: readonly string[] = (town.kind as MatterKind).transitions[name]?.by ?? []
  return by.posts.find((held) => takers.includes(held.post))?.post ?? null
}

function assign(town: Town, tale: Tale, { at, by, to, reason }: Of<'assign'>): void {
  const { m } = tale
  const owner = { owner_id: to.id, first_contact_id: to.id, waits_post: null, waits_division_id: null }
  const data = { reason, ownerFrom: m.owner_id, ownerTo: to.id }
  writeChange(town, tale, touched(m, at, owner), { did: 'assigned', data, at, by })
  const text = label(`${m.no} 已转由 ${to.name} 办理：${reason}`, `${m.no} now belongs to ${to.name}: ${reason}`)
  const both = [m.owner_id, m.first_contact_id, to.id].filter((id) => id !== null)
  town.tell(both, at, m.county_id, text, m.id)
}

function ask(town: Town, tale: Tale, { at, by, until, reason }: Of<'ask'>): void {
  const { m } = tale
  const row = { countyId: m.county_id, id: demoId(tale.chance, at), matterId: m.id, matterState: m.state }
  const asked = {
    askedBy: by.id,
    askedAt: at,
    until,
    reason,
    state: 'asked' as const,
    decidedBy: null,
    decidedAt: null,
  }
  town.written.extensions.push({ ...row, ...asked })
  const data = { until: until.toISOString(), reason }
  writeChange(town, tale, touched(m, at), { did: 'extension-asked', data, at, by })
}

function decide(town: Town, tale: Tale, { at, by, isGranted }: Of<'decide'>): void {
  const { m } = tale
  const request = town.written.extensions.findLast((e) => e.matterId === m.id && e.state === 'asked')
  invariant(request, 'an extension is decided that nobody asked for')
  Object.assign(request, { state: isGranted ? 'granted' : 'refused', decidedBy: by.id, decidedAt: at })
  const after = touched(m, at, isGranted ? { due_at: request.until, missed_at: null } : {})
  const did = isGranted ? 'extension-granted' : 'extension-refused'
  writeChange(town, tale, after, { did, data: { until: request.until.toISOString() }, at, by })
  const text = isGranted
    ? label(`${m.no} 的延期申请已批准`, `The extension of ${m.no} was granted`)
    : label(`${m.no} 的延期申请未批准`, `The extension of ${m.no} was not granted`)
  town.tell([request.askedBy], at, m.county_id, text, m.id)
}

function merge(town: Town, tale: Tale, { at, by, into }: Of<'merge'>): Tale[] {
  const data = { into: into.m.no, intoId: into.m.id }
  writeChange(town, tale, touched(tale.m, at, { merged_into: into.m.id }), { did: 'merged', data, at, by })
  writeChange(town, into, touched(into.m, at), { did: 'joined', data: { other: tale.m.no }, at, by })
  settleProposal(town, tale, 'merged', { at, by })
  return [into]
}

function settleProposal(
  town: Town,
  tale: Tale,
  state: 'merged' | 'refused',
  { at, by }: Pick<Of<'merge'>, 'at' | 'by'>,
): void {
  const proposal = town.written.proposals.find((p) => p.laterId === tale.m.id)
  if (proposal) Object.assign(proposal, { state, by: by.id, decidedAt: at })
}

function share(town: Town, tale: Tale, { at, by, toUnitId, toDivisionId, name, purpose }: Of<'share'>): void {
  const id = demoId(tale.chance, at)
  town.written.shares.push({
    countyId: tale.m.county_id,
    id,
    matterId: tale.m.id,
    toDivisionId,
    toUnitId,
    purpose,
    by: by.id,
    at,
  })
  const data = { shareId: id, with: name, purpose }
  writeChange(town, tale, touched(tale.m, at), { did: 'shared', data, at, by })
}

function link(town: Town, tale: Tale, { at, by, other, why }: Of<'link'>): void {
  town.written.links.push({ countyId: tale.m.county_id, fromId: tale.m.id, toId: other.m.id, why, by: by.id, at })
  writeChange(town, tale, touched(tale.m, at), { did: 'linked', data: { other: other.m.no, why }, at, by })
}

function erase(town: Town, tale: Tale, { at }: Of<'erase'>): void {
  const fields = town.kind.retention.flatMap((rule) => rule.fields as string[])
  const data = Object.fromEntries(Object.entries(tale.m.data).filter(([name]) => !fields.includes(name)))
  const after = touched(tale.m, at, { data })
  writeChange(town, tale, after, { did: 'erased', data: { fields }, at, by: { type: 'clock' } })
}

function passDeadline(town: Town, tale: Tale, { at }: Of<'deadline'>): void {
  const { m } = tale
  const by: Actor = { type: 'clock' }
  const onMiss = (town.kind as MatterKind).states[m.state]?.deadline?.onMiss
  if (onMiss !== undefined) take(town, tale, { do: 'take', at, name: onMiss, input: {}, by })
  else {
    const data = { dueAt: m.due_at?.toISOString() ?? null }
    writeChange(town, tale, touched(m, at, { missed_at: at }), { did: 'deadline-missed', data, at, by })
  }
  tellAbove(town, m, at)
}

function tellAbove(town: Town, m: Tale['m'], at: Date): void {
  const { divisionId } = placingIn(town.house, m.division_id)
  const above = town.waitingFor(divisionId, m.waits_post ?? town.kind.routing[0]?.post ?? null)
  const held = above ? town.holders(above.post as Post, above.divisionId).map((staff) => staff.id) : []
  const text = label(`${m.no} 已超过期限`, `${m.no} has passed its deadline`)
  town.tell([...held, ...(m.owner_id ? [m.owner_id] : [])], at, m.county_id, text, m.id)
}
