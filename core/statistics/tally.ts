// Adds up in memory what counters move by, so that a batch writes each row of counters once.
import type { Count } from '../../contract/derive/statistics.ts'

/** Whose counters: a division; `countyId` is null above the counties. */
export interface Place {
  divisionId: number
  countyId: number | null
}

/** One row of counters and how much each of its measures moves. */
export interface Move extends Place {
  kind: string
  grain: Count['grain']
  period: string
  amounts: Map<string, number>
}

export interface Tally {
  add(place: Place, kind: string, count: Count): void
  /** What came out as 0 is left out. */
  moves(): Move[]
}

/** An empty tally. */
export function makeTally(): Tally {
  const kept = new Map<string, Move>()
  return {
    add: (place, kind, { grain, period, measure, n }) => {
      const id = `${place.divisionId} ${grain} ${period} ${kind}`
      let move = kept.get(id)
      if (!move) {
        move = { divisionId: place.divisionId, countyId: place.countyId, kind, grain, period, amounts: new Map() }
        kept.set(id, move)
      }
      move.amounts.set(measure, (move.amounts.get(measure) ?? 0) + n)
    },
    moves: () =>
      [...kept.values()].flatMap((move) => {
        const amounts = new Map([...move.amounts].filter(([, n]) => n !== 0))
        return amounts.size === 0 ? [] : [{ ...move, amounts }]
      }),
  }
}
