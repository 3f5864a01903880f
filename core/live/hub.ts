// The live stream of this process: reads events once, and passes changes on to every screen that may see them.
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type Ctx, clockContext, type House } from '../context.ts'
import { type RoundEnd, startLoop } from '../events/loop.ts'
import { type Cursor, isBefore, presentCursor, readCursor, readEvents } from '../events/reader.ts'
import { beat, changes, reset } from './frames.ts'
import { type LiveItem, liveItems } from './item.ts'
import { type LiveReader, reachKey, textFor } from './reach.ts'
import { makeRing, type Ring } from './ring.ts'

/** Where frames go: a response that is being written. */
export interface Pipe {
  write(bytes: Buffer): void
  /** Bytes written that the other side has not taken yet. */
  waiting(): number
  end(): void
  /** Who is at the other end now; null when they may no longer ask. */
  ask(): Promise<LiveReader | null>
}

export interface LiveState {
  clients: number
  groups: number
  /** Streams ended because they did not take what they were sent. */
  dropped: number
  /** Up to when everything has been passed on. */
  asOf: Date
}

export interface LiveHub {
  /**
   * Adds a stream; `after` is the last id it got (`Last-Event-ID`). Returns what takes it out again.
   * @throws server.busy, access.too-many when there are too many streams
   */
  join(reader: LiveReader, after: string | null, pipe: Pipe): () => void
  state(): LiveState
  /** Resolves when everything committed before the call has been sent. */
  idle(): Promise<void>
  stop(): Promise<void>
}

export interface LiveOptions {
  /** Most streams at once; the next is refused with 503. */
  maxClients?: number
}

const beatMs = 5000
/** Changes within this time go out in one frame. */
const shortestGapMs = 50
/** While nobody looks. Whoever comes back still finds what was missed. */
const emptyGapMs = 250
/** With very many screens the frames grow fewer: sending takes at most this share of the time. */
const shareOfSending = 0.25
const batchSize = 2000
/** A reader who missed more than this starts anew instead of reading it all. */
const mostMissed = 1000
const mostWaitingBytes = 512 * 1024
const mostOfOneAccount = 30
/** After so many beats it is asked anew who is there: whoever signed out or changed posts is told nothing more. */
const beatsBetweenChecks = 6

interface Client {
  reader: LiveReader
  group: Group
  pipe: Pipe
  beatsLeft: number
}

interface Group {
  key: string
  reader: LiveReader
  clients: Set<Client>
}

interface Hub {
  house: House
  groups: Map<string, Group>
  clients: Set<Client>
  ring: Ring
  cursor: Cursor
  asOf: Date
  dropped: number
  /** How long the last frames took to send. */
  sendingMs: number
  maxClients: number
}

/** Starts the hub of a house; what happened lately is read in, so that streams resume across a restart. */
export async function liveHub(house: House, options: LiveOptions = {}): Promise<LiveHub> {
  const ctx = clockContext(house, 'core.live')
  const ring = makeRing(4 * mostMissed)
  const cursor = await fillRing(ctx, ring)
  const { maxClients = 5000 } = options
  const hub: Hub = {
    house,
    groups: new Map(),
    clients: new Set(),
    ring,
    cursor,
    asOf: house.now(),
    dropped: 0,
    sendingMs: 0,
    maxClients,
  }
  const gapMs = () => (hub.clients.size === 0 ? emptyGapMs : Math.max(shortestGapMs, hub.sendingMs / shareOfSending))
  const looking = startLoop(house, { id: 'core.live', gapMs, round: () => look(ctx, hub) })
  const beats = setInterval(() => sendBeats(hub), beatMs)
  return {
    join: (reader, after, pipe) => join(hub, reader, after, pipe),
    state: () => ({ clients: hub.clients.size, groups: hub.groups.size, dropped: hub.dropped, asOf: hub.asOf }),
    idle: looking.idle,
    stop: async () => {
      clearInterval(beats)
      for (const client of hub.clients) end(hub, client)
      await looking.stop()
    },
  }
}

/** Reads the latest changes in from the events. Returns where they end. */
async function fillRing(ctx: Ctx, ring: Ring): Promise<Cursor> {
  const present = await presentCursor(ctx.db)
  const events = await ctx.db
    .selectFrom('events')
    .selectAll()
    .orderBy('xid', 'desc')
    .orderBy('seq', 'desc')
    .limit(ring.size)
    .execute()
  const read = events.reverse().filter((e) => !isBefore(present, e))
  const first = read[0]
  ring.begin(first && events.length === ring.size ? { xid: first.xid, seq: first.seq } : { xid: '0', seq: 0 })
  for (const item of await liveItems(ctx, read as never)) ring.push(item)
  return present
}

