// Brings the database to the shape this program expects: plain SQL files, forward only, each applied once.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type pg from 'pg'

/** A migration file as it lies on disk. */
export interface Migration {
  /** File name; the order of names is the order of application. */
  name: string
  sql: string
  sha256: string
}

/** The shape of a name: when, whose, what. */
export const MIGRATION_NAME = /^\d{12}_[a-z][a-z0-9-]*_[a-z0-9-]+\.sql$/

/** Any number, the same in every process: only one migrates at a time, the others wait and find the work done. */
const LOCK = 4_312_270_001

/**
 * The migrations of the given folders, in order of their names. A folder that does not exist holds none.
 * @throws Error on a wrong or doubled name.
 */
export function readMigrations(folders: string[]): Migration[] {
  const files = folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => join(folder, name)),
  )
  const migrations = files.map((file) => {
    const name = basename(file)
    if (!MIGRATION_NAME.test(name)) throw new Error(`${file} must be named YYYYMMDDHHMM_<module>_<what>.sql.`)
    // Git may check files out with other line ends; that is not an edit.
    const sql = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
  migrations.sort((a, b) => (a.name < b.name ? -1 : 1))
  const doubled = migrations.find((migration, i) => migration.name === migrations[i + 1]?.name)
  if (doubled) throw new Error(`Two migrations are named ${doubled.name}: rename the newer one.`)
  return migrations
}

/**
 * Applies what is missing, each file in its own transaction together with its row, and returns the names applied.
 * `afterwards` is what else only one process may do at a time.
 * @throws Error with a sentence for the operator: the database is newer than the program, an applied file was edited,
 * or a file failed (that one is rolled back, those before it stay).
 */
export async function migrate(
  pool: pg.Pool,
  migrations: Migration[],
  afterwards: (client: pg.ClientBase) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      `create table if not exists schema_migrations (
         name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    )
    const rows = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations')
    const applied = new Map(rows.rows.map((row) => [row.name, row.sha256]))
    const fault = whyNotMigrate(applied, migrations)
    if (fault) throw new Error(fault)
    const missing = migrations.filter((migration) => !applied.has(migration.name))
    for (const migration of missing) await apply(client, migration)
    await afterwards(client)
    return missing.map((migration) => migration.name)
  } finally {
    // The connection goes, and with it the lock and the changed setting.
    client.release(true)
  }
}

function whyNotMigrate(applied: Map<string, string>, migrations: Migration[]): string | null {
  const known = new Map(migrations.map((migration) => [migration.name, migration.sha256]))
  const unknown = [...applied.keys()].filter((name) => !known.has(name)).sort()
  if (unknown.length > 0) {
    return `The database was made by a newer version of this program (${unknown.join(', ')}): start that version, or restore a backup.`
  }
  const edited = migrations.filter(({ name, sha256 }) => applied.has(name) && applied.get(name) !== sha256)
  if (edited.length > 0) {
    return `These migrations were edited after they had been applied: ${edited.map(({ name }) => name).join(', ')}. Restore them and put the change into a new file.`
  }
  return null
}

async function apply(client: pg.PoolClient, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256])
    await client.query(sql)
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    const { message, position } = cause as pg.DatabaseError
    const line = position ? ` (line ${sql.slice(0, Number(position)).split('\n').length})` : ''
    throw new Error(`The migration ${name} failed${line}: ${message}`, { cause })
  }
}
