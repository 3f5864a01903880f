// Uploads beside the archived log: copied within a minute, and erased from there when they are erased here.
import { existsSync } from 'node:fs'
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { House } from '../context.ts'
import { removeUnnamed } from './check.ts'
import { pathOf, storedBetween } from './store.ts'

/** Where uploads lie in an archive folder. */
export const mirrorFolder = (archiveDir: string): string => join(archiveDir, 'files')

/** Copies what was stored since a moment, in milliseconds, and is not there yet. Returns how many. */
export async function mirrorFiles(house: House, archiveDir: string, sinceMs: number): Promise<number> {
  const there = { filesDir: mirrorFolder(archiveDir) }
  let copied = 0
  const ids = [
    ...(await storedBetween(house, sinceMs, Number.MAX_SAFE_INTEGER)),
    ...(await sentInPieces(house, sinceMs)),
  ]
  for (const id of ids) if (await copyStored(pathOf(house, id), pathOf(there, id))) copied += 1
  return copied
}

/** What phones sent since a moment: their ids were made on the phone, perhaps days before. */
async function sentInPieces({ db }: House, sinceMs: number): Promise<string[]> {
  const rows = await db
    .selectFrom('uploads')
    .innerJoin('files', 'files.id', 'uploads.file_id')
    .select('files.id')
    .where('uploads.touched_at', '>=', new Date(Math.max(0, sinceMs)))
    .execute()
  return rows.map(({ id }) => id)
}

/** Puts back files that rows name and the store lacks. Returns those that the archive has not either. */
export async function fetchMirrored(filesDir: string, archiveDir: string, ids: readonly string[]): Promise<string[]> {
  const there = { filesDir: mirrorFolder(archiveDir) }
  const lacking: string[] = []
  for (const id of ids) {
    const from = pathOf(there, id)
    if (existsSync(from)) await copyStored(from, pathOf({ filesDir }, id))
    else lacking.push(id)
  }
  return lacking
}

/** Erases from the archive what has been erased here. Returns how many. */
export const eraseMirrored = (house: House, archiveDir: string): Promise<number> =>
  removeUnnamed(house.db, { filesDir: mirrorFolder(archiveDir), log: house.log })

/** A name means a whole file, here as in the store. False when it was there, or has been erased in this moment. */
async function copyStored(from: string, to: string): Promise<boolean> {
  if (existsSync(to)) return false
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const part = `${to}.part`
  try {
    await copyFile(from, part)
    const file = await open(part, 'r+')
    await file.chmod(0o600)
    await file.sync()
    await file.close()
    await rename(part, to)
    return true
  } catch (fault) {
    await rm(part, { force: true })
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync(from)) return false
    throw fault
  }
}
