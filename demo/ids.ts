// Ids of the demo: UUIDv7 of the moment something happened, with seeded chance for the rest.
import { v7 as uuidv7 } from 'uuid'
import type { Chance } from './random.ts'

/** An id; `at` is the moment it was made, in the past as the demo tells it. */
export function demoId(chance: Chance, at: Date = longAgo): string {
  const random = Uint8Array.from({ length: 16 }, () => chance.whole(0, 255))
  return uuidv7({ msecs: at.getTime(), random })
}

// Accounts and units were there before the year that the demo tells.
const longAgo = new Date('2024-01-08T09:00:00+08:00')
