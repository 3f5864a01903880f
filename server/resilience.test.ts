// The database is killed while reports come in: callers are told to come back, nothing acknowledged is lost or doubled,
// and nobody has to lift a hand.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openThrowaway, type Throwaway } from '../testing/throwaway.ts'

let house: Throwaway
let token: string

beforeAll(async () => {
  house = await openThrowaway([109, 27, 109.5, 27.5])
  token = await house.tokenFor('commandCentre', house.countyId)
}, 60_000)

afterAll(() => house?.end())

const report = (id: string) =>
  fetch(`${house.url}/api/reports/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': id },
    body: JSON.stringify({
      id,
      data: { category: 'streetLight', account: '路灯不亮', place: { lng: 109.2, lat: 27.2 } },
    }),
  })

/** Sends until acknowledged, as a phone does. Returns every status on the way. */
async function sendUntilAcknowledged(id: string): Promise<number[]> {
  const statuses: number[] = []
  for (let i = 0; i < 200; i++) {
    const response = await report(id)
    await response.arrayBuffer()
    statuses.push(response.status)
    if (response.status === 201) return statuses
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    await sleep(100)
  }
  throw new Error(`never acknowledged: ${statuses.join(' ')}`)
}

const postmasterPid = async (): Promise<number> => {
  const { rows } = await house.asOwner("select pg_read_file('postmaster.pid') as text")
  return Number(rows[0]?.text.split('\n')[0])
}

test('kill -9 of the database in the middle of the reports', async () => {
  const pid = await postmasterPid()
  const ids = Array.from({ length: 160 }, () => randomUUID())
  const next = ids.values()
  const statuses: number[] = []
  const worker = async () => {
    for (const id of next) statuses.push(...(await sendUntilAcknowledged(id)))
  }
  const workers = Array.from({ length: 8 }, worker)
  await sleep(150)
  // The postmaster and every process of its group: what a power cut leaves behind.
  execFileSync('bash', ['-c', `pkill -9 -P ${pid}; kill -9 ${pid}`])
  await Promise.all(workers)
  const refused = statuses.filter((s) => s !== 201)
  expect(refused.length).toBeGreaterThan(0)
  expect(new Set(refused)).toEqual(new Set([503]))
  const { rows } = await house.database.pool.query<{ id: string; n: number }>(
    `select subject_id as id, count(*)::int as n from events where type = 'reports.report.opened' group by 1`,
  )
  expect(new Set(rows.map((r) => r.id))).toEqual(new Set(ids))
  expect(rows.every((r) => r.n === 1)).toBe(true)
  // A reader that met the dead database waits a while before it looks again.
  await vi.waitFor(() => house.readers.idle(), { timeout: 30_000, interval: 500 })
  const counted = await house.database.pool.query<{ n: number }>(
    `select sum(c.n[s.slot])::int as n from counters c join counter_slots s using (kind)
      where c.division_id = $1 and c.grain = 'month' and s.measure = 'received'`,
    [house.countyId],
  )
  expect(counted.rows[0]?.n).toBe(ids.length)
}, 90_000)
