// Start: the first one with the demo county, a warm one, and the memory of the server at rest.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Result } from './table.ts'

const port = 18_080
const main = join(import.meta.dirname, '../server/main.ts')

/** Starts the server as `npm start` does; resolves with it and the seconds until it was healthy. */
async function startServer(dataDir: string): Promise<{ child: ChildProcess; seconds: number }> {
  const begun = performance.now()
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    try {
      const response = await fetch(`http://127.0.0.1:${port}/healthz`)
      if (response.ok) return { child, seconds: (performance.now() - begun) / 1000 }
    } catch {
      // Not listening yet.
    }
    await sleep(20)
  }
}

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

/** Resident memory of a process in MB (Linux). */
const residentMb = (pid: number): number => {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

const settleMs = 20_000

export async function benchStart(): Promise<Result[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianfang-bench-'))
  chmodSync(dataDir, 0o711)
  try {
    const first = await startServer(dataDir)
    await stop(first.child)
    const warm = await startServer(dataDir)
    await sleep(settleMs)
    const memoryMb = residentMb(warm.child.pid as number)
    await stop(warm.child)
    return [
      {
        promise: 'first start with the demo county',
        measured: `${first.seconds.toFixed(1)} s`,
        wanted: '< 30 s',
        holds: first.seconds < 30,
      },
      {
        promise: 'warm start to healthy',
        measured: `${warm.seconds.toFixed(2)} s`,
        wanted: '< 3 s',
        holds: warm.seconds < 3,
      },
      {
        promise: 'server memory at rest, without PostgreSQL',
        measured: `${memoryMb.toFixed(0)} MB`,
        wanted: '< 300 MB',
        holds: memoryMb < 300,
      },
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
