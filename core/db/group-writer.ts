// Writes what only appends. Requests that arrive together share one statement, one commit and one flush to disk, and
// each is answered only after it: at eight writers that is worth five times as many reports as one transaction each.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CompiledQuery, type Kysely } from 'kysely'
import type pg from 'pg'
import { problem } from '../../contract/errors.ts'
import type { MatterRecord, Tables } from './tables.ts'

/** Rows that stand or fall together. */
export interface Rows {
  /** `search` is the text of a tsvector. */
  matters: (MatterRecord & { search: string })[]
  events: object[]
  parties: object[]
  keys: object[]
  /** Uploads that belong to a matter from now on. */
  files: { id: string; matter_id: string }[]
  /** Matters that name entries of registers; said again, it changes nothing. */
  links: object[]
}

/** Rows for nothing yet. */
export const noRows = (): Rows => ({ matters: [], events: [], parties: [], keys: [], files: [], links: [] })

const matterColumns =
  'id county_id kind no state version division_id path township_id village_id grid_id lng lat cell placed channel category opened_at opened_by device_at state_since due_at missed_at answered_at ended_at ended_as owner_id first_contact_id waits_post waits_division_id unit_id merged_into parent_id supervision data search changed_at'.split(
    ' ',
  )
const eventColumns =
  'county_id id type subject_kind subject_id path at device_at actor_type actor_id actor_post data was now digest'.split(
    ' ',
  )

const list = (columns: readonly string[]) => columns.map((c) => `"${c}"`).join(', ')

/** How the rows of each table are written from one JSON array, `$n`. */
const writes: Record<keyof Rows, (n: number) => string> = {
  matters: (n) => `insert into matters (${list(matterColumns)})
    select ${list(matterColumns)} from jsonb_populate_recordset(null::matters, $${n}::jsonb)`,
  events: (n) => `insert into events (${list(eventColumns)})
    select ${list(eventColumns)} from jsonb_populate_recordset(null::events, $${n}::jsonb)`,
  parties: (n) =>
    `insert into matter_parties select * from jsonb_populate_recordset(null::matter_parties, $${n}::jsonb)`,
  keys: (n) => `insert into request_keys select * from jsonb_populate_recordset(null::request_keys, $${n}::jsonb)`,
  files: (n) => `update files f set matter_id = x.matter_id from jsonb_populate_recordset(null::files, $${n}::jsonb) x
    where f.id = x.id and f.matter_id is null and f.entry_id is null`,
  links: (n) =>
    `insert into register_links select * from jsonb_populate_recordset(null::register_links, $${n}::jsonb)
    on conflict do nothing`,
}
const tables = Object.keys(writes) as (keyof Rows)[]

/** Several of them as one statement: one round trip, and all or nothing without a transaction of its own. */
const together = (written: readonly (keyof Rows)[]): string =>
  `with ${written.map((t, i) => `${t}_written as (${writes[t](i + 1)})`).join(', ')} select 1`

/** Writes rows in a transaction, a statement for each table that has any. */
export async function writeRows(db: Kysely<Tables>, rows: Rows): Promise<void> {
  for (const table of tables)
    if (rows[table].length > 0)
      await db.executeQuery(CompiledQuery.raw(writes[table](1), [JSON.stringify(rows[table])]))
}

// Named, so that a connection plans it once: planning it costs four times as much as running it. A table without rows
// is left out: even to write nothing costs something.
function writeTogether(pool: pg.Pool, rows: Rows): Promise<unknown> {
  const written = tables.filter((t) => rows[t].length > 0)
  const values = written.map((t) => JSON.stringify(rows[t]))
  return pool.query({ name: `write ${written.join(' ')}`, text: together(written), values })
}

export interface GroupWriter {
  /** Resolves when the rows are on disk. @throws server.busy when too many wait; whatever the database refuses them for */
  write(rows: Rows): Promise<void>
  /** How many wait for the next group. For metrics. */
  waiting(): number
}

interface Waiting {
  rows: Rows
  done: () => void
  failed: (fault: unknown) => void
}

// Two statements in flight keep the disk busy while the next group gathers; more would only make the groups smaller.
const mostInFlight = 2
const mostInGroup = 200
const mostWaiting = 5000
// 22 and 23: this very row is at fault (a wrong value, a key that is taken), not the moment.
const isOfOneRow = (fault: unknown): boolean => /^(22|23)/.test(String((fault as { code?: string }).code))

/** Makes the writer of a process. */
export function groupWriter(pool: pg.Pool): GroupWriter {
  const waiting: Waiting[] = []
  let inFlight = 0
  const flush = async (): Promise<void> => {
    if (inFlight >= mostInFlight) return
    inFlight++
    try {
      // Whoever is being read from the network in this turn comes along.
      await nextTurn()
      for (let group = waiting.splice(0, mostInGroup); group.length > 0; group = waiting.splice(0, mostInGroup))
        await writeGroup(pool, group)
    } finally {
      inFlight--
    }
  }
  return {
    write: (rows) =>
      new Promise((done, failed) => {
        if (waiting.length >= mostWaiting) return failed(problem('server.busy'))
        waiting.push({ rows, done: () => done(), failed })
        void flush()
      }),
    waiting: () => waiting.length,
  }
}

async function writeGroup(pool: pg.Pool, group: readonly Waiting[]): Promise<void> {
  try {
    await writeTogether(pool, joined(group))
    for (const each of group) each.done()
  } catch (fault) {
    if (group.length > 1 && isOfOneRow(fault)) for (const each of group) await writeGroup(pool, [each])
    else for (const each of group) each.failed(fault)
  }
}

const joined = (group: readonly Waiting[]): Rows => {
  const rows = noRows()
  for (const { rows: each } of group) for (const table of tables) (rows[table] as object[]).push(...each[table])
  return rows
}
