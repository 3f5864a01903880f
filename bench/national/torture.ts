// A hundred thousand changes of all sorts while the server and its database are killed, and what writing costs with counters.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listPath } from '../../contract/derive/paths.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { quantile } from '../table.ts'
import { type Answer, ask, dataToOpen, dataToStep, type Sampler, type Server, serve } from './client.ts'

interface Known {
  id: string
  county: number
  version: number
  state: string
}

export interface Tortured {
  done: Record<string, number>
  refused: number
  lost: number
  kills: number
}

const workers = 12
const mostKnown = 4000
const changesBetweenKills = 12_000

interface Turn {
  server: Server
  k: AnyMatterKind
  known: Known[]
  sampler: Sampler
  below(n: number): number
  tally: Tortured
}

const did = (turn: Turn, what: string) => {
  turn.tally.done[what] = (turn.tally.done[what] ?? 0) + 1
}

/** Keeps what an answer says of a matter; a refused one is looked up again. */
async function keep(turn: Turn, m: Known, answer: Answer, what: string): Promise<void> {
  if (answer.status < 300) {
    did(turn, what)
    m.version = answer.body.version as number
    m.state = answer.body.state as string
    return
  }
  turn.tally.refused++
  const now = await ask(turn.server, `${listPath(turn.k)}/${m.id}`)
  if (now.status !== 200 || now.body.mergedInto) turn.known.splice(turn.known.indexOf(m), 1)
  else Object.assign(m, { version: now.body.version, state: now.body.state })
}

async function open(turn: Turn): Promise<void> {
  const { server, k, sampler, below } = turn
  const county = below(server.counties.length)
  const place = server.counties[county] as Server['counties'][number]
  // Some come without a place, and are moved to one later.
  const divisionId = below(4) === 0 ? place.id : sampler.pick(place.villages).id
  const answer = await ask(server, listPath(k), { divisionId, data: dataToOpen(k, place, sampler) })
  if (answer.status !== 201) {
    turn.tally.refused++
    return
  }
  did(turn, 'opened')
  const { id, version, state } = answer.body as unknown as Known
  turn.known.push({ id, county, version, state })
  if (turn.known.length > mostKnown) turn.known.splice(below(turn.known.length), 1)
}

async function step(turn: Turn, m: Known): Promise<void> {
  const { server, k, sampler } = turn
  const place = server.counties[m.county] as Server['counties'][number]
  const possible = Object.entries((k as MatterKind).transitions).filter(
    ([, t]) => t.from.includes(m.state) && t.by.some((by) => by in k.reads),
  )
  if (possible.length === 0) return open(turn)
  const [name, t] = sampler.pick(possible)
  const body = { data: dataToStep(k, name, place, sampler), version: m.version }
  const sort = t.places
    ? 'moved to another division'
    : t.unit !== undefined
      ? 'passed to or from a unit'
      : t.reopens
        ? 'reopened'
        : 'other steps'
  await keep(turn, m, await ask(server, `${listPath(k)}/${m.id}/${name}`, body), sort)
}

async function merge(turn: Turn, m: Known): Promise<void> {
  const other = turn.sampler.pick(turn.known.filter((o) => o !== m && o.county === m.county))
  if (!other) return open(turn)
  const answer = await ask(turn.server, `/api/matters/${m.id}/merge`, { into: other.id, version: m.version })
  await keep(turn, m, answer, 'merged')
  if (answer.status >= 300) return
  if (turn.below(2) === 0)
    await keep(turn, m, await ask(turn.server, `/api/matters/${m.id}/unmerge`, { version: m.version }), 'parted')
  else turn.known.splice(turn.known.indexOf(m), 1)
}

async function assign(turn: Turn, m: Known): Promise<void> {
  const owners = await ask(turn.server, `/api/matters/${m.id}/owners`)
  const list = owners.body as unknown as { id: string }[]
  if (owners.status !== 200 || !list[0]) return step(turn, m)
  const body = { to: turn.sampler.pick(list).id, reason: '调整承办人', version: m.version }
  await keep(turn, m, await ask(turn.server, `/api/matters/${m.id}/assign`, body), 'given to another owner')
}

