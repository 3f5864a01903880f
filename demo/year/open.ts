// Opens a tale: what was reported, by whom, where; and now and then a second report of the same thing.
import type { Actor } from '../../contract/access.ts'
import { dayOf } from '../../contract/calendar.ts'
import type { Post } from '../../contract/posts.ts'
import { distanceM } from '../../core/geo/distance.ts'
import { numberText } from '../../core/matters/numbers.ts'
import { placingIn, placingOf } from '../../core/matters/placing.ts'
import { openedRecord } from '../../core/matters/step.ts'
import { likeness } from '../../core/search/likeness.ts'
import { demoId } from '../ids.ts'
import type { Chance } from '../random.ts'
import { commonParts, whereabouts } from '../texts/common.ts'
import { compose, type Parts } from '../texts/compose.ts'
import { laterReports, unplacedHints } from '../texts/steps.ts'
import { needsAuthority } from '../texts/stories.ts'
import type { Point } from './ground.ts'
import { environment } from './moves.ts'
import type { Opening } from './openings.ts'
import { type Move, newTale, type Tale } from './tale.ts'
import type { Town } from './town.ts'
import { writeOpening } from './write.ts'

/** How an opening differs from what chance would make of it. */
export interface OpeningNotes {
  twinOf?: Tale
  account?: string
  point?: Point
  script?: Move[]
  isUnplaced?: boolean
}

const minuteMs = 60_000

/** Opens one matter at its moment. */
export function openTale(town: Town, opening: Opening, notes: OpeningNotes = {}): Tale {
  const { at, village, story, category, channel } = opening
  const number = nextNumber(town, village.division.countyId as number, at)
  const chance = town.chance.branch(number)
  const point = notes.point ?? village.draw(chance)
  const byTelephone = channel === 'phone' || channel === 'visit'
  const isUnplaced =
    notes.isUnplaced ?? (channel !== 'field' && !notes.twinOf && chance.isHit(byTelephone ? 0.05 : 0.012))
  const hasPoint = !isUnplaced && (notes.point !== undefined || !byTelephone || chance.isHit(0.7))
  const [told, answers] = notes.twinOf
    ? [laterReport(notes.twinOf, chance), notes.twinOf.answers]
    : chance.pick(story.told)
  const data = fieldsOf({
    opening,
    account: notes.account ?? told,
    chance,
    hasPoint,
    isUnplaced,
    isLater: notes.twinOf !== undefined,
    isTold: notes.account !== undefined,
    point,
  })
  const placing = isUnplaced
    ? placingIn(town.house, village.division.countyId as number)
    : placingOf(town.house, { divisionId: village.division.id, point: hasPoint ? point : undefined })
  const by = openerOf(town, opening, chance)
  const waits = town.waitingFor(placing.divisionId, null)
  const deviceAt = channel === 'field' ? new Date(at.getTime() - chance.whole(0, 3 * minuteMs)) : null
  const id = demoId(chance, at)
  const m = openedRecord(
    town.kind,
    { id, no: number, placing, channel, data, waits, deviceAt },
    environment(town, at, by),
  )
  writeOpening(town, m, { did: 'opened', deviceAt, data: { channel, category }, at, by })
  const reporter = channel === 'portal' ? reporterOf(town, m, chance, at) : null
  const more = { twinOf: notes.twinOf ?? null, script: notes.script ?? null }
  const tale = newTale(m, { story, village, point, chance, reporter, answers, ...more })
  town.written.tales.push(tale)
  if (notes.twinOf) propose(town, notes.twinOf, tale, at)
  return tale
}

function nextNumber(town: Town, countyId: number, at: Date): string {
  const year = dayOf(at).slice(0, 4)
  const key = `${countyId}/${year}`
  const n = (town.written.numbers.get(key) ?? 0) + 1
  town.written.numbers.set(key, n)
  return numberText(town, countyId, year, n)
}

interface Told {
  opening: Opening
  /** A template, or the words themselves. */
  account: string
  chance: Chance
  hasPoint: boolean
  isUnplaced: boolean
  isLater: boolean
  /** In the words of a scene, which says itself where it is. */
  isTold: boolean
  point: Point
}

function fieldsOf({
  opening,
  account: told,
  chance,
  hasPoint,
  isUnplaced,
  isLater,
  isTold,
  point,
}: Told): Record<string, unknown> {
  const { village, story, category, channel } = opening
  const parts: Parts[] = [...(story.parts ? [story.parts] : []), ...commonParts(village.isTown)]
  const say = (template: string) => compose(chance, template, ...parts)
  const account = isUnplaced ? say(`${chance.pick(unplacedHints)}${told}`) : say(told)
  const hasWords = !isTold && chance.isHit(channel === 'field' ? 0.25 : hasPoint ? 0.4 : 0.85)
  const leavesNumber = !isLater && chance.isHit(channel === 'portal' ? 0.22 : channel === 'field' ? 0 : 0.4)
  return {
    category,
    account,
    ...(hasPoint ? { place: point } : {}),
    ...(hasWords && !isUnplaced ? { whereabouts: say(chance.pick(whereabouts)) } : {}),
    // No telephone number in the country begins with three zeros.
    ...(leavesNumber ? { contact: { phone: `000-${chance.whole(1000, 9999)}-${chance.whole(1000, 9999)}` } } : {}),
    ...(needsAuthority.has(category) ? { needsAuthority: true } : {}),
  }
}

/** Somebody else says the same in much the same words. */
const laterReport = (earlier: Tale, chance: Chance): string =>
  chance.pick(laterReports).replace('{account}', String(earlier.m.data.account))

function openerOf(town: Town, { channel, village }: Opening, chance: Chance): Actor {
  const { division } = village
  const countyId = division.countyId as number
  const at = (post: Post, id: number | null) => (id === null ? [] : town.holders(post, id))
  if (channel === 'portal') return { type: 'public' }
  const desks = {
    field: [...at('gridWorker', division.id), ...(chance.isHit(0.15) ? at('residentOfficer', division.parentId) : [])],
    phone: [
      ...at('countyCentre', countyId),
      ...at('commandCentre', countyId),
      ...at('townshipCentre', division.parentId),
    ],
    visit: at('townshipCentre', division.parentId),
  }[channel]
  return chance.pick(desks.length > 0 ? desks : at('countyCentre', countyId))
}

function reporterOf(town: Town, m: Tale['m'], chance: Chance, at: Date): Tale['reporter'] {
  const partyId = demoId(chance, at)
  town.written.parties.push({ countyId: m.county_id, id: partyId, matterId: m.id, at })
  return { type: 'party', party: 'reporter', matterId: m.id, partyId }
}

function propose(town: Town, earlier: Tale, later: Tale, at: Date): void {
  const metres = Math.round(distanceM(earlier.point.lng, earlier.point.lat, later.point.lng, later.point.lat))
  town.written.proposals.push({
    countyId: later.m.county_id,
    id: demoId(later.chance, at),
    earlierId: earlier.m.id,
    laterId: later.m.id,
    metres,
    likeness: likeness(String(earlier.m.data.account), String(later.m.data.account)),
    state: 'open',
    by: null,
    decidedAt: null,
    at,
  })
}
