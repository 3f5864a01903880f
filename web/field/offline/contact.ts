// When the phone speaks to the server: when asked, when a command's time has come, and every minute; never twice at once.
import { ask } from './ask.ts'
import { drainQueue } from './drain.ts'
import { asOneSender } from './one-sender.ts'
import { dueCommands, forgetOld } from './outbox.ts'
import type { Phone, Session } from './phone.ts'
import { fetchChanges } from './sync.ts'

const everyMs = 60_000
const soonestMs = 1000

interface Wish {
  /** Fetches too, and looks again whether somebody signed in. */
  isFull: boolean
  /** Leaves commands alone until their time for another try has come. */
  isPatient: boolean
}

export interface Contacts {
  /** Resolves when this and everything asked for meanwhile is done. */
  wish(wish: Wish): Promise<void>
  stop(): void
}

export function contactsOf(phone: Phone, onRevoked: () => Promise<void>): Contacts {
  let wished: Wish | null = null
  let running: Promise<void> | null = null
  let callOff: () => void = () => undefined
  let isStopped = false
  const run = async () => {
    for (let wish = wished; wish; wish = wished) {
      wished = null
      // A full disk or a closed store ends a contact; what was to be told is on the disk and is told another time.
      await speak(phone, wish).catch(() => undefined)
      if (phone.isRevoked) return onRevoked()
    }
  }
  const wish: Contacts['wish'] = (wanted) => {
    wished = wished
      ? { isFull: wished.isFull || wanted.isFull, isPatient: wished.isPatient && wanted.isPatient }
      : wanted
    callOff()
    running ??= run().finally(() => {
      running = null
      if (!isStopped && phone.session) callOff = phone.ports.after(untilNext(phone), again)
    })
    return running
  }
  const again = () => void wish({ isFull: true, isPatient: true })
  return {
    wish,
    stop() {
      isStopped = true
      callOff()
    },
  }
}

/** Milliseconds until something is to be done by itself. */
function untilNext({ session, ports, quietUntil }: Phone): number {
  const now = ports.now()
  const times = session ? dueCommands(session, now, false).map(({ nextAt }) => nextAt) : []
  const next = Math.min(now + everyMs, ...times)
  return Math.max(soonestMs, Math.max(next, quietUntil) - now)
}

async function speak(phone: Phone, wish: Wish): Promise<void> {
  const { session, contact } = phone
  if (!session) return
  const isBarred = contact.needsSignIn || contact.isOtherPerson
  if (isBarred && !wish.isFull) return
  await asOneSender(phone, async () => {
    contact.isBusy = true
    phone.changed()
    try {
      if (isBarred && !(await mayAgain(phone, session))) return
      const isThere = await drainQueue(phone, session, wish.isPatient)
      if (wish.isFull && isThere && (await fetchChanges(phone, session))) await forgetOld(phone, session)
    } finally {
      contact.isBusy = false
      phone.changed()
      phone.wrote()
    }
  })
}

/** Whether the phone's own person is signed in again: the session is tied to the phone anew. */
async function mayAgain(phone: Phone, { held }: Session): Promise<boolean> {
  const { contact } = phone
  contact.needsSignIn = false
  contact.isOtherPerson = false
  const answer = await ask(phone, '/api/field/devices', { method: 'POST', body: held.self.device })
  return answer.is === 'done'
}
