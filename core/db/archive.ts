// Continuous archiving: how finished pieces of the write-ahead log reach another disk, and how they come back.
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineLog } from './engine-log.ts'
import type { Runner } from './system-user.ts'

/** A piece of the log is sent when it is full or this old: what a lost machine may take with it. */
const archiveAfterS = 60

/** Where the log lies in an archive folder; uploads lie beside it. */
export const walFolder = (archiveDir: string): string => join(archiveDir, 'wal')

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
/** In PostgreSQL's commands a percent sign begins a placeholder. */
const inCommand = (folder: string): string => quoted(folder).replaceAll('%', '%%')

/**
 * Written under another name, flushed, then renamed: a name means a whole piece. What is there already is never
 * overwritten; the same piece sent twice is well, another under its name is a failure that stays visible.
 */
const archiveCommand = (folder: string): string =>
  [
    'umask 077',
    `d=${inCommand(folder)}`,
    'if [ -e "$d/%f.gz" ]; then gzip -dc "$d/%f.gz" | cmp -s - "%p"; exit; fi',
    'gzip -nc1 "%p" > "$d/%f.part" && sync "$d/%f.part" && mv "$d/%f.part" "$d/%f.gz" && sync "$d"',
  ].join('; ')

const restoreCommand = (folder: string): string => `f=${inCommand(folder)}/%f.gz; test -f "$f" && gzip -dc "$f" > "%p"`

/** PostgreSQL's settings for an archive; none switches it off. */
export function archiveSettings(archiveDir: string | null): Record<string, string | number> {
  if (archiveDir === null) return { archive_mode: 'off' }
  const folder = walFolder(archiveDir)
  return { archive_mode: 'on', archive_command: archiveCommand(folder), archive_timeout: archiveAfterS }
}

/**
 * PostgreSQL's settings for coming back out of a backup: everything the archive holds, or up to a moment.
 * `archiveDir` null: the backup alone.
 */
export function recoverySettings(archiveDir: string | null, to: Date | null): Record<string, string> {
  return {
    archive_mode: 'off',
    restore_command: archiveDir === null ? 'false' : restoreCommand(walFolder(archiveDir)),
    recovery_target_action: 'promote',
    recovery_target_timeline: 'latest',
    // Nobody is answered before the moment is reached.
    hot_standby: 'off',
    ...(to === null ? {} : { recovery_target_time: to.toISOString().replace('T', ' ').replace('Z', '+00') }),
  }
}

/** Makes the archive's folders, and says so when the database's user may not write there; the house starts all the same. */
export function prepareArchive(archiveDir: string, runner: Runner, log: EngineLog): void {
  const folder = walFolder(archiveDir)
  try {
    if (!existsSync(archiveDir)) mkdirSync(archiveDir, { recursive: true, mode: runner ? 0o711 : 0o700 })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (runner) chownSync(folder, runner.uid, runner.gid)
    chmodSync(folder, 0o700)
  } catch (fault) {
    log.error(
      `The archive ${archiveDir} cannot be written (${(fault as Error).message}): nothing is archived until it can.`,
    )
  }
}
