// Writes what was sealed, and says when the phone is full before anything typed is lost.
import type { Phone, Session } from './phone.ts'
import { isFull } from './store.ts'
import type { Kept } from './types.ts'

/** Runs a write. A full phone is noted for the screens. @throws what the store threw */
export async function writing<T>(phone: Phone, write: () => Promise<T>): Promise<T> {
  try {
    const done = await write()
    if (phone.trouble?.is === 'full') phone.trouble = null
    phone.changed()
    return done
  } catch (fault) {
    if (isFull(fault)) {
      phone.trouble = { is: 'full' }
      phone.changed()
    }
    throw fault
  }
}

/** Keeps something for a person: it is on the disk when this says so, or they are told why not. */
export function keeping(phone: Phone, work: (session: Session) => Promise<string>): Promise<Kept> {
  return phone.inTurn(async () => {
    const { session } = phone
    if (!session) return { ok: false, why: 'locked' }
    try {
      const id = await writing(phone, () => work(session))
      phone.wrote()
      return { ok: true, id }
    } catch (fault) {
      return { ok: false, why: isFull(fault) ? 'full' : 'failed' }
    }
  })
}
