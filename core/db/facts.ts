// What the database says of itself: version, clock, schema. For `doctor`.
import { sql } from 'kysely'
import type { Db } from '../context.ts'

export interface DatabaseFacts {
  /** As in server_version_num: 180004 is 18.4. */
  version: number
  /** Its clock. */
  now: Date
  /** When the newest event says it happened; null before the first. */
  newestEventAt: Date | null
  /** Names of the migrations that were applied; none when the program never ran on it. */
  migrations: string[]
}

/** Reads them in one round, each readable by every role. */
export async function readDatabaseFacts(db: Db): Promise<DatabaseFacts> {
  const there = await sql<{ there: boolean }>`select to_regclass('schema_migrations') is not null as there`.execute(db)
  const hasSchema = there.rows[0]?.there === true
  const { rows } = await sql<{ version: number; now: Date }>`
    select current_setting('server_version_num')::int as version, clock_timestamp() as now`.execute(db)
  const { version, now } = rows[0] as (typeof rows)[number]
  if (!hasSchema) return { version, now, newestEventAt: null, migrations: [] }
  const names = await sql<{ name: string }>`select name from schema_migrations order by name`.execute(db)
  const newest = await sql<{ at: Date }>`select at from events order by xid desc, seq desc limit 1`.execute(db)
  return {
    version,
    now,
    newestEventAt: newest.rows[0]?.at ?? null,
    migrations: names.rows.map(({ name }) => name),
  }
}
