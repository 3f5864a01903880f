// What the parts of the engine share: the phone as it stands, and everything known of it while it is unlocked.
import type { FieldDivisions, FieldLists } from '../../../contract/field.ts'
import type { MatterView, MeView } from '../../../contract/views.ts'
import type { Refusal } from '../../../ui/http/problem.ts'
import type { Ports } from './ports.ts'
import type { Sealer } from './seal.ts'
import type { CommandRow, FileRow, Store } from './store.ts'
import type { Contact, Door, Receipt, Trouble } from './types.ts'

/** Of this phone and its person; kept sealed as the thing `self`. */
export interface Self {
  device: { id: string; name: string }
  me: MeView
  /** The cursor of the next sync; null before the first. */
  next: string | null
  lastAt: string | null
  aheadMs: number | null
  hasMore: boolean
}

/** A matter as the server gave it. */
export interface Base {
  view: MatterView
  /** Opened here and accepted, but the server's own view of it has not come yet. */
  isProvisional: boolean
}

/** How a person settles a conflict; told to the server under a key of its own. */
export type Choice = { is: 'kept'; key: string } | { is: 'applied'; key: string; version: number }

/** What is sealed of a command. */
export interface CommandContent {
  kind: string
  transition: string | null
  data: Record<string, unknown>
  divisionId: number | null
  deviceAt: string
  /** The version the person decided on; null when it follows another command of this phone that has no receipt yet. */
  version: number | null
  no: string | null
  seen: MatterView | null
  /** Ids of the files kept here that the data names. */
  files: string[]
  receipt: Receipt | null
  refusal: Refusal | null
  /** In a conflict: whether the server was told, and what it has now. */
  isHandedIn: boolean
  theirs: MatterView | null
  choice: Choice | null
}

export interface HeldCommand extends Omit<CommandRow, 'sealed'> {
  content: CommandContent
}

export type HeldFile = Omit<FileRow, 'sealed'>

/** Everything that is readable while the phone is unlocked. */
export interface Held {
  self: Self
  lists: FieldLists | null
  divisions: FieldDivisions | null
  matters: Map<string, Base>
  /** By `n`, in order. */
  commands: Map<number, HeldCommand>
  files: Map<string, HeldFile>
  /** By the screen's name; the key of its row tells nothing. */
  drafts: Map<string, { key: string; draft: unknown }>
}

/** From an unlocking to the next locking. */
export interface Session {
  sealer: Sealer
  held: Held
  /** Ids of commands whose request is under way. */
  sending: Set<string>
  /** Aborted when the phone locks: requests end, and what they would have told is asked again under the same key. */
  ended: AbortController
}

export interface Phone {
  readonly ports: Ports
  readonly store: Store
  door: Door
  contact: Contact
  trouble: Trouble | null
  session: Session | null
  /** The server said that this phone was reported lost. */
  isRevoked: boolean
  /** Until when (device time in milliseconds) the server asked to be left alone. */
  quietUntil: number
  /** Something changed: listeners look again. */
  changed(): void
  /** Other tabs are to read the store again. */
  wrote(): void
  /** One change of the store after another, in the order in which they were asked for. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

export const noContact = (): Contact => ({
  isReached: null,
  isBusy: false,
  lastAt: null,
  needsSignIn: false,
  isOtherPerson: false,
  aheadMs: null,
})

/** Runs works one after the other; a failed one does not stop the next. */
export function inOrder(): Phone['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}