async function change(turn: Turn): Promise<void> {
  const which = turn.below(20)
  const m = turn.known[turn.below(turn.known.length)]
  if (!m || which < 6) return open(turn)
  if (which === 6) return merge(turn, m)
  if (which === 7) return assign(turn, m)
  return step(turn, m)
}

const doneIn = (tally: Tortured) => Object.values(tally.done).reduce((sum, n) => sum + n, 0)

/** Runs workers until so many changes are done or the server is gone. */
async function changeUntil(turn: Turn, target: number): Promise<void> {
  const work = async () => {
    while (doneIn(turn.tally) < target)
      try {
        await change(turn)
      } catch {
        // Gone in the middle: nobody knows whether it was done, which is the point.
        turn.tally.lost++
        await sleep(200)
        if (turn.server.process.exitCode !== null || turn.server.process.signalCode !== null) return
      }
  }
  await Promise.all(Array.from({ length: workers }, work))
}

/** The process id of the database on a data folder. */
function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
}

/** `changes` changes; the server is killed every so often, the database once. Returns the server that runs at the end. */
export async function torture(
  dataDir: string,
  first: Server,
  k: AnyMatterKind,
  { changes, sampler, below }: { changes: number; sampler: Sampler; below(n: number): number },
): Promise<{ server: Server; tally: Tortured }> {
  const tally: Tortured = { done: {}, refused: 0, lost: 0, kills: 0 }
  const turn: Turn = { server: first, k, known: [], sampler, below, tally }
  for (let part = 1; doneIn(tally) < changes; part++) {
    const target = Math.min(changes, part * changesBetweenKills)
    const running = changeUntil(turn, target)
    if (part === 2) {
      await sleep(4000)
      process.kill(postmasterOf(dataDir), 'SIGKILL')
      tally.kills++
    }
    if (target < changes) {
      while (doneIn(tally) < target - 500) await sleep(20)
      await turn.server.kill()
      tally.kills++
    }
    await running
    if (target < changes) turn.server = await serve(dataDir)
    process.stdout.write(`  ${doneIn(tally)} changes, ${tally.kills} kills, ${tally.lost} cut off\n`)
  }
  return { server: turn.server, tally }
}

/** Writes a second of the same mix with and without counters, in turns; the drain of what the counters lag behind counts. */
export async function writeRatio(server: Server, k: AnyMatterKind, sampler: Sampler, below: (n: number) => number) {
  const turn: Turn = { server, k, known: [], sampler, below, tally: { done: {}, refused: 0, lost: 0, kills: 0 } }
  const secondsEach = 6
  const run = async (isCounting: boolean): Promise<number> => {
    const before = doneIn(turn.tally)
    const begun = performance.now()
    const until = begun + secondsEach * 1000
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (performance.now() < until) await change(turn)
      }),
    )
    if (isCounting) await server.tell('idle')
    return (doneIn(turn.tally) - before) / ((performance.now() - begun) / 1000)
  }
  await run(true)
  const ratios: number[] = []
  const rates: [number, number][] = []
  for (let round = 0; round < 6; round++) {
    // Every other round the other way about, so that what the machine does meanwhile falls on both.
    const isFirst = round % 2 === 0
    const withCounters = async () => {
      await server.tell('start')
      await server.tell('idle')
      return run(true)
    }
    const without = async () => {
      await server.tell('stop')
      return run(false)
    }
    const a = isFirst ? await without() : await withCounters()
    const b = isFirst ? await withCounters() : await without()
    const [plain, counted] = isFirst ? [a, b] : [b, a]
    ratios.push(counted / plain)
    rates.push([counted, plain])
  }
  await server.tell('start')
  await server.tell('idle')
  const rate = (i: 0 | 1) =>
    quantile(
      rates.map((r) => r[i]),
      0.5,
    )
  return { ratio: quantile(ratios, 0.5), ratios, withCounters: rate(0), without: rate(1) }
}
