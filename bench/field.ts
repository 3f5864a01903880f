// Field: fifty phones that fetch everything at once, and a thousand commands that twenty phones kept without a network.
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Area, openThrowaway, type Throwaway } from '../testing/throwaway.ts'
import { drawBorders, fillVillages, sendOut } from './field-county.ts'
import type { Acknowledged, Carrier, Done, Task } from './field-talk.ts'
import { quantile, type Result } from './table.ts'

const area: Area = [109.0, 27.0, 109.5, 27.5]
const carriers = 50
const mattersEach = 300
const senders = 20
const commandsEach = 50

export async function benchField(): Promise<Result[]> {
  const house = await openThrowaway(area)
  const phones = fork(join(import.meta.dirname, 'field-phones.ts'))
  try {
    await drawBorders(house)
    // Every third village, so that all townships have some.
    const villages = house.villages.filter((_, i) => i % 3 === 0).slice(0, carriers)
    await fillVillages(house, villages, mattersEach)
    const people = await sendOut(house, area, villages)
    const before = process.cpuUsage()
    const asked = await tell(phones, { do: 'ask', url: house.url, carriers: people })
    const { user, system } = process.cpuUsage(before)
    const workedMs = (user + system) / 1000
    const synced = await tell(phones, { do: 'setUp', url: house.url, carriers: people })
    if (synced.matters !== mattersEach) throw new Error(`a phone was given ${synced.matters} matters`)
    const alone = await oneByOne(house, people)
    await tell(phones, { do: 'work', phones: senders, each: commandsEach })
    const drained = await tell(phones, { do: 'drain' })
    const plain = await postPlainly(house, people)
    return [
      rowOfSync(asked, { alone, workedMs, keptMs: synced.ms }),
      rowOfDrain(drained, plain, await faultsOf(house, drained)),
    ]
  } finally {
    phones.kill()
    await house.end()
  }
}

function tell(phones: ChildProcess, task: Task): Promise<Done> {
  return new Promise((resolve, reject) => {
    phones.once('message', (done) => resolve(done as Done))
    phones.once('exit', (code) => reject(new Error(`the phones ended with ${code}`)))
    phones.send(task)
  })
}

/** The ceiling of the first sync: the same answers, asked for one after the other by nobody who keeps them. */
async function oneByOne({ url }: Throwaway, people: readonly Carrier[]): Promise<number> {
  const begun = performance.now()
  for (const { cookie } of people) await (await fetch(`${url}/api/field/sync`, { headers: { cookie } })).arrayBuffer()
  return performance.now() - begun
}

/** The ceiling of the queue: as many reports posted by as many people at once, with nothing kept and nothing in order. */
async function postPlainly({ url }: Throwaway, people: readonly Carrier[]): Promise<number> {
  const begun = performance.now()
  const send = async ({ cookie, place }: Carrier) => {
    for (let i = 0; i < commandsEach; i++) {
      const headers = { cookie, origin: 'http://127.0.0.1', 'content-type': 'application/json' }
      const body = JSON.stringify({ id: randomUUID(), data: { category: 'streetLight', account: '路灯不亮', place } })
      const answer = await fetch(`${url}/api/reports/reports`, { method: 'POST', headers, body })
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
      await answer.arrayBuffer()
    }
  }
  await Promise.all(people.slice(0, senders).map(send))
  return performance.now() - begun
}

interface Happened {
  actor_id: string
  subject_id: string
  did: string
  version: number
  device_at: Date
}

/** Each receipt has its one event and each event its receipt; those of a matter came in the order they were done. */
async function faultsOf(house: Throwaway, { acknowledged, left }: Done): Promise<string[]> {
  const { rows } = await sql<Happened>`select actor_id, subject_id, split_part(type, '.', 3) as did, device_at,
    row_number() over (partition by subject_id order by seq)::int as version
    from events where device_at is not null and subject_kind = 'reports.report' order by seq`.execute(house.house.db)
  const happened = rows.map((row) => {
    const { actor_id: accountId, subject_id: matterId, did, version, device_at } = row
    const transition = did === 'opened' ? null : did
    return keyOf({ accountId, matterId, transition, version, deviceAt: device_at.toISOString() })
  })
  const told = acknowledged.map(keyOf)
  return [
    ...left,
    ...told.filter((one) => !happened.includes(one)).map((one) => `lost: ${one}`),
    ...happened.filter((one) => !told.includes(one)).map((one) => `nobody’s: ${one}`),
    ...happened.filter((one, i) => happened.indexOf(one) !== i).map((one) => `doubled: ${one}`),
    ...reordered(acknowledged),
  ]
}

const keyOf = ({ accountId, matterId, transition, version, deviceAt }: Acknowledged) =>
  [accountId, matterId, transition ?? 'opened', version, deviceAt].join(' ')

function reordered(acknowledged: readonly Acknowledged[]): string[] {
  const last = new Map<string, number>()
  return acknowledged.flatMap(({ matterId, version }) => {
    const before = last.get(matterId) ?? 0
    last.set(matterId, version)
    return version === before + 1 ? [] : [`reordered: ${matterId} version ${version} after ${before}`]
  })
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

function rowOfSync({ syncMs, syncBytes }: Done, rest: { alone: number; workedMs: number; keptMs: number }): Result {
  const p95 = quantile(syncMs, 0.95)
  const ratio = (rest.alone / Math.max(...syncMs)).toFixed(2)
  return {
    promise: `first sync of ${carriers} phones at once, ${mattersEach} open matters and a township's map each`,
    measured: `p95 ${seconds(p95)}, kept on all phones after ${seconds(rest.keptMs)} (${(syncBytes / 1000).toFixed(0)} kB each; ${ratio} of the rate of the same GETs one by one; ${seconds(rest.workedMs)} of the server's processor)`,
    wanted: 'p95 < 5 s',
    holds: p95 < 5000 && syncMs.length === carriers,
  }
}

function rowOfDrain({ ms, acknowledged }: Done, plain: number, faults: readonly string[]): Result {
  const wanted = senders * commandsEach
  for (const fault of faults.slice(0, 5)) process.stdout.write(`${fault}\n`)
  return {
    promise: `${wanted.toLocaleString('en')} queued commands of ${senders} phones, drained and compared with the events`,
    measured: `${seconds(ms)}, ${acknowledged.length} receipts, ${faults.length} lost, doubled or reordered (${(plain / ms).toFixed(2)} of the rate of plain posts)`,
    wanted: '< 30 s, none',
    holds: ms < 30_000 && acknowledged.length === wanted && faults.length === 0,
  }
}
