// Live: from a committed change to a thousand screens, at fifty changes a second.
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openThrowaway } from '../testing/throwaway.ts'
import { quantile, type Result } from './table.ts'

const area = [109.0, 27.0, 109.5, 27.5] as const
const clients = 1000
// One account may open thirty screens.
const accounts = 50
const changesPerSecond = 50
const seconds = 20

/** Streams are read by a process of their own; it notes when each change arrived at each screen. */
export async function benchLive(): Promise<Result[]> {
  const house = await openThrowaway([...area])
  try {
    const tokens: string[] = []
    for (let i = 0; i < accounts; i++)
      tokens.push(await house.tokenFor(i % 2 ? 'countyCentre' : 'commandCentre', house.countyId))
    const sender = await house.tokenFor('commandCentre', house.countyId)
    const child = fork(join(import.meta.dirname, 'live-screens.ts'))
    const ready = new Promise((resolve) => child.once('message', resolve))
    child.send({ url: house.url, tokens, clients })
    await ready
    const sent = await sendChanges(house.url, sender)
    await sleep(3000)
    const answer = new Promise<{ latencies: number[]; received: number }>((resolve) =>
      child.once('message', (m) => resolve(m as { latencies: number[]; received: number })),
    )
    child.send({ sent })
    const { latencies, received } = await answer
    child.kill()
    const p95 = quantile(latencies, 0.95)
    const share = received / (Object.keys(sent).length * clients)
    return [
      {
        promise: `change to screen, ${clients} streams, ${changesPerSecond} changes/s`,
        measured: `p50 ${quantile(latencies, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${(share * 100).toFixed(2)} % arrived`,
        wanted: 'p95 < 250 ms, all',
        holds: p95 < 250 && share === 1,
      },
    ]
  } finally {
    await house.end()
  }
}

/** Opens matters at an even pace; returns when each was sent off, before the request. */
async function sendChanges(url: string, token: string): Promise<Record<string, number>> {
  const sent: Record<string, number> = {}
  const pending: Promise<unknown>[] = []
  const begun = Date.now()
  for (let i = 0; i < changesPerSecond * seconds; i++) {
    const wait = begun + (i * 1000) / changesPerSecond - Date.now()
    if (wait > 0) await sleep(wait)
    const id = randomUUID()
    sent[id] = Date.now()
    const place = { lng: 109 + Math.random() * 0.5, lat: 27 + Math.random() * 0.5 }
    pending.push(
      fetch(`${url}/api/reports/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ id, data: { category: 'streetLight', account: '路灯不亮', place } }),
      }).then((r) => r.arrayBuffer()),
    )
  }
  await Promise.all(pending)
  return sent
}
