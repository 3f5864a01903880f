// What the engine needs of the platform, so that it runs in a page, in a worker, and in tests against a real server.

export interface SenderLocks {
  /** Runs the work when nobody else holds the name, and answers false otherwise. */
  request(name: string, options: { ifAvailable: true }, work: (lock: unknown) => Promise<boolean>): Promise<boolean>
}

export interface Ports {
  /** Where the server is; empty for the own origin. */
  origin: string
  /** The name of the store. */
  store: string
  fetch: typeof fetch
  now(): number
  /** Calls back later; answers how to call it off. */
  after(ms: number, work: () => void): () => void
  /** Between 0 and 1, for the jitter of retries. */
  random(): number
  indexedDB: IDBFactory
  IDBKeyRange: typeof IDBKeyRange
  /** Undefined on a page without a secure context. */
  subtle: SubtleCrypto | undefined
  /** Undefined in browsers without Web Locks: a lease in the store stands in. */
  locks: SenderLocks | undefined
  /** Other tabs of the same phone; undefined where there are none. */
  tabs: BroadcastChannel | undefined
  /** Asks the browser not to throw the store away. */
  persist(): Promise<boolean>
  /** PBKDF2 rounds for a new PIN. */
  rounds: number
  /** Without a touch for this long, the phone locks itself. */
  lockAfterMs: number
}

// OWASP's figure for PBKDF2 with SHA-256. A phone of 2016 takes about two seconds for it, once for each unlocking; a faster
// one gains nothing by fewer rounds, and a slower one is still unlocked within the patience of somebody who stands outside.
export const browserRounds = 600_000
const lockAfterMs = 10 * 60_000

/** The ports of a browser. */
export const browserPorts = (): Ports => ({
  origin: '',
  store: 'lianfang-field',
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
  indexedDB,
  IDBKeyRange,
  subtle: globalThis.isSecureContext ? crypto.subtle : undefined,
  locks: (navigator as { locks?: SenderLocks }).locks,
  tabs: 'BroadcastChannel' in globalThis ? new BroadcastChannel('lianfang-field') : undefined,
  persist: async () => (await navigator.storage?.persist?.()) ?? false,
  rounds: browserRounds,
  lockAfterMs,
})
