// What a backup says of itself, in manifest.json, written last: a folder without one is no whole backup.
import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CopiedFile } from './copy.ts'

export interface Manifest {
  format: 1
  /** A copy of our own cluster, or a dump of a PostgreSQL that is kept by somebody else. */
  database: 'cluster' | 'dump'
  serverVersion: string
  /** The database can be restored to this moment, and to any later one that the archive reaches. ISO 8601. */
  consistentAt: string
  /** The first piece of the archived log that it needs; empty for a dump. */
  firstWal: string
  /** Whether the key of signatures lies in the backup, or was given by SECRET and must be kept apart. */
  secret: 'in the backup' | 'in SECRET'
  /** Tells the right key from a wrong one without telling the key. */
  secretTag: string
  /** Folders of the cluster, the empty ones too. */
  folders: string[]
  files: CopiedFile[]
}

export const databaseFolder = 'database'
export const dumpFile = 'database.dump'
export const dataFolder = 'data'
const manifestFile = 'manifest.json'

export const secretTag = (secret: string): string => createHmac('sha256', secret).update('backup').digest('hex')

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = await open(join(folder, manifestFile), 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 1)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** @throws Error with a sentence when the folder holds no whole backup that this program knows */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestFile)
  if (!existsSync(path))
    throw new Error(
      `${folder} 里没有完整的备份（缺 manifest.json）。 / ${folder} holds no whole backup: manifest.json is missing.`,
    )
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest
  if (manifest.format !== 1)
    throw new Error(
      `${folder} 由更新版本的软件备份，请用那个版本恢复。 / ${folder} was made by a newer version: restore it with that one.`,
    )
  return manifest
}
