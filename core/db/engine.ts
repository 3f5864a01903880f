// The database engine: a real PostgreSQL beside the app, started and stopped with it, listening to nobody else.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { PASSWORD_FILE, SOCKET_PORT, socketFolder, USER, urlOf } from './address.ts'
import { archiveSettings, prepareArchive, recoverySettings } from './archive.ts'
import { prepareBinaries } from './binaries.ts'
import type { EngineLog } from './engine-log.ts'
import { ownFolder } from './owner-lock.ts'
import { endOrphan, type Postmaster, type PostmasterPlan, startPostmaster } from './postmaster.ts'
import { choosePlace, type Runner } from './system-user.ts'

export interface EngineOptions {
  /** Folder for everything the software keeps. */
  dataDir: string
  /** An own PostgreSQL (15 or later): nothing is started then. */
  databaseUrl?: string | undefined
  log: EngineLog
  /** false only in tests: trades safety at power loss for speed. */
  durable?: boolean
  /** Where the write-ahead log is archived continuously; none archives nothing. */
  archiveDir?: string | null | undefined
  /** Comes back out of a restored backup, to the end of the archive or to a moment, before it answers. */
  recovery?: { to: Date | null } | undefined
  /** Called when the server is under way but does not answer yet: time for other work. */
  meanwhile?: () => void
}

export interface Engine {
  /** Connection URL, with the password in it. */
  url: string
  /** Stops the server cleanly; harmless when called twice. */
  stop: () => Promise<void>
}

const SHORTEST_WAIT_MS = 100
const LONGEST_WAIT_MS = 10_000

/**
 * Starts PostgreSQL on the data folder, or uses the one given. It restarts by itself if its process is killed.
 * @throws Error with a sentence for the operator: folder in use, no user to run as, programs that do not run here.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  if (options.databaseUrl) return { url: options.databaseUrl, stop: async () => undefined }
  if (process.platform === 'win32') {
    throw new Error('The built-in database does not run on Windows itself: set DATABASE_URL, or use WSL.')
  }
  const dataDir = resolve(options.dataDir)
  // Others may pass through to what is theirs (PostgreSQL runs as another user when we are root), not look around.
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const lock = await ownFolder(dataDir)
  try {
    return await startOwned(dataDir, options, lock.release)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function startOwned(dataDir: string, options: EngineOptions, release: () => Promise<void>): Promise<Engine> {
  const { log, durable = true } = options
  const { place, runner } = choosePlace(dataDir, log)
  const binaries = prepareBinaries(runner, place, log)
  const pgdata = join(place, 'postgres')
  const password = readPassword(dataDir, existsSync(pgdata))
  if (!existsSync(pgdata)) await createCluster({ program: binaries.initdb, place, pgdata, runner, password, log })
  await endOrphan(pgdata, log)
  const socketDir = makeSocketDir(place, runner)
  const { archiveDir = null, recovery } = options
  if (archiveDir !== null && !recovery) prepareArchive(archiveDir, runner, log)
  const settings = {
    ...settingsFor(durable),
    // Who only restores, as an exercise perhaps, must not write into the archive of the house in use.
    ...(recovery ? recoverySettings(archiveDir, recovery.to) : archiveSettings(archiveDir)),
    unix_socket_directories: socketDir,
    port: SOCKET_PORT,
  }
  const starting = supervise({ program: binaries.postgres, pgdata, runner, settings, log })
  options.meanwhile?.()
  const supervised = await starting
  await ensureDatabase(urlOf(socketDir, password, 'postgres'), USER)
  const stop = async () => {
    await supervised.stop()
    rmSync(socketDir, { recursive: true, force: true })
    await release()
  }
  return { url: urlOf(socketDir, password, USER), stop }
}

/** Modest figures for a small machine that also runs everything else. */
function settingsFor(durable: boolean): Record<string, string | number> {
  return {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    // Compiling a query costs more than the short queries of a desk take.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '',
    log_checkpoints: 'off',
    // Failed statements are not the server's news: whoever asked reports them, without the personal data in them.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    ...(durable
      ? { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
}

function readPassword(dataDir: string, exists: boolean): string {
  const file = join(dataDir, PASSWORD_FILE)
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (exists) throw new Error(`The file ${file} with the database password is missing: restore it from the backup.`)
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' })
  return password
}

interface ClusterPlan {
  program: string
  place: string
  pgdata: string
  runner: Runner
  password: string
  log: EngineLog
}

/** Made beside and moved into place when complete, so an interrupted first start leaves nothing half done. */
async function createCluster({ program, place, pgdata, runner, password, log }: ClusterPlan): Promise<void> {
  log.info('Creating the database (first start).')
  const fresh = join(place, 'postgres.new')
  const secret = join(place, 'postgres.new.password')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (runner) for (const path of [fresh, secret]) chownSync(path, runner.uid, runner.gid)
  // C.UTF-8 of the builtin provider sorts by code point like C, and still knows what a letter is in any script.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = ['-D', fresh, `--username=${USER}`, `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8']
  try {
    await runToEnd(program, [...args, ...locale, '--no-instructions'], runner)
  } finally {
    rmSync(secret, { force: true })
  }
  renameSync(fresh, pgdata)
}

function runToEnd(program: string, args: string[], runner: Runner): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { ...runner, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.on('data', (chunk) => {
      words += chunk
    })
    child.on('error', fail)
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`${program} failed: ${words.trim()}`))))
  })
}

/** A private folder for the socket. */
function makeSocketDir(place: string, runner: Runner): string {
  const folder = socketFolder(place)
  const owner = runner?.uid ?? process.getuid?.()
  if (existsSync(folder)) {
    const found = lstatSync(folder)
    if (!found.isDirectory() || (found.uid !== owner && found.uid !== process.getuid?.())) {
      throw new Error(`${folder} belongs to somebody else: remove it, or set DATA_DIR to a folder with a shorter path.`)
    }
    rmSync(folder, { recursive: true })
  }
  mkdirSync(folder, { mode: 0o700 })
  if (runner) chownSync(folder, runner.uid, runner.gid)
  return folder
}

/** Keeps the server running until it is told to stop: a database that dies comes back without a hand. */
async function supervise(plan: PostmasterPlan): Promise<{ stop: () => Promise<void> }> {
  let stopping = false
  let current = await startPostmaster(plan)
  const watch = async () => {
    while (!stopping) {
      await current.exited
      const next = await startAgain(plan, () => stopping)
      if (next) current = next
    }
    await current.stop()
  }
  const watching = watch()
  return {
    stop: async () => {
      stopping = true
      await current.stop()
      await watching
    },
  }
}

async function startAgain(plan: PostmasterPlan, isStopping: () => boolean): Promise<Postmaster | undefined> {
  for (let wait = SHORTEST_WAIT_MS; !isStopping(); wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    plan.log.error('The database process ended unexpectedly; starting it again.')
    try {
      return await startPostmaster(plan)
    } catch (error) {
      plan.log.error((error as Error).message)
      await sleep(wait)
    }
  }
  return undefined
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
