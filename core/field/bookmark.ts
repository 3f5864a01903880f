// How far a phone has read: a place in the stream of events, and what it could see from there.
import { sql } from 'kysely'
import type { Ctx, Db } from '../context.ts'
import { beginning, type Cursor, cursorText, isBelowHorizon, readCursor } from '../events/reader.ts'

export interface Bookmark {
  cursor: Cursor
  /** Of the event at that place: after a restore from a backup another event stands there. */
  mark: string
  /** Names the posts, definitions and divisions by which the phone was given what it has. */
  reach: string
}

const markLength = 12
const noMark = '-'

/** The bookmark as the text a phone sends back. */
export const bookmarkText = ({ cursor, mark, reach }: Bookmark): string => `${cursorText(cursor)}:${mark}:${reach}`

/** Reads what `bookmarkText` wrote; undefined when it is not that. */
export function readBookmark(text: string): Bookmark | undefined {
  const match = /^(\d{1,19}:\d{1,15}):([0-9a-f]{12}|-):([\w-]{1,40})$/.exec(text)
  const cursor = match ? readCursor(match[1] as string) : undefined
  return match && cursor ? { cursor, mark: match[2] as string, reach: match[3] as string } : undefined
}

const markOf = (eventId: string): string => eventId.replaceAll('-', '').slice(-markLength)

/** Where the stream stands now, below the horizon. */
export async function presentBookmark(ctx: Ctx, reach: string): Promise<Bookmark> {
  const { rows } = await sql<Cursor & { id: string }>`select xid, seq, id from events where ${isBelowHorizon}
    order by xid desc, seq desc limit 1`.execute(ctx.db)
  const [last] = rows
  return last
    ? { cursor: { xid: last.xid, seq: last.seq }, mark: markOf(last.id), reach }
    : { cursor: beginning, mark: noMark, reach }
}

/** Whether the event a phone read last is still the one at its place. */
export async function isStillThere(db: Db, { cursor, mark }: Bookmark): Promise<boolean> {
  if (mark === noMark) return true
  const row = await db.selectFrom('events').select('id').where('seq', '=', cursor.seq).executeTakeFirst()
  return row !== undefined && markOf(row.id) === mark
}
