// What the field bench and the process of its phones tell each other.

export interface Carrier {
  accountId: string
  villageId: number
  /** A point in the village. */
  place: { lng: number; lat: number }
  /** Of a session of theirs. */
  cookie: string
}

export type Task =
  /** Asks for everything, all at once. */
  | { do: 'ask'; url: string; carriers: Carrier[] }
  /** Makes phones of them, which ask for it and keep it, all at once. */
  | { do: 'setUp'; url: string; carriers: Carrier[] }
  /** Does so many steps on each of the first phones, without a network. */
  | { do: 'work'; phones: number; each: number }
  | { do: 'drain' }

/** A change that the server acknowledged to a phone. */
export interface Acknowledged {
  accountId: string
  matterId: string
  transition: string | null
  version: number
  deviceAt: string
}

export interface Done {
  ms: number
  /** From asking for everything until it was there, one a phone. */
  syncMs: number[]
  syncBytes: number
  matters: number
  /** In the order in which they were done on each phone. */
  acknowledged: Acknowledged[]
  /** Commands without a receipt, in words. */
  left: string[]
}
