// The drill: a house is backed up while it works, killed, its disk lost, and put back, to the end and to a moment.
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startEngine } from '../../core/db/engine.ts'
import { type HouseChild, startHouseChild } from '../../testing/house-child.ts'
import { backUp } from './backup.ts'
import { filesBelow } from './copy.ts'
import { readManifest } from './manifest.ts'
import { type RestoreNotes, restore } from './restore.ts'

let folder: string
let house: HouseChild
let backup: string
let backedUpAt: number
/** A moment after the first reports that followed the backup, and before those that followed them. */
let between: Date
const ids = { before: [] as string[], after: [] as string[], late: [] as string[] }
const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
const soon = { timeout: 120_000, interval: 50 }
const silently: RestoreNotes = { to: null, replace: false, tell: quiet }

const configOf = (name: string): Parameters<typeof restore>[0] & { archiveDir: string } => ({
  databaseUrl: null,
  secret: null,
  archiveDir: join(folder, 'archive'),
  dataDir: join(folder, name),
})

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

const reports = (n: number, photo: boolean) =>
  Promise.all(Array.from({ length: n }, (_, i) => house.report({ photo: photo && i === 0 })))

/** The reports that a restored house holds, and the photos that its rows name. */
async function heldBy(dataDir: string) {
  const engine = await startEngine({ dataDir, archiveDir: null, log })
  try {
    const matters = await ask<{ id: string }>(engine.url, 'select id from matters')
    const files = await ask<{ id: string }>(engine.url, 'select id from files')
    return { matters: new Set(matters.map(({ id }) => id)), files: files.map(({ id }) => id) }
  } finally {
    await engine.stop()
  }
}

const storedIn = async (dataDir: string) =>
  (await filesBelow(join(dataDir, 'files'))).map((path) => path.split('/').at(-1)).sort()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianfang-drill-'))
  chmodSync(folder, 0o711)
  mkdirSync(join(folder, 'data'), { mode: 0o711 })
  backup = join(folder, 'backup')
  const config = configOf('data')
  house = await startHouseChild(config.dataDir, config.archiveDir)
  ids.before = await reports(20, true)
  // Reports go on while the copy is made.
  const [, during] = await Promise.all([backUp(config, backup, quiet), reports(20, false)])
  ids.before.push(...during)
  backedUpAt = Date.parse((await readManifest(backup)).consistentAt)
  ids.after = await reports(20, true)
  between = new Date(Date.now() + 50)
  await vi.waitUntil(() => Date.now() > between.getTime() + 50, soon)
  ids.late = await reports(20, true)
  await archived(config.dataDir)
  await house.kill()
}, 300_000)

afterAll(async () => {
  await house?.kill()
  rmSync(folder, { recursive: true, force: true })
})

/** Resolves when everything written so far is archived, the uploads too. */
async function archived(dataDir: string): Promise<void> {
  const [row] = await ask<{ wal: string }>(house.databaseUrl, 'select pg_walfile_name(pg_switch_wal()) as wal')
  const { archiveDir } = configOf('data')
  await vi.waitUntil(() => existsSync(join(archiveDir, `wal/${row?.wal}.gz`)), soon)
  const photos = await ask<{ id: string }>(house.databaseUrl, 'select id from files')
  await vi.waitUntil(() => photos.every(({ id }) => existsSync(join(archiveDir, 'files', id.slice(-2), id))), soon)
  expect(readdirSync(join(dataDir, 'files')).length).toBeGreaterThan(0)
}

test('a backup is whole, hashed, and readable by its owner alone', async () => {
  const { files, secret } = await readManifest(backup)
  expect(secret).toBe('in the backup')
  const paths = files.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['data/secret', 'data/postgres.password', 'database/global/pg_control']))
  expect([...paths, 'manifest.json'].sort()).toEqual(await filesBelow(backup))
  const open = paths.filter((path) => (statSync(join(backup, path)).mode & 0o077) !== 0)
  expect(open).toEqual([])
  expect(statSync(backup).mode & 0o777).toBe(0o700)
  expect(backedUpAt).toBeLessThan(between.getTime())
})

