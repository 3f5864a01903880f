// The cluster of a backup, put into its place and recovered to the end of the archive or to a moment.
import { chownSync, existsSync, lstatSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../../core/db/db.ts'
import { type EngineOptions, startEngine } from '../../core/db/engine.ts'
import { choosePlace, type Runner } from '../../core/db/system-user.ts'
import { checkFiles, removeUnnamed } from '../../core/files/check.ts'
import { fetchMirrored } from '../../core/files/mirror.ts'
import type { Config } from '../config.ts'
import { filesFolder } from '../house.ts'
import { keepSecret } from '../secret.ts'
import { copyFile, type Progress } from './copy.ts'
import { databaseFolder, type Manifest } from './manifest.ts'
import { verifyHouse } from './verify-house.ts'

type RecoverConfig = Pick<Config, 'dataDir' | 'archiveDir' | 'secret'>

/** Copies one part of a backup to where it belongs. */
export async function putPart(source: string, manifest: Manifest, part: string, into: string, tell: Progress) {
  const files = manifest.files.filter(({ path }) => path.startsWith(`${part}/`))
  for (const [i, { path }] of files.entries()) {
    tell(part, i, files.length)
    await copyFile(join(source, path), join(into, path.slice(part.length + 1)))
  }
}

/** The cluster into its place, recovered to where it was asked to, then the files that its rows name. @throws Error */
export async function recoverCluster(
  config: RecoverConfig,
  source: string,
  manifest: Manifest,
  notes: { to: Date | null; tell: Progress },
) {
  const { dataDir, archiveDir } = config
  const words: string[] = []
  const note = (message: string) => void words.push(message)
  const log = { debug: note, info: () => undefined, warn: note, error: note }
  const { place, runner } = choosePlace(dataDir, log)
  const pgdata = join(place, 'postgres')
  if (existsSync(pgdata))
    throw new Error(
      `${pgdata} 已有一个数据库：请先把它移走。 / A database lies in ${pgdata} already: move it away first.`,
    )
  try {
    await putCluster(pgdata, source, manifest, notes.tell)
    // With an archive the log goes on after the backup's end; without one, the backup holds all there is.
    if (archiveDir !== null) await writeFile(join(pgdata, 'recovery.signal'), '', { mode: 0o600 })
    await giveTo(runner, pgdata)
    const options: EngineOptions = { dataDir, archiveDir, log, recovery: { to: notes.to } }
    const engine = await startEngine(options).catch((fault: Error) => {
      throw new Error(whyNotRecovered(fault, words, notes.to))
    })
    try {
      const filesFetched = await putRightFiles(config, engine.url)
      return { filesFetched, verified: await verifyHouse({ url: engine.url, secret: keepSecret(config), dataDir }) }
    } finally {
      await engine.stop()
      await announceTimeline(pgdata)
      await giveTo(runner, join(pgdata, 'pg_wal/archive_status'))
    }
  } catch (fault) {
    await rm(pgdata, { recursive: true, force: true })
    throw fault
  }
}

async function putCluster(pgdata: string, source: string, manifest: Manifest, tell: Progress): Promise<void> {
  for (const path of ['', ...manifest.folders]) await mkdir(join(pgdata, path), { recursive: true, mode: 0o700 })
  await putPart(source, manifest, databaseFolder, pgdata, tell)
}

/** The restored house begins a branch of the log: when it is started with an archive, that must tell of the branch first. */
async function announceTimeline(pgdata: string): Promise<void> {
  const folder = join(pgdata, 'pg_wal')
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.history')))
    await writeFile(join(folder, 'archive_status', `${name}.ready`), '', { mode: 0o600 })
}

function whyNotRecovered(fault: Error, words: readonly string[], to: Date | null): string {
  const said = [...words, fault.message].join(' | ')
  if (to !== null && said.includes('recovery ended before configured recovery target was reached'))
    return `归档没有到 ${to.toISOString()}：请用更早的时刻，或去掉 --to 恢复到归档末尾。 / The archive does not reach ${to.toISOString()}: name an earlier moment, or leave --to out to go as far as it reaches.`
  return fault.message
}

/** Files uploaded after the backup come from the archive; those of a later time than the one restored go. */
async function putRightFiles({ dataDir, archiveDir }: RecoverConfig, url: string): Promise<number> {
  if (archiveDir === null) return 0
  const database = openDatabase(url, { max: 1 })
  try {
    const filesDir = filesFolder(dataDir)
    const { findings } = await checkFiles(database.kysely, filesDir, { hashes: false })
    const missing = findings.filter(({ what }) => what === 'missing').map(({ id }) => id)
    const lacking = await fetchMirrored(filesDir, archiveDir, missing)
    const quiet = () => undefined
    await removeUnnamed(database.kysely, { filesDir, log: { info: quiet, warn: quiet, error: quiet } })
    return missing.length - lacking.length
  } finally {
    await database.close()
  }
}

/** Everything of the cluster belongs to the user that runs it. */
async function giveTo(runner: Runner, folder: string): Promise<void> {
  if (runner === null) return
  const all = await readdir(folder, { withFileTypes: true, recursive: true })
  for (const path of [folder, ...all.map((entry) => join(entry.parentPath, entry.name))])
    if (!lstatSync(path).isSymbolicLink()) chownSync(path, runner.uid, runner.gid)
}
