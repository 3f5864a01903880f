// One PostgreSQL server process: started, watched, ended cleanly, and never left behind when our own process dies.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EngineLog } from './engine-log.ts'
import type { Runner } from './system-user.ts'

/** How to start the server; `settings` are PostgreSQL parameters. */
export interface PostmasterPlan {
  program: string
  pgdata: string
  runner: Runner
  settings: Record<string, string | number>
  log: EngineLog
}

/** A running server. `exited` resolves when its process has ended, for whatever reason. */
export interface Postmaster {
  exited: Promise<void>
  stop: () => Promise<void>
}

/** A fast shutdown waits for a checkpoint; after this long the server is told to drop everything (it recovers later). */
const PATIENCE_MS = 30_000
const POLL_MS = 20

/**
 * Starts the server and waits until it answers; recovery after a crash may take its time and is waited for.
 * @throws Error with the server's own last words when it does not come up.
 */
export async function startPostmaster(plan: PostmasterPlan): Promise<Postmaster> {
  const { program, pgdata, runner, log } = plan
  const settings = Object.entries(plan.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: a Ctrl-C in the terminal must reach us and not the database, which we stop ourselves, last of all.
  const child = spawn(program, ['-D', pgdata, ...settings], {
    ...runner,
    detached: true,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  })
  const words = relayLog(child, log)
  const guard = guardAgainstOurDeath(child, runner)
  const end = () => child.kill('SIGINT')
  process.once('exit', end)
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  }).then(() => {
    process.removeListener('exit', end)
    guard.kill('SIGKILL')
  })
  await waitUntilReady(child, pgdata, exited, words)
  return { exited, stop: () => stopProcess((signal) => child.kill(signal), exited) }
}

/** Ends a server that outlived the process that had started it; clears the traces of one that was killed. */
export async function endOrphan(pgdata: string, log: EngineLog): Promise<void> {
  const file = join(pgdata, 'postmaster.pid')
  const pid = readPid(file)
  if (pid !== null && isServerOn(pid, pgdata)) {
    log.warn(`Stopping the database process ${pid} that an earlier run left behind.`)
    const exited = (async () => {
      while (isServerOn(pid, pgdata)) await sleep(POLL_MS)
    })()
    await stopProcess((signal) => signalProcess(pid, signal), exited)
  }
  rmSync(file, { force: true })
}

function readPid(file: string): number | null {
  if (!existsSync(file)) return null
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  return Number.isInteger(pid) && pid > 0 ? pid : null
}

/** Whether the process is a server on this very folder: a process id alone may have been given to somebody else. */
export function isServerOn(pid: number, pgdata: string): boolean {
  const listed = existsSync('/proc/self/cmdline')
    ? readOr(`/proc/${pid}/cmdline`, '').replaceAll('\0', ' ')
    : spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout
  return listed.includes(` ${pgdata} `)
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function stopProcess(send: (signal: NodeJS.Signals) => void, exited: Promise<void>): Promise<void> {
  send('SIGINT')
  const impatient = setTimeout(() => send('SIGQUIT'), PATIENCE_MS)
  await exited
  clearTimeout(impatient)
}

/**
 * A small shell that holds a pipe from us: when we die in any way, kill -9 included, the pipe closes and it asks the
 * server to shut down. It never outlives the server, because the server's end ends it.
 */
function guardAgainstOurDeath(child: ChildProcess, runner: Runner): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1" 2>/dev/null', 'sh', String(child.pid)], {
    ...runner,
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  return guard
}

/** Passes the server's messages on, and keeps the last of them for the sentence of a failed start. */
function relayLog(child: ChildProcess, log: EngineLog): string[] {
  const words: string[] = []
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (chunk: string) => {
    for (const line of chunk.split('\n').filter((text) => text.trim() !== '')) {
      words.push(line)
      if (words.length > 20) words.shift()
      if (/^(FATAL|PANIC)/.test(line)) log.error(`postgres: ${line}`)
      else log.debug(`postgres: ${line}`)
    }
  })
  return words
}

async function waitUntilReady(child: ChildProcess, pgdata: string, exited: Promise<void>, words: string[]) {
  let ended = false
  void exited.then(() => {
    ended = true
  })
  // The server writes its state into the eighth line of its pid file; this needs no log text in any language.
  const isReady = () => {
    const lines = readOr(join(pgdata, 'postmaster.pid'), '').split('\n')
    return Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready'
  }
  while (!isReady()) {
    if (ended) throw new Error(`PostgreSQL did not start: ${words.join(' | ') || 'it said nothing'}`)
    await sleep(POLL_MS)
  }
}