function join(hub: Hub, reader: LiveReader, after: string | null, pipe: Pipe): () => void {
  if (hub.clients.size >= hub.maxClients) throw problem('server.busy')
  const ofAccount = [...hub.clients].filter((c) => c.reader.actor.id === reader.actor.id).length
  if (ofAccount >= mostOfOneAccount)
    throw problem('access.too-many', {
      detail: label('同一账号打开的窗口太多', 'Too many windows are open under one account'),
    })
  const key = reachKey(hub.house.kinds.values(), reader)
  const group = hub.groups.get(key) ?? { key, reader, clients: new Set<Client>() }
  hub.groups.set(key, group)
  // Spread over time, so that a thousand streams begun together are not checked together.
  const beatsLeft = 1 + (hub.clients.size % beatsBetweenChecks)
  const client: Client = { reader, group, pipe, beatsLeft }
  group.clients.add(client)
  hub.clients.add(client)
  pipe.write(missed(hub, reader, after))
  pipe.write(beat(hub.cursor, hub.asOf))
  return () => leave(hub, client)
}

/** What a stream missed since `after`, or that it missed too much. All of it is in memory: nothing can come between. */
function missed(hub: Hub, reader: LiveReader, after: string | null): Buffer {
  if (after === null) return Buffer.alloc(0)
  const from = readCursor(after)
  const items = from && !isBefore(hub.cursor, from) ? hub.ring.after(from) : undefined
  const texts = items?.map((item) => textFor(reader, item)).filter((text) => text !== null)
  if (texts === undefined || texts.length > mostMissed) return reset(hub.cursor)
  return texts.length === 0 ? Buffer.alloc(0) : changes(hub.cursor, texts)
}

function leave(hub: Hub, client: Client): void {
  hub.clients.delete(client)
  client.group.clients.delete(client)
  if (client.group.clients.size === 0) hub.groups.delete(client.group.key)
}

function end(hub: Hub, client: Client): void {
  leave(hub, client)
  client.pipe.end()
}

function send(hub: Hub, client: Client, bytes: Buffer): void {
  if (client.pipe.waiting() > mostWaitingBytes) {
    hub.dropped += 1
    end(hub, client)
  } else client.pipe.write(bytes)
}

function sendBeats(hub: Hub): void {
  const bytes = beat(hub.cursor, hub.asOf)
  for (const client of hub.clients) {
    send(hub, client, bytes)
    client.beatsLeft -= 1
    if (client.beatsLeft > 0) continue
    client.beatsLeft = beatsBetweenChecks
    void check(hub, client)
  }
}

/** Ends a stream whose reader is no longer who they were; a database that does not answer changes nobody's reach. */
async function check(hub: Hub, client: Client): Promise<void> {
  const now = await client.pipe.ask().catch(() => client.reader)
  const isSame = now !== null && reachKey(hub.house.kinds.values(), now) === client.group.key
  if (!isSame && hub.clients.has(client)) end(hub, client)
}

/** Sends a batch: each change was written as text once, each frame is made once for all who get the same. */
function sendChanges(hub: Hub, items: readonly LiveItem[]): void {
  const startedAt = performance.now()
  const frames = new Map<string, Buffer>()
  for (const group of hub.groups.values()) {
    const texts = items.map((item) => textFor(group.reader, item)).filter((text) => text !== null)
    if (texts.length === 0) continue
    const key = texts.join(',')
    const frame = frames.get(key) ?? (texts.length > mostMissed ? reset(hub.cursor) : changes(hub.cursor, texts))
    frames.set(key, frame)
    for (const client of group.clients) send(hub, client, frame)
  }
  hub.sendingMs = performance.now() - startedAt
}

/** Reads one batch and passes its changes on. */
async function look(ctx: Ctx, hub: Hub): Promise<RoundEnd> {
  const askedAt = hub.house.now()
  const batch = await readEvents(ctx.db, hub.cursor, { limit: batchSize })
  const items = await liveItems(ctx, batch.events)
  hub.cursor = batch.cursor
  for (const item of items) hub.ring.push(item)
  if (items.length > 0) sendChanges(hub, items)
  if (batch.isFull) return 'full'
  if (batch.isHeld) return 'held'
  hub.asOf = askedAt
  return 'done'
}
