// How far the continuous archive is, as PostgreSQL tells it: for metrics and `doctor`.
import { sql } from 'kysely'
import type { Db } from '../context.ts'

export interface ArchiveState {
  isOn: boolean
  /** When the last piece was sent; null before the first. */
  lastAt: Date | null
  /** The newest attempt failed. */
  isFailing: boolean
  failures: number
}

/** How the archive is doing; readable by every database role. */
export async function archiveState(db: Db): Promise<ArchiveState> {
  const { rows } = await sql<{ mode: string; last: Date | null; failed: Date | null; failures: number }>`
    select current_setting('archive_mode') as mode, last_archived_time as last, last_failed_time as failed,
      failed_count as failures from pg_stat_archiver`.execute(db)
  const row = rows[0]
  return {
    isOn: row?.mode === 'on',
    lastAt: row?.last ?? null,
    isFailing: row?.failed != null && (row.last === null || row.failed > row.last),
    failures: row?.failures ?? 0,
  }
}
