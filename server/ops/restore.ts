// Puts a backup back: checked before anything is touched, into an empty place, on to a moment if asked, verified at the end.
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { PLACE_FILE, placeOf, runningUrl } from '../../core/db/address.ts'
import type { Config } from '../config.ts'
import { keepSecret } from '../secret.ts'
import { freeBytes, gigabytes, hashFile, type Progress } from './copy.ts'
import { runClient } from './dump.ts'
import { dataFolder, dumpFile, type Manifest, readManifest, secretTag } from './manifest.ts'
import { putPart, recoverCluster } from './recover.ts'
import { type VerifiedHouse, verifyHouse } from './verify-house.ts'

export interface RestoreNotes {
  /** The moment to go back to; none goes as far as the archive reaches, or to the backup. */
  to: Date | null
  /** What lies in the data folder is moved aside, not lost. */
  replace: boolean
  tell: Progress
}

export interface Restored {
  /** Where what was there before lies now. */
  movedAside: string[]
  filesFetched: number
  verified: VerifiedHouse
}

type RestoreConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'archiveDir' | 'secret'>

/** @throws Error with a sentence; what was there before is then there again */
export async function restore(config: RestoreConfig, folder: string, notes: RestoreNotes): Promise<Restored> {
  const source = resolve(folder)
  const manifest = await readManifest(source)
  const why = whyNotRestore(config, manifest, notes)
  if (why) throw new Error(why)
  await checkHashes(source, manifest, notes.tell)
  await checkTarget(config, manifest, notes)
  const moved = notes.replace ? await moveAside(config.dataDir) : []
  try {
    await putData(config.dataDir, source, manifest, notes.tell)
    checkSecret(config, manifest)
    const done = await (manifest.database === 'dump'
      ? fillDatabase(config, source)
      : recoverCluster(config, source, manifest, notes))
    return { movedAside: moved.map(({ to }) => to), ...done }
  } catch (fault) {
    await putBack(config.dataDir, moved)
    throw fault
  }
}

function whyNotRestore(config: RestoreConfig, manifest: Manifest, { to }: RestoreNotes): string | null {
  if (manifest.database === 'dump' && config.databaseUrl === null)
    return '这份备份取自外部数据库：请设置 DATABASE_URL，指向一个空的数据库。 / This backup is of a database of your own: set DATABASE_URL to an empty one.'
  if (manifest.database === 'cluster' && config.databaseUrl !== null)
    return '这份备份取自自带的数据库：请去掉 DATABASE_URL 再恢复。 / This backup is of the built-in database: unset DATABASE_URL.'
  if (to === null) return null
  if (manifest.database === 'dump')
    return '外部数据库只能用它自己的工具恢复到某一时刻。 / Only the tools of your own PostgreSQL can take it to a moment.'
  if (config.archiveDir === null)
    return '恢复到某一时刻需要归档：请设置 ARCHIVE_DIR。 / Going to a moment needs the archive: set ARCHIVE_DIR.'
  if (to.getTime() < Date.parse(manifest.consistentAt))
    return `这份备份完成于 ${manifest.consistentAt}，晚于所要的时刻：请用更早的备份。 / This backup was finished at ${manifest.consistentAt}, later than the moment asked for: use an older one.`
  return null
}

async function checkHashes(source: string, { files }: Manifest, tell: Progress): Promise<void> {
  for (const [i, { path, sha256 }] of files.entries()) {
    tell('check', i, files.length)
    const found = await hashFile(join(source, path)).catch(() => null)
    if (found !== sha256) {
      const [zh, en] = found === null ? ['缺失', 'missing'] : ['已损坏', 'damaged']
      throw new Error(
        `备份中的 ${path} ${zh}，没有恢复任何内容。 / ${path} of the backup is ${en}: nothing was restored.`,
      )
    }
  }
}

async function checkTarget({ dataDir }: RestoreConfig, manifest: Manifest, notes: RestoreNotes): Promise<void> {
  if ((await runningUrl(dataDir)) !== null)
    throw new Error(`${dataDir} 的服务正在运行，请先停止。 / The server runs on ${dataDir}: stop it first.`)
  const inside = await readdir(dataDir).catch(() => [])
  if (inside.length > 0 && !notes.replace)
    throw new Error(
      `${dataDir} 里已有数据，没有动它。确定要替换请加 --replace(原数据会改名保留)。 / ${dataDir} already holds data and was left alone. To replace it add --replace: what is there is kept under another name.`,
    )
  await mkdir(dirname(dataDir), { recursive: true })
  const needed = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0)
  const free = await freeBytes(dirname(dataDir))
  if (free < needed)
    throw new Error(
      `空间不足：需要 ${gigabytes(needed)}，只剩 ${gigabytes(free)}。 / Too little room: ${gigabytes(needed)} are needed, ${gigabytes(free)} are left.`,
    )
}

interface Moved {
  from: string
  to: string
}

/** The data folder, and its cluster when that lies elsewhere. */
async function moveAside(dataDir: string): Promise<Moved[]> {
  const stamp = new Date().toISOString().replaceAll(/[-:]|\..*/g, '')
  const cluster = join(placeOf(dataDir), 'postgres')
  const all = existsSync(join(dataDir, PLACE_FILE)) ? [cluster, dataDir] : [dataDir]
  const moved: Moved[] = []
  for (const from of all.filter(existsSync)) {
    const to = `${from}.replaced-${stamp}`
    await rename(from, to).catch((fault: NodeJS.ErrnoException) => {
      throw new Error(
        `${from} 不能改名（${fault.code}），例如它是挂载点：请先自行清空。 / ${from} cannot be renamed (${fault.code}), as when it is a mount: empty it yourself first.`,
      )
    })
    moved.push({ from, to })
  }
  return moved
}

/** After a failure: what was made is taken away, what was moved aside comes back. */
async function putBack(dataDir: string, moved: readonly Moved[]): Promise<void> {
  for (const name of await readdir(dataDir).catch(() => []))
    await rm(join(dataDir, name), { recursive: true, force: true })
  for (const { from, to } of moved) {
    await rm(from, { recursive: true, force: true })
    await rename(to, from)
  }
}

async function putData(dataDir: string, source: string, manifest: Manifest, tell: Progress): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  // The user that PostgreSQL runs as when we are root has to pass through.
  await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700)
  await putPart(source, manifest, dataFolder, dataDir, tell)
}

function checkSecret(config: RestoreConfig, manifest: Manifest): void {
  const isThere = config.secret !== null || existsSync(join(config.dataDir, 'secret'))
  if (isThere && secretTag(keepSecret(config)) === manifest.secretTag) return
  throw new Error(
    '密钥与备份不符：请把 SECRET 设为备份时所用的值。 / The key is not that of the backup: set SECRET to what it was then. Nothing is readable without it.',
  )
}

async function fillDatabase(config: RestoreConfig, source: string) {
  const url = config.databaseUrl as string
  const database = decodeURIComponent(new URL(url).pathname.slice(1))
  const how = ['--exit-on-error', '--no-owner', '--no-privileges', '--single-transaction', `--dbname=${database}`]
  await runClient('pg_restore', [...how, join(source, dumpFile)], url)
  const where = { url, secret: keepSecret(config), dataDir: config.dataDir }
  return { filesFetched: 0, verified: await verifyHouse(where) }
}
