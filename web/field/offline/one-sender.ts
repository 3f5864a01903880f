// One tab at a time speaks to the server: by a lock of the browser, else by a lease in the store.
import { v7 as uuidv7 } from 'uuid'
import type { Phone } from './phone.ts'
import type { LeaseRow } from './store.ts'

// Longer than any request lasts; a tab that was killed is replaced after this.
const leaseMs = 60_000
const renewMs = 20_000

/** Runs the work when no other tab of this phone does, and tells whether it did. */
export async function asOneSender(phone: Phone, work: () => Promise<void>): Promise<boolean> {
  const { locks, store } = phone.ports
  const done = async () => {
    await work()
    return true
  }
  if (!locks) return asLeaseholder(phone, done)
  return locks.request(`${store}-sender`, { ifAvailable: true }, (lock) =>
    lock === null ? Promise.resolve(false) : done(),
  )
}

async function asLeaseholder(phone: Phone, work: () => Promise<boolean>): Promise<boolean> {
  const { ports, store } = phone
  const holder = uuidv7()
  const take = () =>
    store.transaction('rw', store.plain, async () => {
      const lease = (await store.plain.get('lease')) as LeaseRow | undefined
      const now = ports.now()
      // A lease far in the future comes of a clock that was turned back.
      const isHeld = lease && lease.holder !== holder && lease.until > now && lease.until <= now + leaseMs
      if (isHeld) return false
      await store.plain.put({ key: 'lease', holder, until: now + leaseMs } satisfies LeaseRow)
      return true
    })
  if (!(await take())) return false
  let callOff: () => void = () => undefined
  const renew = () => {
    callOff = ports.after(renewMs, () => void take().then(renew, () => undefined))
  }
  renew()
  try {
    return await work()
  } finally {
    callOff()
    await giveBack(phone, holder).catch(() => undefined)
  }
}

const giveBack = ({ store }: Phone, holder: string): Promise<void> =>
  store.transaction('rw', store.plain, async () => {
    const lease = (await store.plain.get('lease')) as LeaseRow | undefined
    if (lease?.holder === holder) await store.plain.delete('lease')
  })