test('after the loss of the disk, everything acknowledged and archived is there, photos too', async () => {
  const config = configOf('restored')
  const { verified, filesFetched } = await restore(config, backup, silently)
  expect(verified.findings).toEqual([])
  expect(verified.counts.events).toBeGreaterThan(0)
  expect(filesFetched).toBe(2)
  const held = await heldBy(config.dataDir)
  expect(held.matters).toEqual(new Set([...ids.before, ...ids.after, ...ids.late]))
  expect(await storedIn(config.dataDir)).toEqual(held.files.sort())
})

test('to a moment: what was acknowledged before it is there, what came later is not', async () => {
  const config = configOf('moment')
  const { verified } = await restore(config, backup, { ...silently, to: between })
  expect(verified.findings).toEqual([])
  const held = await heldBy(config.dataDir)
  expect(held.matters).toEqual(new Set([...ids.before, ...ids.after]))
  expect(await storedIn(config.dataDir)).toEqual(held.files.sort())
})

test('a restored house goes on archiving, and the same backup reaches what it wrote; an exercise leaves no trace', async () => {
  const config = configOf('again')
  const listed = () => readdirSync(join(config.archiveDir, 'wal')).sort()
  const before = listed()
  await restore(config, backup, silently)
  expect(listed()).toEqual(before)
  house = await startHouseChild(config.dataDir, config.archiveDir)
  const again = await reports(5, true)
  await archived(config.dataDir)
  await house.kill()
  const anew = configOf('anew')
  const { verified } = await restore(anew, backup, silently)
  expect(verified.findings).toEqual([])
  const held = await heldBy(anew.dataDir)
  expect(held.matters).toEqual(new Set([...ids.before, ...ids.after, ...ids.late, ...again]))
})

test('without the archive, a backup comes back to the moment it was made', async () => {
  const config = { ...configOf('alone'), archiveDir: null }
  const { verified } = await restore(config, backup, silently)
  expect(verified.findings).toEqual([])
  const held = await heldBy(config.dataDir)
  for (const id of ids.before.slice(0, 20)) expect(held.matters).toContain(id)
  for (const id of [...ids.after, ...ids.late]) expect(held.matters).not.toContain(id)
})

test('a folder that holds data is left alone, and kept under another name when told to replace it', async () => {
  const config = configOf('kept')
  mkdirSync(config.dataDir)
  appendFileSync(join(config.dataDir, 'dear'), 'to me')
  await expect(restore(config, backup, silently)).rejects.toThrow('already holds data and was left alone')
  const { movedAside } = await restore(config, backup, { ...silently, replace: true })
  expect(readFileSync(join(movedAside[0] ?? '', 'dear'), 'utf8')).toBe('to me')
  expect((await heldBy(config.dataDir)).matters.size).toBe(85)
})

test('a moment that the archive does not reach is refused, and what was there is there again', async () => {
  const config = configOf('never')
  mkdirSync(config.dataDir)
  appendFileSync(join(config.dataDir, 'dear'), 'to me')
  const to = new Date(Date.now() + 86_400_000)
  await expect(restore(config, backup, { ...silently, replace: true, to })).rejects.toThrow('does not reach')
  expect(readdirSync(config.dataDir)).toEqual(['dear'])
  const early = new Date(backedUpAt - 60_000)
  await expect(restore(config, backup, { ...silently, to: early })).rejects.toThrow('use an older one')
  await expect(restore({ ...config, archiveDir: null }, backup, { ...silently, to })).rejects.toThrow('set ARCHIVE_DIR')
})

test('a damaged or unfinished backup is refused before anything is touched', async () => {
  const config = configOf('untouched')
  truncateSync(join(backup, 'data/secret'), 3)
  await expect(restore(config, backup, silently)).rejects.toThrow('data/secret of the backup is damaged')
  expect(existsSync(config.dataDir)).toBe(false)
  await expect(restore(config, join(folder, 'archive'), silently)).rejects.toThrow('holds no whole backup')
})

test('a backup never goes into a folder with something in it, nor into the data folder', async () => {
  const config = configOf('restored')
  await expect(backUp(config, backup, quiet)).rejects.toThrow('is not empty')
  await expect(backUp(config, join(config.dataDir, 'backup'), quiet)).rejects.toThrow('name a folder elsewhere')
})
