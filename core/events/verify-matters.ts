// Holds every matter against the digest of its last event: a row changed, taken out or put in by hand shows here.
import { sql } from 'kysely'
import type { CountedFacts } from '../../contract/derive/statistics.ts'
import type { Db } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { recordColumns } from '../matters/record.ts'
import { matterDigest } from './digest.ts'
import { type RowFacts, rowOf } from './row-facts.ts'
import type { Finding, Verified, Verifying } from './verify.ts'
import { verifyEvents } from './verify.ts'
import { verifyEntries } from './verify-entries.ts'

const atOnce = 1000

interface LastEvent {
  subject_id: string
  seq: number
  digest: string
  data: Record<string, unknown>
  now: CountedFacts | null
}

/** Walks all matters by id, a thousand at a time. */
export async function* verifyMatters(v: Verifying): AsyncGenerator<Finding> {
  for (let after: string | undefined; ; ) {
    const page = v.db.selectFrom('matters').select(recordColumns).orderBy('id').limit(atOnce)
    const rows: MatterRecord[] = await (after === undefined ? page : page.where('id', '>', after)).execute()
    const events = await lastEvents(v.db, rows)
    for (const row of rows) {
      v.counts.matters += 1
      const finding = compare(v.secret, row, events.get(row.id))
      if (finding) yield finding
    }
    after = rows.at(-1)?.id
    if (after === undefined || rows.length < atOnce) break
  }
  yield* missingMatters(v.db)
}

async function lastEvents(db: Db, matters: readonly MatterRecord[]): Promise<Map<string, LastEvent>> {
  const { rows } = await sql<LastEvent>`select distinct on (subject_id) subject_id, seq, digest, data, now from events
    where subject_id = any(${matters.map((m) => m.id)}::uuid[]) and digest is not null
    order by subject_id, seq desc`.execute(db)
  return new Map(rows.map((row) => [row.subject_id, row]))
}

function compare(secret: string, m: MatterRecord, last: LastEvent | undefined): Finding | null {
  const finding = (what: Finding['what'], how: string): Finding => ({
    what,
    of: 'matter',
    countyId: m.county_id,
    id: m.id,
    about: `matter ${m.no} (${m.id}) ${how}`,
  })
  if (!last) return finding('added', 'has no event: it was put in by hand')
  if (matterDigest(secret, m) === last.digest) return null
  const named = differences(m, last)
  const what = named.length > 0 ? named.join('; ') : 'in something its event does not repeat'
  return finding('changed', `is not as event ${last.seq} left it: ${what}`)
}

/** What can be named: an event repeats some of the row in the clear, of the rest it has only the digest. */
function differences(m: MatterRecord, { data, now }: LastEvent): string[] {
  const row: Partial<RowFacts> = rowOf({ data }) ?? {}
  const point = m.lng === null || m.lat === null ? null : { lng: m.lng, lat: m.lat }
  const pairs: [string, unknown, unknown][] = [
    ['no', data.no, m.no],
    ['version', data.version, m.version],
    ['state', now?.state, m.state],
    ['division', now?.divisionId, m.division_id],
    ['merged', now?.merged, m.merged_into !== null],
    ['category', row.category, m.category],
    ['point', JSON.stringify(row.point), JSON.stringify(point)],
    ['owner', row.ownerId, m.owner_id],
    ['unit', row.unitId, m.unit_id],
    ['opened by', row.openedById, m.opened_by],
    ...Object.entries(now?.values ?? {}).map(([field, value]): [string, unknown, unknown] => [
      field,
      value,
      m.data[field],
    ]),
  ]
  return pairs
    .filter(([, told, is]) => told !== undefined && told !== is)
    .map(([name, told, is]) => `${name} was ${told}, is ${is}`)
}

/** What events tell of and is not there. No matter and no entry is ever deleted: what may not be kept is emptied. */
async function* missingMatters(db: Db): AsyncGenerator<Finding> {
  const { rows } = await sql<{ subject_id: string; county_id: number; no: string | null; seq: number }>`
    select e.subject_id, e.county_id, max(e.data ->> 'no') as no, max(e.seq) as seq from events e
    where e.digest is not null and not exists (select from matters m where m.id = e.subject_id)
      and not exists (select from register_entries r where r.id = e.subject_id)
    group by 1, 2 order by seq limit ${atOnce}`.execute(db)
  for (const { subject_id, county_id, no, seq } of rows) {
    // Entries go by a code of twelve signs, matters by the county's number.
    const of = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(no ?? '') ? 'entry' : 'matter'
    const about = `${of} ${no ?? ''} (${subject_id}) is missing: event ${seq} is the last that tells of it`
    yield { what: 'missing', of, countyId: county_id, id: subject_id, about }
  }
}

/**
 * Verifies everything in one snapshot, while the house goes on working, and returns the first finding, or null when
 * all is as it was written.
 */
export async function verifyAll(
  db: Db,
  secret: string,
  onProgress: (counts: Verified) => void = () => undefined,
): Promise<{ counts: Verified; finding: Finding | null }> {
  const counts: Verified = { counties: 0, seals: 0, events: 0, unsealed: 0, matters: 0, entries: 0 }
  const timer = setInterval(() => onProgress(counts), 1000)
  try {
    return await inSnapshot(db, async (snapshot) => {
      const v: Verifying = { db: snapshot, secret, counts }
      for await (const finding of verifyEvents(v)) return { counts, finding }
      for await (const finding of verifyMatters(v)) return { counts, finding }
      for await (const finding of verifyEntries(v)) return { counts, finding }
      return { counts, finding: null }
    })
  } finally {
    clearInterval(timer)
  }
}

/** Runs `work` on one unchanging view of the database, without a limit of time. */
export const inSnapshot = <T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      await sql`set local statement_timeout = 0`.execute(snapshot)
      return work(snapshot)
    })
