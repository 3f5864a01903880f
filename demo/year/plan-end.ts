// What happens to a tale once it was dealt with: confirmed, rated, closed with a reason, reopened, and in time erased.
import { dayAfter, dayOf, instantOf } from '../../contract/calendar.ts'
import * as words from '../texts/steps.ts'
import { superiorOf } from './handlers.ts'
import { afterOfficeMinutes, afterWakingMinutes } from './hours.ts'
import type { Move, Tale } from './tale.ts'
import type { Town } from './town.ts'

const hourM = 60
const dayM = 24 * hourM
const dayMs = 86_400_000
// The night job of retention runs at ten past three.
const nightMinute = 3 * 60 + 10
const erasedAfterDays = 30

/** The next move of a tale that is resolved, closed or declined. */
export function fromEnd(town: Town, tale: Tale, from: Date): Move | null {
  if (tale.m.state === 'resolved') return fromResolved(town, tale, from)
  if (tale.m.state === 'closed') return rated(tale, from) ?? reopened(town, tale, from, 0.012) ?? erased(tale)
  if (tale.m.state === 'declined') return reopened(town, tale, from, 0.04) ?? erased(tale)
  return null
}

const ratings: [number, number][] = [
  [52, 5],
  [28, 4],
  [12, 3],
  [5, 2],
  [3, 1],
]

function fromResolved(town: Town, tale: Tale, from: Date): Move | null {
  const { chance, reporter } = tale
  if (!reporter) {
    if (!chance.isHit(0.8)) return null
    const at = afterOfficeMinutes(from, chance.around(700), town.house.calendar)
    return take(at, superiorOf(town, tale), 'closeWithReason', { reason: chance.pick(words.closeReasons) })
  }
  const at = afterWakingMinutes(from, chance.around(20 * hourM, 0.9), chance)
  if (chance.isHit(0.05)) return reopened(town, tale, from, 1)
  if (!chance.isHit(0.6)) return null
  const isRated = chance.isHit(0.72)
  if (isRated) tale.done.add('rate')
  return take(at, reporter, 'confirm', isRated ? { rating: chance.weighted(ratings) } : {})
}

function rated(tale: Tale, from: Date): Move | null {
  const { chance, reporter, done } = tale
  if (!reporter || done.has('rate')) return null
  done.add('rate')
  if (!chance.isHit(0.16)) return null
  return take(afterWakingMinutes(from, chance.around(2 * dayM), chance), reporter, 'rate', {
    rating: chance.weighted(ratings),
  })
}

function reopened(town: Town, tale: Tale, from: Date, probability: number): Move | null {
  const { chance, reporter, done } = tale
  if (done.has('reopen')) return null
  done.add('reopen')
  if (!chance.isHit(probability)) return null
  const at = afterWakingMinutes(from, chance.around(3 * dayM, 0.5), chance)
  if (at.getTime() - tale.m.state_since.getTime() > 25 * dayMs) return null
  return take(at, reporter ?? superiorOf(town, tale), 'reopen', { stillWrong: chance.pick(words.stillWrong) })
}

function erased({ m }: Tale): Move | null {
  if (m.data.contact === undefined || m.ended_at === null) return null
  const day = dayOf(new Date(m.ended_at.getTime() + erasedAfterDays * dayMs))
  return { do: 'erase', at: instantOf(dayAfter(day), nightMinute) }
}

const take = (
  at: Date,
  by: Extract<Move, { do: 'take' }>['by'],
  name: string,
  input: Record<string, unknown>,
): Move => ({
  do: 'take',
  at,
  name,
  input,
  by,
})
