// Runs the year: everything that happens in all counties, in the order in which it happens, up to now.

import { afterWakingMinutes } from './hours.ts'
import { carryOut } from './moves.ts'
import { type OpeningNotes, openTale } from './open.ts'
import type { Opening } from './openings.ts'
import { nextMove } from './plan.ts'
import { makeQueue } from './queue.ts'
import type { Move, Tale } from './tale.ts'
import type { Town } from './town.ts'

export interface Beginning {
  opening: Opening
  notes?: OpeningNotes
  /** Told of the tale once it has begun. */
  begun?: (tale: Tale) => void
}

type Happening = { type: 'opening'; beginning: Beginning } | { type: 'move'; tale: Tale; version: number; move: Move }

const minuteMs = 60_000
const twinShare = 0.035
const clockTakesMs = 40_000

/** Runs until `town.now`. What happened stands in `town.written`. */
export function runYear(town: Town, beginnings: readonly Beginning[]): void {
  const queue = makeQueue<Happening>()
  for (const beginning of beginnings) queue.push(beginning.opening.at, { type: 'opening', beginning })
  const arrange = (tale: Tale, from: Date) => {
    const move = comingMove(town, tale, from)
    if (move && move.at <= town.now) queue.push(move.at, { type: 'move', tale, version: tale.m.version, move })
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { at, what } = next
    if (what.type === 'opening') {
      const tale = open(town, what.beginning)
      arrange(tale, at)
      const twin = twinFor(town, what.beginning, tale)
      if (twin) queue.push(twin.opening.at, { type: 'opening', beginning: twin })
      continue
    }
    const { tale, version, move } = what
    // Something came between; whoever changed it has arranged what comes next.
    if (tale.m.version !== version) continue
    if (move === tale.planned) tale.plannedIn = null
    const others = carryOut(town, tale, move)
    for (const changed of [tale, ...others]) arrange(changed, at)
  }
}

function open(town: Town, { opening, notes, begun }: Beginning): Tale {
  const tale = openTale(town, opening, notes)
  begun?.(tale)
  return tale
}

/** Whatever comes first: what somebody is going to do, or the deadline that runs out before they do. */
function comingMove(town: Town, tale: Tale, from: Date): Move | null {
  const situation = situationOf(tale)
  if (tale.plannedIn !== situation) {
    const move = nextMove(town, tale, from)
    tale.planned = move && move.at < from ? { ...move, at: new Date(from.getTime() + minuteMs) } : move
    tale.plannedIn = situation
  }
  const { m, planned } = tale
  const runsOut = m.due_at !== null && m.missed_at === null && m.merged_into === null
  const missedAt = runsOut && m.due_at ? new Date(m.due_at.getTime() + clockTakesMs) : null
  if (missedAt !== null && (planned === null || missedAt < planned.at)) return { do: 'deadline', at: missedAt }
  return planned
}

/** A plan is given up when the clock or somebody else has taken the matter to another state; a script never is. */
const situationOf = ({ m, script }: Tale): string =>
  script ? 'scripted' : `${m.state}/${m.state_since.getTime()}/${m.merged_into}`

/** Now and then somebody else reports the same thing within the day. */
function twinFor(town: Town, { notes, opening }: Beginning, tale: Tale): Beginning | null {
  const { chance, village } = tale
  if (notes || tale.m.lng === null || !chance.isHit(twinShare)) return null
  const at = afterWakingMinutes(opening.at, chance.around(150, 0.9), chance)
  if (at >= town.now || at.getTime() - opening.at.getTime() > 20 * 60 * minuteMs) return null
  const point = village.near(chance, tale.point, 150)
  const channel = chance.isHit(0.8) ? 'portal' : 'field'
  return { opening: { ...opening, at, channel }, notes: { twinOf: tale, point } }
}
