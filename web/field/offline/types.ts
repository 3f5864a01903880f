// What the screens of the field app know of the engine that works without a network: its state, and what may be asked of it.
import type { FeatureCollection } from 'geojson'
import type { Checklist } from '../../../contract/checklist/form.ts'
import type { EntryName } from '../../../contract/register-views.ts'
import type { DivisionView, ListEntryView, MatterView, MeView, TimelineEntry } from '../../../contract/views.ts'
import type { Refusal } from '../../../ui/http/problem.ts'

/** How the phone stands towards the person who holds it. */
export type Door =
  /** The store is being read; a moment. */
  | { is: 'opening' }
  /** No secure context or no store: the app cannot keep anything here. */
  | { is: 'unable'; why: 'insecure' | 'no-store' }
  /** Nobody's phone yet: sign in with the network, then `setUp` with a new PIN. */
  | { is: 'unset' }
  /** `waitUntil` is device time in milliseconds, null when a PIN may be tried now. */
  | { is: 'locked'; triesLeft: number; waitUntil: number | null }
  | { is: 'open' }
  /** Everything on this phone was erased. `acknowledgeWipe` leads back to `unset`. */
  | { is: 'wiped'; why: 'pin' | 'revoked' | 'asked' }

export type Unlocking = { ok: true } | { ok: false; door: Door }

export interface Contact {
  /** What the last attempt found; null before the first one. */
  isReached: boolean | null
  isBusy: boolean
  /** Of the last full contact (device time, ISO), null before the first. */
  lastAt: string | null
  /** The session has ended: sign in again; the queue stays. */
  needsSignIn: boolean
  /** Somebody else is signed in here than the person whose phone it is: nothing is sent under another name. */
  isOtherPerson: boolean
  /** How far this phone's clock is ahead of the server's, in milliseconds; null while unknown. */
  aheadMs: number | null
}

/**
 * waiting: to be sent · sending: on its way · accepted: the server has it, see the receipt · refused: the server will not
 * have it as it is · conflict: somebody was faster, a person compares.
 */
export type CommandState = 'waiting' | 'sending' | 'accepted' | 'refused' | 'conflict'

export interface Receipt {
  no: string
  state: string
  version: number
  /** When the server answered, device time (ISO). */
  at: string
}

export interface Command {
  /** UUID version 7, made here. It is the Idempotency-Key, so that a retry never doubles. */
  id: string
  matterId: string
  kind: string
  /** Null opens the matter. */
  transition: string | null
  data: Record<string, unknown>
  divisionId: number | null
  /** When the person did it, by this phone's clock (ISO). */
  deviceAt: string
  state: CommandState
  /** How often it was tried without an answer, and when the next attempt is due (device time in milliseconds). */
  tries: number
  nextAt: number
  /** Bytes of its files sent so far and in all; null without files. */
  files: { sent: number; total: number } | null
  receipt: Receipt | null
  refusal: Refusal | null
  /** What the person saw when they decided, and what the server has now: for a conflict, side by side. */
  mine: MatterView | null
  theirs: MatterView | null
  /** The matter's number when it was known, so that a command can be named without its matter. */
  no: string | null
}

/** A matter as this phone knows it: what the server said last, with what waits to be sent on top. */
export interface LocalMatter {
  view: MatterView
  /** What the server said last; null for a matter opened here and not sent yet. */
  server: MatterView | null
  /** Commands that wait to be sent, in order. */
  unsent: readonly Command[]
}

export interface Unit {
  id: string
  name: string
}

/** Everything known while the phone is unlocked. */
export interface Known {
  me: MeView
  /** Open matters, and those with something unsent. */
  matters: readonly LocalMatter[]
  lists: Readonly<Record<string, readonly ListEntryView[]>>
  units: readonly Unit[]
  /** By `round/version`. */
  checklists: Readonly<Record<string, Checklist>>
  /** Entries of registers that the person opens matters about. */
  entries: readonly EntryName[]
  divisions: readonly DivisionView[]
  /** Outlines of the person's divisions for the map; null before they came. */
  outline: FeatureCollection | null
  /** Newest first. Accepted ones are kept for thirty days. */
  outbox: readonly Command[]
  /** There are more open matters than a phone is given. */
  hasMore?: boolean
}

/** What must be told to a person before something is lost. */
export type Trouble =
  /** The phone is full: nothing more can be kept until there is room. What is on the screen is not kept. */
  | { is: 'full' }
  /** The browser may throw the store away when space is short; installing the app prevents it. */
  | { is: 'not-durable' }

export interface Snapshot {
  door: Door
  contact: Contact
  trouble: Trouble | null
  /** Null unless the door is open. */
  known: Known | null
}

/** Kept, or why not. Screens keep what was typed on the screen when it was not kept. */
export type Kept = { ok: true; id: string } | { ok: false; why: 'full' | 'locked' | 'failed' }

export interface Opening {
  kind: string
  data: Record<string, unknown>
  divisionId?: number
}

/** The engine. All times are the phone's own; every method is safe to call in any state of the door. */
export interface Offline {
  /** A new object whenever anything changed, the same one otherwise: made for `useSyncExternalStore`. */
  snapshot(): Snapshot
  subscribe(listener: () => void): () => void

  /** Reads the store, once, at the start of the app. */
  open(): Promise<void>
  /** Makes this phone the signed-in person's: keys under the PIN (at least six digits), then the first sync. @throws RequestProblem */
  setUp(pin: string, deviceName: string): Promise<void>
  unlock(pin: string): Promise<Unlocking>
  /** Forgets the key at once. */
  lock(): void
  /** The person is here: starts the time to the automatic lock anew. */
  touch(): void
  changePin(from: string, to: string): Promise<Unlocking>
  /** Erases everything on this phone, unsent commands too. */
  wipe(): Promise<void>
  acknowledgeWipe(): Promise<void>

  /** Queues the opening of a matter; `id` is the matter's. */
  report(opening: Opening): Promise<Kept>
  /** Queues a transition on what the person sees now; `id` is the command's. */
  take(matterId: string, transition: string, data: Record<string, unknown>): Promise<Kept>
  /** Sends a refused or conflicting command anew, on the matter as it is now, with other data if given. */
  resend(commandId: string, data?: Record<string, unknown>): Promise<Kept>
  /** Gives a refused or conflicting command up, or one that was not sent yet. */
  drop(commandId: string): Promise<void>

  /** Keeps a picture or a sound sealed until the command that names it has been sent; `id` goes into its field. */
  keepFile(bytes: Blob, name: string): Promise<Kept>
  dropFile(id: string): Promise<void>
  /** A file kept here, or null. */
  readFile(id: string): Promise<Blob | null>

  /** What is being written, sealed, under a name of the screen's. */
  keepDraft(name: string, draft: unknown): Promise<Kept>
  readDraft(name: string): Promise<unknown>
  dropDraft(name: string): Promise<void>

  /** The matter's story: what was kept at once, and anew from the server when it can be reached. */
  story(matterId: string): Promise<readonly TimelineEntry[] | null>

  /** One contact: sends the queue, then fetches what changed. Resolves when done, whatever came of it. */
  contact(): Promise<void>
  /** Sends what can be sent now and nothing else: for Background Sync and the `online` event. */
  drain(): Promise<void>
  /** Stops timers and closes the store. */
  close(): void
}
