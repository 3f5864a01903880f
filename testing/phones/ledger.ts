// What was done on every phone, written down outside of it: the judge compares it with what the server has.
import type { Command } from '../../web/field/offline/types.ts'
import type { Role } from '../world-cast.ts'
import type { Pocket } from './pocket.ts'

/** One phone with everything its engine said it had kept, in the order in which it was done. */
export interface Witness {
  role: Role
  pocket: Pocket
  /** Ids of commands that were kept and not given up. A command sent anew replaces its former id. */
  kept: Set<string>
}

/** A step of the desk, on the server at once. */
export interface DeskDeed {
  matterId: string
  version: number
  role: Role
  /** Null opened the matter. */
  transition: string | null
  data: Record<string, unknown>
}

/** A command of a phone that the server has, with what was sent. */
export interface Accepted {
  role: Role
  command: Command
}

export const acceptedOf = (witnesses: readonly Witness[]): Accepted[] =>
  witnesses.flatMap(({ role, pocket }) =>
    [...pocket.outbox()]
      .reverse()
      .filter(({ state }) => state === 'accepted')
      .map((command) => ({ role, command })),
  )
