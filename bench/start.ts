// Start: the first one with the demo county, a warm one, and the memory of the server at rest.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Result } from './table.ts'

const port = 18_080
const main = join(import.meta.dirname, '../server/main.js')

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
const warmStarts = 5
/** Nobody stops a server in the second in which it has come up. */
const useMs = 3000

function spread(seconds: readonly number[]): [median: number, slowest: number] {
  const sorted = seconds.toSorted((a, b) => a - b)
  return [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0]
}

export async function benchStart(): Promise<Result[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianfang-bench-'))
  chmodSync(dataDir, 0o711)
  try {
    const first = await startServer(dataDir)
    await sleep(useMs)
    await stop(first.child)
    const warm: number[] = []
    for (let n = 1; n < warmStarts; n++) {
      const { child, seconds } = await startServer(dataDir)
      warm.push(seconds)
      await sleep(useMs)
      await stop(child)
    }
    const last = await startServer(dataDir)
    await sleep(settleMs)
    const memoryMb = residentMb(last.child.pid as number)
    await stop(last.child)
    const [median, slowest] = spread([...warm, last.seconds])
    return [
      {
        promise: 'first start with the demo county',
        measured: `${first.seconds.toFixed(1)} s`,
        wanted: '< 30 s',
        holds: first.seconds < 30,
      },
      {
        promise: 'warm start to healthy',
        measured: `median ${median.toFixed(2)} s, slowest ${slowest.toFixed(2)} s of ${warmStarts}`,
        wanted: 'median < 3 s',
        holds: median < 3,
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
