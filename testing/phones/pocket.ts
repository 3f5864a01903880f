// A phone in somebody's pocket: the real engine on a store that outlives it, a clock that is wrong, and a battery that dies.
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { openOffline } from '../../web/field/offline/index.ts'
import type { Ports, SenderLocks } from '../../web/field/offline/ports.ts'
import type { Command, Known, Offline } from '../../web/field/offline/types.ts'
import type { ThinLine } from './thin-line.ts'

export interface PocketNotes {
  line: Pick<ThinLine, 'url'>
  cookie: string
  /** Of the page it shows. */
  origin?: string
  pin?: string
  /** How far its clock is ahead. */
  aheadMs?: number
  /** False: a browser without Web Locks. */
  hasLocks?: boolean
  lockAfterMs?: number
}

export interface Pocket {
  /** The engine that runs now; another one after a restart. */
  engine: Offline
  pin: string
  cookie: string
  /** The store, as somebody who steals the phone finds it. */
  indexedDB: IDBFactory
  ports: Ports
  aheadMs: number
  now(): number
  known(): Known
  outbox(): readonly Command[]
  /** Signs the phone in and makes it somebody's, over the line as it is. */
  setUp(): Promise<void>
  /** Everything stops between two instructions: nothing is said, nothing is closed. */
  kill(): void
  /** Starts again from what the store holds, locked. */
  boot(): Promise<void>
  /** The same, and unlocks. */
  restart(): Promise<void>
  /** No write finds room any more, or again. */
  fillDisk(isFull: boolean): void
  /** A second tab on the same store. */
  secondTab(): Promise<Offline>
  end(): void
}

/** Rounds of a PIN in tests, which unlock hundreds of times. */
const quickRounds = 1000

interface Life {
  isOver: boolean
}

/** Names of stores that have no room left. */
const fullDisks = new Set<string>()

for (const write of ['put', 'add'] as const) {
  const plain = IDBObjectStore.prototype[write]
  IDBObjectStore.prototype[write] = function (this: InstanceType<typeof IDBObjectStore>, ...args: [unknown, never?]) {
    if (fullDisks.has(this.transaction.db.name)) throw new DOMException('no room', 'QuotaExceededError')
    return plain.apply(this, args)
  } as typeof plain
}

let phones = 0

export function makePocket(notes: PocketNotes): Pocket {
  const { cookie, pin = '480213', hasLocks = true } = notes
  const store = `phone-${++phones}`
  let body = wake()
  const engines: Offline[] = []
  const start = (): Offline => {
    pocket.ports = portsOf(pocket, body, notes, store)
    const engine = openOffline(pocket.ports)
    engines.push(engine)
    return engine
  }
  const pocket: Pocket = {
    pin,
    cookie,
    indexedDB: new IDBFactory(),
    aheadMs: notes.aheadMs ?? 0,
    now: () => Date.now() + pocket.aheadMs,
    known: () => knownOf(pocket.engine),
    outbox: () => pocket.known().outbox,
    async setUp() {
      await pocket.engine.open()
      await pocket.engine.setUp(pin, '测试手机')
    },
    kill() {
      body.life.isOver = true
      pocket.engine.close()
      // Without Web Locks, whoever starts next waits until the lease of the dead one has run out.
      if (!hasLocks) pocket.aheadMs += 61_000
    },
    async boot() {
      body = wake()
      pocket.engine = start()
      await pocket.engine.open()
    },
    async restart() {
      await pocket.boot()
      const answer = await pocket.engine.unlock(pin)
      if (!answer.ok) throw new Error(`the phone stays ${answer.door.is}`)
    },
    fillDisk: (isFull) => void fullDisks[isFull ? 'add' : 'delete'](store),
    async secondTab() {
      const tab = openOffline(portsOf(pocket, body, notes, store))
      engines.push(tab)
      await tab.open()
      await tab.unlock(pin)
      return tab
    },
    end() {
      body.life.isOver = true
      for (const engine of engines) engine.close()
    },
  } as Pocket
  pocket.engine = start()
  return pocket
}

/** What a phone has between two of its deaths. */
interface Body {
  life: Life
  locks: SenderLocks
}

const wake = (): Body => ({ life: { isOver: false }, locks: locksOf() })

/** The world as the engine of a pocket sees it. */
function portsOf(pocket: Pocket, { life, locks }: Body, notes: PocketNotes, store: string): Ports {
  const { line, origin = 'http://desk.test', hasLocks = true, lockAfterMs = 600_000 } = notes
  return {
    origin: line.url,
    store,
    fetch: (input, init) => fetchWith(life, { cookie: pocket.cookie, origin }, input, init),
    now: () => pocket.now(),
    after: (ms, work) => {
      const timer = setTimeout(() => life.isOver || work(), ms)
      return () => clearTimeout(timer)
    },
    random: () => Math.random(),
    indexedDB: pocket.indexedDB as never,
    IDBKeyRange: IDBKeyRange as never,
    subtle: crypto.subtle,
    locks: hasLocks ? locks : undefined,
    tabs: new BroadcastChannel(store) as never,
    persist: async () => true,
    rounds: quickRounds,
    lockAfterMs,
  }
}

function knownOf(engine: Offline): Known {
  const { known, door } = engine.snapshot()
  if (!known) throw new Error(`the phone is ${door.is}`)
  return known
}

/** What a dead phone asked for never comes back to it, though the server may have done it. */
async function fetchWith(
  life: Life,
  browser: { cookie: string; origin: string },
  input: Parameters<typeof fetch>[0],
  init: RequestInit = {},
) {
  const never = new Promise<never>(() => undefined)
  if (life.isOver) return never
  const headers = { ...(init.headers as Record<string, string>), ...browser }
  // The dead do not hang up either: the request goes on without anybody who waits for it.
  const { signal, ...rest } = init
  const answer = fetch(input, { ...rest, headers, ...(signal ? { signal: livingSignal(life, signal) } : {}) })
  return answer.then(
    (came) => (life.isOver ? never : came),
    (fault) => (life.isOver ? never : Promise.reject(fault)),
  )
}

function livingSignal(life: Life, signal: AbortSignal): AbortSignal {
  const own = new AbortController()
  const abort = () => life.isOver || own.abort()
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort)
  return own.signal
}

/** Web Locks of one browser, as far as the engine uses them. */
function locksOf(): SenderLocks {
  const held = new Set<string>()
  return {
    async request(name, _, work) {
      if (held.has(name)) return work(null)
      held.add(name)
      try {
        return await work({ name })
      } finally {
        held.delete(name)
      }
    },
  }
}
