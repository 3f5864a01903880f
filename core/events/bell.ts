// Tells readers that something was committed: at once in this process, and within moments in the others.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { House } from '../context.ts'

/** Rung by `house.wake` after a commit. Whoever listens decides when to look. */
export interface Bell {
  /** Calls `listener` at every ring, of this process and of others; returns what stops that. */
  listen(listener: () => void): () => void
  /** Calls `carry` at every ring of this process; returns what rings here for the others. */
  carry(carry: () => void): () => void
}

const bells = new WeakMap<House, Bell>()

/** The bell of a house; hung at the first call, and from then on rung by `house.wake`. */
export function bellOf(house: House): Bell {
  const known = bells.get(house)
  if (known) return known
  const listeners = new Set<() => void>()
  const carriers = new Set<() => void>()
  const tell = (all: Iterable<() => void>) => {
    for (const one of all) one()
  }
  const bell: Bell = {
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    carry: (carry) => {
      carriers.add(carry)
      return () => tell(listeners)
    },
  }
  house.wake = () => {
    tell(listeners)
    tell(carriers)
  }
  bells.set(house, bell)
  return bell
}

const channel = 'lianfang_events'
/** NOTIFY takes one lock for the whole database at commit: never in a writer's transaction, and not for every write. */
const everyMs = 20
const shortestWaitMs = 100
const longestWaitMs = 10_000

/**
 * Connects the bells of all processes on one database, over a connection of its own that comes back by itself.
 * Without it, or while it is away, other processes notice by looking every second.
 */
export function connectBells(house: House, url: string): { stop: () => Promise<void> } {
  const me = randomBytes(8).toString('hex')
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let again: NodeJS.Timeout | undefined
  let isStopped = false
  let waitMs = shortestWaitMs

  const ringHere = bellOf(house).carry(() => {
    timer ??= setTimeout(send, everyMs)
  })
  let isSending = false
  function send(): void {
    timer = undefined
    // One at a time: what rang meanwhile is told by the ring after it.
    if (!client || isSending) return
    isSending = true
    // A ring that is lost is made up for by the next one, or by the slow look of the others.
    const sent = client.query('select pg_notify($1, $2)', [channel, me]).catch(() => undefined)
    void sent.then(() => {
      isSending = false
    })
  }
  const lost = (made: pg.Client, why: string) => {
    if (client === made) client = undefined
    made.end().catch(() => undefined)
    if (isStopped) return
    house.log.warn({ why, waitMs }, 'the line between processes broke; it is being taken up again')
    again = setTimeout(open, waitMs)
    waitMs = Math.min(waitMs * 2, longestWaitMs)
  }
  async function open(): Promise<void> {
    // What is told here is worth no flush to disk.
    const made = new pg.Client({ connectionString: url, options: '-c synchronous_commit=off', keepAlive: true })
    let isLost = false
    const lose = (why: string) => {
      if (!isLost) lost(made, why)
      isLost = true
    }
    made.on('error', () => undefined)
    made.on('end', () => lose('ended'))
    made.on('notification', ({ payload }) => {
      if (payload !== me) ringHere()
    })
    try {
      await made.connect()
      await made.query(`listen ${channel}`)
      client = made
      waitMs = shortestWaitMs
      ringHere()
    } catch (fault) {
      lose(String(fault))
    }
  }
  const opening = open()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      clearTimeout(again)
      await opening
      await client?.end().catch(() => undefined)
    },
  }
}
