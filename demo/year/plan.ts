// What happens to a tale next, by its state: mostly in time, sometimes late, now and then otherwise.

import type { Actor } from '../../contract/access.ts'
import { addSpan } from '../../contract/calendar.ts'
import * as words from '../texts/steps.ts'
import { needsAuthority } from '../texts/stories.ts'
import { departmentFor, ownerOf, superiorOf, takerOf } from './handlers.ts'
import { afterOfficeMinutes, afterWakingMinutes } from './hours.ts'
import { fromEnd } from './plan-end.ts'
import type { Move, Tale } from './tale.ts'
import type { Staff, Town } from './town.ts'

const minuteMs = 60_000
const efforts = ['onTheSpot', 'ordinary', 'hard'] as const

/** The next move of a tale from a moment on, or null when nothing happens by itself. */
export function nextMove(town: Town, tale: Tale, from: Date): Move | null {
  if (tale.script) return tale.script.shift() ?? null
  if (tale.m.merged_into !== null) return null
  switch (tale.m.state) {
    case 'unplaced':
      return fromUnplaced(town, tale, from)
    case 'received':
      return fromReceived(town, tale, from)
    case 'escalated':
      return accepted(tale, superiorOf(town, tale), office(town, tale, from, tale.chance.isHit(0.85) ? 150 : 1200))
    case 'inHand':
      return fromInHand(town, tale, from)
    case 'routed':
      return fromRouted(town, tale, from)
    case 'contained':
      return fromContained(town, tale, from)
    default:
      return fromEnd(town, tale, from)
  }
}

const office = (town: Town, { chance }: Tale, from: Date, median: number, spread = 0.8): Date =>
  afterOfficeMinutes(from, chance.around(median, spread), town.house.calendar)

/** One step of the kind. */
export const step = (at: Date, by: Actor, name: string, input: Record<string, unknown> = {}): Move => ({
  do: 'take',
  at,
  name,
  input,
  by,
})

function accepted({ story, chance }: Tale, by: Staff, at: Date, name = 'accept'): Move {
  const [spot, ordinary, hard] = story.effort
  const effort = chance.weighted([
    [spot, efforts[0]],
    [ordinary, efforts[1]],
    [hard, efforts[2]],
  ])
  return step(at, by, name, { effort })
}

function fromUnplaced(town: Town, tale: Tale, from: Date): Move {
  const { chance } = tale
  const desk = chance.pick([
    ...town.holders('countyCentre', tale.m.county_id),
    ...town.holders('commandCentre', tale.m.county_id),
  ])
  const at = afterWakingMinutes(from, chance.around(70, 0.7), chance)
  return step(at, desk, 'place', { place: tale.point })
}

function fromReceived(town: Town, tale: Tale, from: Date): Move {
  const { chance, story, twinOf, done } = tale
  const superior = superiorOf(town, tale)
  if (twinOf && !done.has('twin')) {
    done.add('twin')
    const at = afterWakingMinutes(from, chance.around(90), chance)
    const isOpen = twinOf.m.merged_into === null && twinOf.m.ended_at === null
    if (isOpen)
      return chance.isHit(0.88)
        ? { do: 'merge', at, by: superior, into: twinOf }
        : { do: 'keepApart', at, by: superior }
  }
  if (chance.isHit(0.02)) {
    const i = chance.whole(0, words.declineReasons.length - 1)
    const input = { reason: words.declineReasons[i], answer: words.declineAnswers[i] }
    return step(office(town, tale, from, 200), superior, 'decline', input)
  }
  const { staff, inOffice } = takerOf(town, tale)
  const isSlow = chance.isHit(0.045)
  const minutes = isSlow ? 1100 : inOffice ? 75 : 50
  const at =
    inOffice || isSlow
      ? office(town, tale, from, minutes)
      : afterWakingMinutes(from, chance.around(minutes, 0.9), chance)
  if (chance.isHit((story.contained ?? 0) * 0.7)) return contained(tale, staff, at)
  if (chance.isHit((story.routed ?? 0) * 0.2))
    return routed(town, tale, superior, office(town, tale, from, 60)) ?? accepted(tale, staff, at)
  return accepted(tale, staff, at)
}

function contained(tale: Tale, by: Staff, at: Date): Move {
  const { chance, story, done } = tale
  done.add('contain')
  const hazardLevel = chance.weighted([
    [55, 'low'],
    [33, 'medium'],
    [12, 'high'],
  ])
  return step(at, by, 'contain', { hazardLevel, measures: chance.pick(story.measures ?? defaultMeasures) })
}

const defaultMeasures = ['已到现场设置警示标识，安排人员看守。']

