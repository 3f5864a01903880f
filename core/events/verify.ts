// Recomputes what was sealed, and names what no longer fits: an event or a seal changed, missing or added.
import { sql } from 'kysely'
import type { Db } from '../context.ts'
import { sealHash } from './digest.ts'
import { beginning, type Cursor, type EventRecord, isAfter, isBefore } from './reader.ts'
import { leafBytes, leavesOf, noSeal, sealsReader } from './seal.ts'
import { cursorOf } from './subscribers.ts'

export interface Finding {
  what: 'changed' | 'missing' | 'added'
  of: 'event' | 'seal' | 'matter' | 'entry'
  countyId: number
  /** Number of the event or seal, or id of the matter or the entry. */
  id: string
  /** What is known of it and how it differs, in a sentence. */
  about: string
}

export interface Verified {
  counties: number
  seals: number
  events: number
  /** Events younger than the last seals: sealed within the minute. */
  unsealed: number
  matters: number
  /** Entries of registers, each with all its versions. */
  entries: number
}

/** What verifying needs: a database in one snapshot, and the key of the digests. */
export interface Verifying {
  db: Db
  secret: string
  counts: Verified
}

/** Walks the chain of every county. Reads a seal's events at a time, so memory does not grow with the years. */
export async function* verifyEvents(v: Verifying): AsyncGenerator<Finding> {
  const { rows } = await sql<{ county_id: number }>`select county_id from event_seals
    union select county_id from events order by county_id`.execute(v.db)
  const sealedTo = await cursorOf(v.db, sealsReader)
  for (const { county_id } of rows) {
    v.counts.counties += 1
    yield* verifyChain(v, county_id, sealedTo)
  }
}

interface Seal {
  no: number
  last: Cursor
  seqs: number[]
  leaves: Buffer
  hash: string
}

async function* verifyChain(v: Verifying, countyId: number, sealedTo: Cursor): AsyncGenerator<Finding> {
  let before = { no: 0, hash: noSeal, last: beginning }
  for (;;) {
    const seal = await nextSeal(v.db, countyId, before.no)
    if (!seal) break
    v.counts.seals += 1
    if (seal.no !== before.no + 1) {
      const about = `seal ${before.no + 1} of county ${countyId} is missing: the chain goes on with ${seal.no}`
      yield { what: 'missing', of: 'seal', countyId, id: String(before.no + 1), about }
    } else if (seal.hash !== sealHash(v.secret, before.hash, seal.seqs, seal.leaves)) {
      const about = `seal ${seal.no} of county ${countyId} does not follow from the one before and what it covers`
      yield { what: 'changed', of: 'seal', countyId, id: String(seal.no), about }
    }
    const last = await trueLast(v, countyId, seal)
    if (last.xid !== seal.last.xid || last.seq !== seal.last.seq) {
      const about = `seal ${seal.no} of county ${countyId} says it ends elsewhere than with the last event it covers`
      yield { what: 'changed', of: 'seal', countyId, id: String(seal.no), about }
    }
    yield* verifySeal(v, countyId, before.last, { ...seal, last })
    before = { ...seal, last }
  }
  yield* verifyRest(v, countyId, before.last, sealedTo)
}

async function nextSeal(db: Db, countyId: number, after: number): Promise<Seal | undefined> {
  const row = await db
    .selectFrom('event_seals')
    .select(['no', 'last_xid', 'last_seq', 'seqs', 'leaves', 'hash'])
    .where('county_id', '=', countyId)
    .where('no', '>', after)
    .orderBy('no')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, last: { xid: row.last_xid, seq: row.last_seq } }
}

/** Where a seal really ends: at the last event it covers, when that is as it was sealed. */
async function trueLast(v: Verifying, countyId: number, seal: Seal): Promise<Cursor> {
  const number = seal.seqs.at(-1)
  if (number === undefined) return seal.last
  const row = await v.db
    .selectFrom('events')
    .selectAll()
    .where('seq', '=', number)
    .where('county_id', '=', countyId)
    .executeTakeFirst()
  const isWhole = row && leavesOf(v.secret, [row as EventRecord]).equals(leafAt(seal, seal.seqs.length - 1))
  return isWhole ? { xid: row.xid, seq: row.seq } : { xid: seal.last.xid, seq: number }
}

const eventsOf = (db: Db, countyId: number, after: Cursor) =>
  db
    .selectFrom('events')
    .selectAll()
    .where('county_id', '=', countyId)
    .where(isAfter(after))
    .orderBy('xid')
    .orderBy('seq')
    .$castTo<EventRecord>()

/** Holds what a seal covers against what lies between the seal before and it. */
async function* verifySeal(v: Verifying, countyId: number, from: Cursor, seal: Seal): AsyncGenerator<Finding> {
  const { xid, seq } = seal.last
  const rows = await eventsOf(v.db, countyId, from)
    .where(sql<boolean>`(xid, seq) <= (${xid}::xid8, ${seq}::bigint)`)
    .execute()
  v.counts.events += rows.length
  const sealed = new Set(seal.seqs)
  const found = new Map(rows.map((row) => [row.seq, row]))
  for (const row of rows)
    if (!sealed.has(row.seq)) yield eventFinding('added', row, `was put in after seal ${seal.no} was made`)
  for (const [i, number] of seal.seqs.entries()) {
    const row = found.get(number)
    if (!row) yield await missingEvent(v.db, countyId, number, seal.no)
    else if (!leafAt(seal, i).equals(leavesOf(v.secret, [row])))
      yield eventFinding('changed', row, `is not as it was when seal ${seal.no} was made`)
  }
}

const leafAt = (seal: Seal, i: number): Buffer => seal.leaves.subarray(i * leafBytes, (i + 1) * leafBytes)

function eventFinding(what: Finding['what'], e: EventRecord, how: string): Finding {
  const about = `event ${e.seq} of county ${e.county_id} (${e.type} of ${e.subject_id}, at ${e.at.toISOString()}) ${how}`
  return { what, of: 'event', countyId: e.county_id, id: String(e.seq), about }
}

/** An event that is not where it was sealed: gone, or moved by a changed county or transaction. */
async function missingEvent(db: Db, countyId: number, number: number, sealNo: number): Promise<Finding> {
  const moved = await db.selectFrom('events').selectAll().where('seq', '=', number).executeTakeFirst()
  if (!moved) {
    const about = `event ${number} of county ${countyId} is missing: seal ${sealNo} covers it`
    return { what: 'missing', of: 'event', countyId, id: String(number), about }
  }
  const how =
    moved.county_id === countyId ? 'has another transaction than when it was sealed' : `belonged to county ${countyId}`
  return { ...eventFinding('changed', moved as EventRecord, how), countyId }
}

const atOnce = 5000

/** What lies after a county's last seal: younger than the sealing itself, or else put in, or its seal taken out. */
async function* verifyRest(v: Verifying, countyId: number, from: Cursor, sealedTo: Cursor): AsyncGenerator<Finding> {
  for (let after = from; ; ) {
    const rows = await eventsOf(v.db, countyId, after).limit(atOnce).execute()
    for (const row of rows) {
      if (isBefore(sealedTo, row)) v.counts.unsealed += 1
      else
        yield eventFinding('added', row, 'is in no seal though younger ones are: it was put in, or its seal taken out')
    }
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = { xid: last.xid, seq: last.seq }
  }
}
