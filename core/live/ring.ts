// The latest changes in memory, for streams that come back: they get what they missed without asking the database.
import { type Cursor, isBefore } from '../events/reader.ts'
import type { LiveItem } from './item.ts'

export interface Ring {
  size: number
  /** Says from where on the ring holds everything. Empties it. */
  begin(from: Cursor): void
  push(item: LiveItem): void
  /** The changes after a cursor; undefined when the ring no longer holds all of them. */
  after(cursor: Cursor): LiveItem[] | undefined
}

/** A ring that holds at least `size` changes once so many have come. */
export function makeRing(size: number): Ring {
  let items: LiveItem[] = []
  let from: Cursor = { xid: '0', seq: 0 }
  return {
    size,
    begin: (cursor) => {
      items = []
      from = cursor
    },
    push: (item) => {
      items.push(item)
      // Cut by halves, so that a push costs nothing on average.
      if (items.length < 2 * size) return
      from = (items[size - 1] as LiveItem).cursor
      items = items.slice(size)
    },
    after: (cursor) => {
      if (isBefore(cursor, from)) return undefined
      let low = 0
      let high = items.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (isBefore(cursor, (items[middle] as LiveItem).cursor)) high = middle
        else low = middle + 1
      }
      return items.slice(low)
    },
  }
}
