// The store on the phone. Readable without the PIN are only ids, order, counters and times of attempts; all else is sealed.
import { Dexie, type EntityTable, type Table } from 'dexie'
import type { Ports } from './ports.ts'
import type { Sealed, WrappedKey } from './seal.ts'
import type { CommandState } from './types.ts'

/** Wrong PINs so far, and from when for how long no PIN may be tried. */
export interface LockRow extends WrappedKey {
  key: 'lock'
  tries: number
  waitFrom: number
  waitMs: number
}

export interface WipedRow {
  key: 'wiped'
  why: 'pin' | 'revoked' | 'asked'
}

/** Who sends, where there are no Web Locks. */
export interface LeaseRow {
  key: 'lease'
  holder: string
  until: number
}

/** The phone's id, so that one nobody can unlock still hears that it was reported lost. */
export interface DeviceRow {
  key: 'device'
  id: string
}

export interface SealedRow {
  key: string
  sealed: Sealed
}

export interface CommandRow {
  /** The order in which things were done, whatever the clock says. */
  n: number
  id: string
  matterId: string
  state: CommandState
  tries: number
  nextAt: number
  sealed: Sealed
}

export interface FileRow {
  id: string
  size: number
  /** Bytes the server has, as far as this phone was told. */
  sent: number
  /** The id under which the server keeps it, once the upload is complete. */
  fileId: string | null
  sealed: Sealed
}

/** `things`: what is known by a name (`self`, `lists`, `draft/…`, `story/…`). `matters`: as the server gave them. */
export class Store extends Dexie {
  readonly plain!: Table<LockRow | WipedRow | LeaseRow | DeviceRow, string>
  readonly things!: EntityTable<SealedRow, 'key'>
  readonly matters!: EntityTable<SealedRow, 'key'>
  readonly commands!: EntityTable<CommandRow, 'n'>
  readonly files!: EntityTable<FileRow, 'id'>

  constructor({ store, indexedDB, IDBKeyRange }: Ports) {
    super(store, { indexedDB, IDBKeyRange })
    this.version(1).stores({ plain: 'key', things: 'key', matters: 'key', commands: '++n, &id, matterId', files: 'id' })
  }
}

/** Whether the phone has no room left. Browsers say it by one name, at the write or when its transaction ends. */
export function isFull(fault: unknown): boolean {
  const { name, inner } = (fault ?? {}) as { name?: string; inner?: unknown }
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== fault && isFull(inner))
}
