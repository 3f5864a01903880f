// Makes a whole backup while the house works: database, uploads and keys, each file hashed, the manifest last.
import { existsSync } from 'node:fs'
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { backUpCluster, clusterFiles, clusterFolders } from '../../core/db/base-backup.ts'
import type { Config } from '../config.ts'
import { keepSecret } from '../secret.ts'
import {
  bytesOf,
  type CopiedFile,
  copyFile,
  filesBelow,
  freeBytes,
  gigabytes,
  hashFile,
  makeEmptyFolder,
  type Progress,
} from './copy.ts'
import { runClient } from './dump.ts'
import { type FoundEngine, findEngine } from './find-engine.ts'
import { databaseFolder, dataFolder, dumpFile, type Manifest, secretTag, writeManifest } from './manifest.ts'

/** Kept in the data folder after every backup, for `doctor` and for pruning the archive. */
export interface LastBackup {
  /** ISO 8601. */
  at: string
  folder: string
  bytes: number
  firstWal: string
}

export const lastBackupFile = 'last-backup.json'
/** Room for what is written while the copy is made. */
const spareBytes = 256 * 1024 * 1024
/** Of the data folder: the cluster and its surroundings, copied by themselves or made anew by every start. */
const notData = /^(postgres(\..*)?|postgres-.*|socket|owner\.sock|files\/(incoming|parts)|last-backup\.json)$/
const kept = /^postgres\.password$/

type BackupConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'archiveDir' | 'secret'>

/**
 * Backs up into `folder`, which must be new or empty, and not within the data folder.
 * @throws Error with a sentence: not empty, too little room, no database
 */
export async function backUp(config: BackupConfig, folder: string, tell: Progress): Promise<LastBackup> {
  const target = resolve(folder)
  if (!relative(config.dataDir, target).startsWith('..'))
    throw new Error(
      `备份不能放在数据文件夹里面。 / A backup within the data folder ${config.dataDir} would be lost with it: name a folder elsewhere.`,
    )
  await makeEmptyFolder(target)
  const engine = await findEngine(config)
  try {
    await checkRoom(config, engine, target)
    const database = await (engine.pgdata === null
      ? dumpDatabase(engine.url, target)
      : copyCluster(engine.url, engine.pgdata, target, tell))
    const data = await copyData(config.dataDir, target, tell)
    const manifest: Manifest = {
      format: 1,
      ...database.facts,
      secret: config.secret === null ? 'in the backup' : 'in SECRET',
      secretTag: secretTag(keepSecret(config)),
      files: [...database.files, ...data],
    }
    await writeManifest(target, manifest)
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    const last = { at: manifest.consistentAt, folder: target, bytes, firstWal: manifest.firstWal }
    await noteBackup(config.dataDir, last)
    return last
  } finally {
    await engine.stop()
  }
}

const dataFiles = (dataDir: string): Promise<string[]> =>
  filesBelow(dataDir, (path) => notData.test(path) && !kept.test(path))

async function checkRoom({ dataDir }: BackupConfig, { pgdata }: FoundEngine, target: string): Promise<void> {
  const inCluster = pgdata === null ? 0 : await bytesOf(pgdata, await clusterFiles(pgdata))
  const needed = inCluster + (await bytesOf(dataDir, await dataFiles(dataDir))) + spareBytes
  const free = await freeBytes(target)
  if (free >= needed) return
  const [n, f] = [gigabytes(needed), gigabytes(free)]
  throw new Error(
    `空间不足：需要 ${n},${target} 只剩 ${f}。 / Too little room: ${n} are needed, ${target} has ${f} left.`,
  )
}

type DatabasePart = {
  facts: Pick<Manifest, 'database' | 'serverVersion' | 'consistentAt' | 'firstWal' | 'folders'>
  files: CopiedFile[]
}

async function copyCluster(url: string, pgdata: string, target: string, tell: Progress): Promise<DatabasePart> {
  const files: CopiedFile[] = []
  const into = join(target, databaseFolder)
  const copied = await backUpCluster(url, pgdata, async (from, paths, { mayVanish }) => {
    for (const [i, path] of paths.entries()) {
      tell('database', i, paths.length)
      const done = await copyFile(join(from, path), join(into, path)).catch((fault: NodeJS.ErrnoException) => {
        if (mayVanish && fault.code === 'ENOENT' && !existsSync(join(from, path))) return null
        throw fault
      })
      if (done) files.push({ path: `${databaseFolder}/${path}`, ...done })
    }
  })
  await writeFile(join(into, 'backup_label'), copied.label, { mode: 0o600, flush: true })
  const label = await hashFile(join(into, 'backup_label'))
  files.push({
    path: `${databaseFolder}/backup_label`,
    bytes: Buffer.byteLength(copied.label),
    sha256: label,
  })
  const { firstWal, serverVersion } = copied
  const consistentAt = copied.consistentAt.toISOString()
  const folders = await clusterFolders(pgdata)
  return { facts: { database: 'cluster', serverVersion, consistentAt, firstWal, folders }, files }
}

async function dumpDatabase(url: string, target: string): Promise<DatabasePart> {
  const consistentAt = new Date().toISOString()
  const path = join(target, dumpFile)
  await (await open(path, 'wx', 0o600)).close()
  await runClient('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${path}`], url)
  const bytes = await bytesOf(target, [dumpFile])
  const file = { path: dumpFile, bytes, sha256: await hashFile(path) }
  return {
    facts: { database: 'dump', serverVersion: '', consistentAt, firstWal: '', folders: [] },
    files: [file],
  }
}

/** After the database: whatever its rows name was stored before them. */
async function copyData(dataDir: string, target: string, tell: Progress): Promise<CopiedFile[]> {
  const paths = await dataFiles(dataDir)
  const copied: CopiedFile[] = []
  for (const [i, path] of paths.entries()) {
    tell('files', i, paths.length)
    const done = await copyFile(join(dataDir, path), join(target, dataFolder, path)).catch(
      (fault: NodeJS.ErrnoException) => {
        // Erased in this moment because its time had come.
        if (fault.code === 'ENOENT') return null
        throw fault
      },
    )
    if (done) copied.push({ path: `${dataFolder}/${path}`, ...done })
  }
  return copied
}

async function noteBackup(dataDir: string, last: LastBackup): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, lastBackupFile)
  await writeFile(`${path}.new`, `${JSON.stringify(last)}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
}
