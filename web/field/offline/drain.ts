// Empties the queue as far as the network allows: the commands of one matter in order, several matters side by side.
import { dueCommands } from './outbox.ts'
import type { HeldCommand, Phone, Session } from './phone.ts'
import { sendCommand } from './send.ts'

// What a thin network and a busy machine room carry without one holding up the other.
const atOnce = 4

/**
 * Sends what can be sent. A patient drain leaves commands alone until their time for another try has come.
 * @returns whether the server was there to the end
 */
export async function drainQueue(phone: Phone, session: Session, isPatient: boolean): Promise<boolean> {
  const tried = new Set<string>()
  let goesOn = phone.ports.now() >= phone.quietUntil
  const next = (): HeldCommand | undefined => {
    if (!goesOn || session.ended.signal.aborted || phone.session !== session) return undefined
    return dueCommands(session, phone.ports.now(), isPatient).find(({ id }) => !tried.has(id))
  }
  const work = async () => {
    for (let command = next(); command; command = next()) {
      tried.add(command.id)
      goesOn = (await sendMarked(phone, session, command)) && goesOn
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return goesOn
}

async function sendMarked(phone: Phone, session: Session, command: HeldCommand): Promise<boolean> {
  session.sending.add(command.id)
  phone.changed()
  try {
    return await sendCommand(phone, session, command)
  } finally {
    session.sending.delete(command.id)
    phone.changed()
  }
}
