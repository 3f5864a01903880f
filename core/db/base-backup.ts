// A consistent copy of the running cluster by PostgreSQL's own backup functions, with the log that makes it whole.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { valueTypes } from './db.ts'

/** Copies files, each a path relative to `from`; one that has vanished meanwhile is passed over when it may. */
export type CopyFiles = (from: string, paths: readonly string[], notes: { mayVanish: boolean }) => Promise<void>

export interface BaseBackup {
  /** Recovery is possible to this moment or any later one. */
  consistentAt: Date
  /** The first piece of the log that it needs. */
  firstWal: string
  serverVersion: string
  /** What PostgreSQL wants to find as `backup_label` in the copy. */
  label: string
}

/** Emptied or made anew by every start: PostgreSQL, "Making a Base Backup Using the Low Level API". */
const EMPTIED = new Set(
  'pg_wal pg_replslot pg_dynshmem pg_notify pg_serial pg_snapshots pg_stat_tmp pg_subtrans'.split(' '),
)
const NOT_COPIED =
  /(^|\/)(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|recovery\.signal|standby\.signal|pgsql_tmp[^/]*|pg_internal\.init[^/]*)$/
const CONTROL = 'global/pg_control'

/**
 * Copies the cluster that answers at `url` and lies in `pgdata`, while it works.
 * @throws Error of PostgreSQL, or of the copying
 */
export async function backUpCluster(url: string, pgdata: string, copy: CopyFiles): Promise<BaseBackup> {
  const client = new pg.Client({ connectionString: url, application_name: 'lianfang-backup', types: valueTypes })
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    // For as long as this session lives, no piece of the log that the copy needs is recycled.
    const slot = `lianfang_backup_${process.pid}`
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
    const started = await client.query<{ first: string; version: string }>(
      `select pg_walfile_name(pg_backup_start('lianfang', fast => true)) as first,
         current_setting('server_version') as version`,
    )
    const { first, version } = started.rows[0] as { first: string; version: string }
    const paths = (await clusterFiles(pgdata)).filter((path) => path !== CONTROL)
    await copy(pgdata, paths, { mayVanish: true })
    await copy(pgdata, [CONTROL], { mayVanish: false })
    const stopped = await client.query<{ label: string; last: string; at: Date }>(
      `select labelfile as label, pg_walfile_name(lsn) as last, clock_timestamp() as at
         from pg_backup_stop(wait_for_archive => false)`,
    )
    const { label, last, at } = stopped.rows[0] as { label: string; last: string; at: Date }
    await copy(pgdata, await walBetween(pgdata, first, last), { mayVanish: false })
    return { consistentAt: at, firstWal: first, serverVersion: version, label }
  } finally {
    await client.end()
  }
}

/** Every file of a cluster that a copy needs, without the log. */
export async function clusterFiles(pgdata: string): Promise<string[]> {
  const files: string[] = []
  const walk = async (folder: string) => {
    for (const entry of await readdir(join(pgdata, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (NOT_COPIED.test(path) || EMPTIED.has(path)) continue
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile()) files.push(path)
    }
  }
  await walk('')
  return files
}

/** Folders that must be there though they are empty, or PostgreSQL does not start. */
export async function clusterFolders(pgdata: string): Promise<string[]> {
  const entries = await readdir(pgdata, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(pgdata.length + 1))
    .filter((path) => !path.startsWith('pg_replslot/'))
    .sort()
}

async function walBetween(pgdata: string, first: string, last: string): Promise<string[]> {
  const names = await readdir(join(pgdata, 'pg_wal'))
  return names
    .filter((name) => (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last) || name.endsWith('.history'))
    .map((name) => `pg_wal/${name}`)
}
