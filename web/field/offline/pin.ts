// Trying a PIN: each wrong one makes the next wait longer, also after a restart, and the tenth erases the phone.
import type { Phone } from './phone.ts'
import { type Sealer, sealerOf } from './seal.ts'
import type { LockRow } from './store.ts'
import type { Door } from './types.ts'

export const mostTries = 10

// A slip of the thumb costs nothing; somebody who guesses is slowed down, and stopped by the tenth.
const waitsMs = [0, 0, 0, 5000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000]

type LockedDoor = Extract<Door, { is: 'locked' }>

export function lockedDoor({ tries, waitFrom, waitMs }: LockRow, now: number): LockedDoor {
  const until = waitFrom + waitMs
  return { is: 'locked', triesLeft: mostTries - tries, waitUntil: until > now ? until : null }
}

export const getLock = async ({ store }: Phone): Promise<LockRow | undefined> =>
  (await store.plain.get('lock')) as LockRow | undefined

/** A clock that was turned back does not shorten a wait: it begins anew. */
async function settledLock(phone: Phone): Promise<LockRow | undefined> {
  const lock = await getLock(phone)
  const now = phone.ports.now()
  if (!lock || lock.waitMs === 0 || now >= lock.waitFrom) return lock
  const moved = { ...lock, waitFrom: now }
  await phone.store.plain.put(moved)
  return moved
}

export async function findDoor(phone: Phone): Promise<LockedDoor | null> {
  const lock = await settledLock(phone)
  return lock ? lockedDoor(lock, phone.ports.now()) : null
}

/** What came of a try: the sealer, the door that stays shut, or that this was the last try. */
export type Tried =
  | { is: 'right'; sealer: Sealer }
  | { is: 'wrong'; door: LockedDoor }
  | { is: 'last' }
  | { is: 'none' }

/** Tries a PIN. The try is counted before it is made, so that a restart gives nobody another one. */
export async function tryPin(phone: Phone, pin: string): Promise<Tried> {
  const { store, ports } = phone
  if (!ports.subtle) return { is: 'none' }
  const found = await settledLock(phone)
  if (!found) return { is: 'none' }
  const shut = lockedDoor(found, ports.now())
  if (shut.waitUntil !== null) return { is: 'wrong', door: shut }
  const counted = await store.transaction('rw', store.plain, async () => {
    const lock = (await store.plain.get('lock')) as LockRow
    const tries = lock.tries + 1
    const next = { ...lock, tries, waitFrom: ports.now(), waitMs: waitsMs[Math.min(tries, waitsMs.length - 1)] ?? 0 }
    await store.plain.put(next)
    return next
  })
  const sealer = counted.tries <= mostTries ? await sealerOf(ports.subtle, counted, pin) : null
  if (sealer) {
    await store.plain.put({ ...counted, tries: 0, waitFrom: 0, waitMs: 0 })
    return { is: 'right', sealer }
  }
  return counted.tries >= mostTries ? { is: 'last' } : { is: 'wrong', door: lockedDoor(counted, ports.now()) }
}
