// How the last alarm of this phone stands: whether it has reached anybody, which is what the person at the gate must know.
import type { Command, Contact } from '../offline/types.ts'

/** `going`: on its way, nobody has it yet. `unreached`: it cannot be sent. `arrived`: the station and the centre have it. */
export type AlarmStanding = { is: 'going' | 'unreached' | 'arrived'; at: string }

const shownForMs = 10 * 60_000

/** Of the newest alarm of the last ten minutes; null when there was none. */
export function alarmStanding(
  outbox: readonly Command[],
  kind: string,
  contact: Pick<Contact, 'isReached' | 'needsSignIn' | 'isOtherPerson'>,
  now: Date,
): AlarmStanding | null {
  const last = outbox.find((command) => command.kind === kind && command.transition === null)
  if (!last || now.getTime() - Date.parse(last.deviceAt) > shownForMs) return null
  const at = last.deviceAt
  if (last.state === 'accepted') return { is: 'arrived', at }
  const isStopped = contact.isReached === false || contact.needsSignIn || contact.isOtherPerson
  if (isStopped || last.state === 'refused' || last.tries > 0) return { is: 'unreached', at }
  return { is: 'going', at }
}