function routed(town: Town, tale: Tale, by: Staff, at: Date): Move | null {
  const department = departmentFor(town, tale)
  if (!department) return null
  const { chance, story, done } = tale
  done.add('route')
  const measures = chance.isHit(0.5) ? { measures: chance.pick(story.measures ?? defaultMeasures) } : {}
  return step(at, by, 'route', { department: department.unitId, ...measures })
}

function fromInHand(town: Town, tale: Tale, from: Date): Move | null {
  const { chance, story, done, m } = tale
  const owner = ownerOf(town, tale)
  if (!owner) return null
  const pending = town.written.extensions.findLast((e) => e.matterId === m.id)
  if (pending?.state === 'asked')
    return {
      do: 'decide',
      at: office(town, tale, from, 200),
      by: superiorOf(town, tale),
      isGranted: chance.isHit(0.86),
    }
  if (m.unit_id === null) {
    if (!done.has('route') && chance.isHit((story.routed ?? 0) * 0.8)) {
      const move = routed(town, tale, owner, office(town, tale, from, 130))
      if (move) return move
    }
    if (!done.has('contain') && chance.isHit((story.contained ?? 0) * 0.3))
      return contained(tale, owner, afterWakingMinutes(from, chance.around(80), chance))
    const other = takerOf(town, tale).staff
    if (!done.has('assign') && other.id !== owner.id && chance.isHit(0.06)) {
      done.add('assign')
      const at = office(town, tale, from, 150)
      return { do: 'assign', at, by: superiorOf(town, tale), to: other, reason: chance.pick(words.assignReasons) }
    }
  }
  return asked(town, tale, owner, from) ?? resolved(town, tale, owner, from)
}

function asked(town: Town, tale: Tale, owner: Staff, from: Date): Move | null {
  const { chance, done, m } = tale
  if (m.data.effort !== 'hard' || done.has('ask') || m.due_at === null || !chance.isHit(0.16)) return null
  done.add('ask')
  const at = afterOfficeMinutes(between(m.state_since, m.due_at, 0.6 + chance.next() * 0.3), 5, town.house.calendar)
  if (at < from || at >= m.due_at) return null
  const until = addSpan(at, `${chance.whole(6, 8)}wd`, town.house.calendar)
  if (until <= m.due_at || until > addSpan(m.state_since, '15wd', town.house.calendar)) return null
  return { do: 'ask', at, by: owner, until, reason: chance.pick(words.extensionReasons) }
}

const between = (from: Date, to: Date, share: number): Date =>
  new Date(from.getTime() + (to.getTime() - from.getTime()) * share)

/** Done in time nine times out of ten; else some days late, after the clock has said so. */
function resolved(town: Town, tale: Tale, owner: Staff, from: Date): Move {
  const { chance, m } = tale
  const answer = chance.pick(tale.answers)
  const authority = m.data.needsAuthority === true && needsAuthority.has(m.category ?? '')
  const input = { answer, ...(authority ? { authorityRef: authorityRef(tale, from) } : {}) }
  const since = from > m.state_since ? from : m.state_since
  const due = m.due_at ?? addSpan(since, '3wd', town.house.calendar)
  if (due <= since || !chance.isHit(0.91)) {
    const late = new Date(Math.max(due.getTime(), since.getTime()))
    return step(office(town, tale, late, 420, 1), owner, 'resolve', input)
  }
  const wanted = afterWakingMinutes(between(since, due, 0.08 + chance.next() * 0.85), chance.whole(0, 40), chance)
  const latest = new Date(due.getTime() - chance.whole(3, 50) * minuteMs)
  const at = wanted > latest ? latest : wanted
  return step(at > since ? at : between(since, due, 0.5), owner, 'resolve', input)
}

function authorityRef({ chance }: Tale, at: Date): string {
  const numbered = chance.pick(words.authorityRefs)
  return numbered.replace('{year}', String(at.getUTCFullYear())).replace('{n}', String(chance.whole(3, 88)))
}

function fromRouted(town: Town, tale: Tale, from: Date): Move | null {
  const { chance, m, done } = tale
  const department = departmentFor(town, tale)
  if (!department || department.unitId !== m.unit_id) return null
  const at = office(town, tale, from, chance.isHit(0.94) ? 130 : 900)
  if (m.first_contact_id !== null && !done.has('sendBack') && chance.isHit(0.1)) {
    done.add('sendBack')
    return step(at, department.staff, 'sendBack', { reason: chance.pick(words.sendBackReasons) })
  }
  return accepted(tale, department.staff, at, 'acceptRouted')
}

function fromContained(town: Town, tale: Tale, from: Date): Move | null {
  const owner = ownerOf(town, tale)
  if (!owner) return null
  if (!tale.done.has('route') && tale.m.unit_id === null && tale.chance.isHit(0.6)) {
    const move = routed(town, tale, owner, office(town, tale, from, 200))
    if (move) return move
  }
  return resolved(town, tale, owner, from)
}
