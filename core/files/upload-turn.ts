// One request at a time holds an upload. A newer one ends an older one that still waits for bytes: after a cut, both are the same phone's.
import type { House } from '../context.ts'

interface Turn {
  /** Ends the request unless all of it has come. */
  giveUp(): void
  over: Promise<unknown>
}

const turns = new WeakMap<House, Map<string, Turn>>()

/** Runs `work` when the request that holds the upload has ended; it is told to give up. */
export async function inTurn<T>(house: House, id: string, giveUp: () => void, work: () => Promise<T>): Promise<T> {
  const ofHouse = turns.get(house) ?? new Map<string, Turn>()
  turns.set(house, ofHouse)
  const before = ofHouse.get(id)
  before?.giveUp()
  const working = (before?.over ?? Promise.resolve()).then(work)
  const turn = { giveUp, over: working.catch(() => undefined) }
  ofHouse.set(id, turn)
  try {
    return await working
  } finally {
    if (ofHouse.get(id) === turn) ofHouse.delete(id)
  }
}
