// Reads events in the order their transactions began, and only up to where nothing older can still commit.
import { type Selectable, sql } from 'kysely'
import type { CountedFacts } from '../../contract/derive/statistics.ts'
import type { Db } from '../context.ts'
import type { Events } from '../db/tables.ts'

/** A place in the stream of events: everything up to it has been read. `seq` alone would skip what commits late. */
export interface Cursor {
  xid: string
  seq: number
}

/** An event as it was appended. */
export type EventRecord = Omit<Selectable<Events>, 'was' | 'now'> & {
  was: CountedFacts | null
  now: CountedFacts | null
}

export interface EventBatch {
  events: EventRecord[]
  /** The place after the batch, events left out included. */
  cursor: Cursor
  /** There are more behind this batch. */
  isFull: boolean
  /** Events have been committed that an older open transaction still keeps back: ask again soon. */
  isHeld: boolean
}

/** Before the first event. */
export const beginning: Cursor = { xid: '0', seq: 0 }

/** Whether `a` lies before `b`. */
export const isBefore = (a: Cursor, b: Cursor): boolean =>
  a.xid === b.xid ? a.seq < b.seq : BigInt(a.xid) < BigInt(b.xid)

/** A cursor as text, such as the id of a frame of the live stream: `xid:seq`. */
export const cursorText = (c: Cursor): string => `${c.xid}:${c.seq}`

/** Reads what `cursorText` wrote; undefined when it is not that. */
export function readCursor(text: string): Cursor | undefined {
  const match = /^(\d{1,19}):(\d{1,15})$/.exec(text)
  return match ? { xid: match[1] as string, seq: Number(match[2]) } : undefined
}

/** "After this cursor", answered by the index (xid, seq). */
export const isAfter = (c: Cursor) => sql<boolean>`(xid, seq) > (${c.xid}::xid8, ${c.seq}::bigint)`

/** "No transaction that is still open is as old": what lies below can never be joined by a late commit. */
export const isBelowHorizon = sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`

type Row = EventRecord & { is_wanted: boolean; n: number; is_held: boolean }

/**
 * Reads up to `limit` events after a cursor, in order, of the wanted types (`*`: all).
 * A batch may be empty and still move the cursor.
 */
export async function readEvents(
  db: Db,
  after: Cursor,
  { limit, wants = ['*'] }: { limit: number; wants?: readonly string[] },
): Promise<EventBatch> {
  const wanted = wants.includes('*') ? sql`true` : sql`type = any(${[...wants]}::text[])`
  // One statement, so one snapshot: what is held back now cannot slip below the horizon between two questions.
  // The last event of a batch comes along even when nobody wants it: it is where the next batch begins.
  const { rows } = await sql<Row>`with batch as materialized (
      select * from events where ${isAfter(after)} and ${isBelowHorizon} order by xid, seq limit ${limit}),
    kept as (
      select *, ${wanted} as is_wanted from batch
      where ${wanted} or (xid, seq) = (select xid, seq from batch order by xid desc, seq desc limit 1))
    select kept.*, (select count(*) from batch) as n,
      exists (select from events where xid >= pg_snapshot_xmin(pg_current_snapshot())) as is_held
    from (select 1) as always left join kept on true order by kept.xid, kept.seq`.execute(db)
  const last = rows.at(-1)
  const isFull = (last?.n ?? 0) >= limit
  return {
    events: rows.filter((row) => row.is_wanted).map(eventOf),
    // Without a single event, the one row holds nothing but the two answers.
    cursor: last && last.xid !== null ? { xid: last.xid, seq: last.seq } : after,
    isFull,
    isHeld: last?.is_held ?? false,
  }
}

const eventOf = ({ is_wanted: _, n: __, is_held: ___, ...event }: Row): EventRecord => event

/** Where the stream stands now: what a reader starts from that only wants what comes. */
export async function presentCursor(db: Db): Promise<Cursor> {
  const { rows } = await sql<Cursor>`select xid, seq from events where ${isBelowHorizon}
    order by xid desc, seq desc limit 1`.execute(db)
  return rows[0] ?? beginning
}

/**
 * Whether there are events of transactions this server has not come to yet: the tables were copied in as text from
 * another one, and nothing would be read until it has counted as far.
 */
export async function isFromElsewhere(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from events where xid >= pg_snapshot_xmax(pg_current_snapshot())) as found`.execute(db)
  return rows[0]?.found ?? false
}
