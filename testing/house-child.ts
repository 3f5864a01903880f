// Starts a house in a process of its own and talks to it as a phone does; the process can be killed at any moment.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import sharp from 'sharp'

export interface HouseChild {
  process: ChildProcess
  url: string
  databaseUrl: string
  /** Of a machine that may report; good for every house on the same folder. */
  token: string
  /** Reports once, with a photo if asked; returns the id when it was acknowledged. */
  report(notes?: { photo: boolean }): Promise<string>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
}

const program = join(import.meta.dirname, 'house-process.ts')

/** Resolves when it serves. */
export async function startHouseChild(dataDir: string, archiveDir: string): Promise<HouseChild> {
  const child = spawn(process.execPath, [program, dataDir, archiveDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { url, databaseUrl, token } = await firstLine(child)
  const headers = { authorization: `Bearer ${token}` }
  return {
    process: child,
    url,
    databaseUrl,
    token,
    async report({ photo } = { photo: false }) {
      const photos = photo ? [await upload(url, headers)] : []
      const id = randomUUID()
      const answer = await fetch(`${url}/api/reports/reports`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({
          id,
          data: { category: 'streetLight', account: '路灯不亮', place: { lng: 109.2, lat: 27.2 }, photos },
        }),
      })
      if (answer.status !== 201) throw new Error(`not acknowledged: ${answer.status} ${await answer.text()}`)
      return id
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    },
  }
}

async function firstLine(child: ChildProcess): Promise<{ url: string; databaseUrl: string; token: string }> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  for await (const line of lines) return JSON.parse(line)
  throw new Error('the house ended before it served')
}

async function upload(url: string, headers: Record<string, string>): Promise<string> {
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888', noise } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'photo.jpg')
  const answer = await fetch(`${url}/api/files`, { method: 'POST', headers, body: form })
  if (answer.status !== 201) throw new Error(`the photo was refused: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}
