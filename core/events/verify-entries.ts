// Holds every entry of a register, and every version of it, against the digests of its events.
import { sql } from 'kysely'
import type { Db } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { entryColumns } from '../registers/record.ts'
import { entryDigest } from './digest.ts'
import type { Finding, Verifying } from './verify.ts'

const atOnce = 500

interface Told {
  subject_id: string
  seq: number
  digest: string
  version: number
  /** Former versions were erased with this event, as retention has it. */
  erased: boolean
}

interface Version {
  entry_id: string
  version: number
  row: Record<string, unknown>
}

/** Walks all entries by id, some hundred at a time. */
export async function* verifyEntries(v: Verifying): AsyncGenerator<Finding> {
  for (let after: string | undefined; ; ) {
    const page = v.db.selectFrom('register_entries').select(entryColumns).orderBy('id').limit(atOnce)
    const rows: EntryRecord[] = await (after === undefined ? page : page.where('id', '>', after)).execute()
    const ids = rows.map((row) => row.id)
    const told = Map.groupBy(await eventsOf(v.db, ids), (event) => event.subject_id)
    const versions = Map.groupBy(await versionsOf(v.db, ids), (version) => version.entry_id)
    for (const row of rows) {
      v.counts.entries += 1
      const finding = compare(v.secret, row, told.get(row.id) ?? [], versions.get(row.id) ?? [])
      if (finding) yield finding
    }
    after = rows.at(-1)?.id
    if (after === undefined || rows.length < atOnce) return
  }
}

async function eventsOf(db: Db, ids: readonly string[]): Promise<Told[]> {
  const { rows } = await sql<Told>`select subject_id, seq, digest, (data ->> 'version')::int as version,
      type like '%.erased' as erased from events
    where subject_id = any(${ids}::uuid[]) and digest is not null order by seq`.execute(db)
  return rows
}

const versionsOf = (db: Db, ids: readonly string[]): Promise<Version[]> =>
  db
    .selectFrom('register_versions')
    .select(['entry_id', 'version', 'row'])
    .where((w) => w('entry_id', '=', w.fn.any(w.val([...ids]))))
    .execute()

function compare(secret: string, e: EntryRecord, told: readonly Told[], versions: readonly Version[]): Finding | null {
  const finding = (what: Finding['what'], how: string): Finding => ({
    what,
    of: 'entry',
    countyId: e.county_id,
    id: e.id,
    about: `entry ${e.code} (${e.id}) ${how}`,
  })
  const last = told.at(-1)
  if (!last) return finding('added', 'has no event: it was put in by hand')
  if (entryDigest(secret, e) !== last.digest)
    return finding('changed', `is not as event ${last.seq} left it (version ${last.version}, now ${e.version})`)
  const kept = told.slice(told.findLastIndex((event) => event.erased) + 1)
  const from = told.findLast((event) => event.erased)
  for (const event of from ? [from, ...kept] : told) {
    const version = versions.find((each) => each.version === event.version)
    if (!version) return finding('missing', `lacks version ${event.version}, which event ${event.seq} tells of`)
    if (entryDigest(secret, version.row) !== event.digest)
      return finding('changed', `has a version ${event.version} that is not as event ${event.seq} left it`)
  }
  const stray = versions.find((each) => !told.some((event) => event.version === each.version))
  return stray ? finding('added', `has a version ${stray.version} that no event tells of`) : null
}
