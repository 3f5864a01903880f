// Keeps the archive: uploads follow the log within a minute, and what is too old to be needed goes.
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { label } from '../../contract/label.ts'
import type { Job } from '../../contract/module.ts'
import type { Ctx } from '../../core/context.ts'
import { walFolder } from '../../core/db/archive.ts'
import { eraseMirrored, mirrorFiles } from '../../core/files/mirror.ts'
import type { Config } from '../config.ts'
import { type LastBackup, lastBackupFile } from './backup.ts'

const dayMs = 86_400_000
/** An upload is named a little after its id was made. */
const overlapMs = 600_000

/** The jobs of an archive; none without one. */
export function archiveJobs({
  archiveDir,
  archiveDays,
  dataDir,
}: Pick<Config, 'archiveDir' | 'archiveDays' | 'dataDir'>): Job<Ctx>[] {
  if (archiveDir === null) return []
  let mirroredToMs = 0
  return [
    {
      id: 'archive.files',
      label: label('归档上传文件', 'Archive uploads'),
      every: '* * * * *',
      run: async ({ house, now }) => {
        const startedMs = now().getTime()
        await mirrorFiles(house, archiveDir, mirroredToMs - overlapMs)
        mirroredToMs = startedMs
      },
    },
    {
      id: 'archive.prune',
      label: label('清理过期归档', 'Prune the archive'),
      every: '40 3 * * *',
      run: async ({ house, now }) => {
        await eraseMirrored(house, archiveDir)
        await pruneWal(archiveDir, await readLastBackup(dataDir), now().getTime() - archiveDays * dayMs)
      },
    },
  ]
}

/** What the last backup noted; null when there was none. */
export async function readLastBackup(dataDir: string): Promise<LastBackup | null> {
  const text = await readFile(join(dataDir, lastBackupFile), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as LastBackup)
}

/** Removes pieces older than a moment that the last backup does not need. Returns how many. */
export async function pruneWal(archiveDir: string, last: LastBackup | null, beforeMs: number): Promise<number> {
  if (last === null || last.firstWal === '') return 0
  const folder = walFolder(archiveDir)
  // The first eight letters name the timeline; the rest only grows, across timelines too.
  const place = (name: string) => name.slice(8, 24)
  const names = (await readdir(folder)).filter((name) => /^[0-9A-F]{24}\.gz$/.test(name))
  let removed = 0
  for (const name of names.filter((each) => place(each) < place(last.firstWal))) {
    const path = join(folder, name)
    if ((await stat(path)).mtimeMs >= beforeMs) continue
    await rm(path)
    removed += 1
  }
  return removed
}
