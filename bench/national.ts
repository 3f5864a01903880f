// National size: millions of matters on the country's real divisions. Dashboards, lists, exactness across crashes, and cost.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { AnyMatterKind } from '../contract/kind.ts'
import { clockContext } from '../core/context.ts'
import { startEngine } from '../core/db/engine.ts'
import { reconcile } from '../core/statistics/reconcile.ts'
import { type OpenHouse, openHouse } from '../server/house.ts'
import { keepSecret } from '../server/secret.ts'
import { type Sampler, serve } from './national/client.ts'
import { fill, index, prepare, progressOf } from './national/make.ts'
import { measureDashboards, measureLists } from './national/measure.ts'
import { compareNation, foldRecount, recountNation, slotsOfKind } from './national/recount.ts'
import { draws, usualKind, valuesOf } from './national/shape.ts'
import { torture, writeRatio } from './national/torture.ts'
import type { Result } from './table.ts'

export interface NationalOptions {
  rows: number
  /** Kept and gone on with; a folder of its own that is thrown away when left out. */
  dir?: string | undefined
  /** `make`, `measure` or `torture` alone, on a folder that is kept. */
  phase?: string | undefined
  /** The kind of the matters; disputes where there are any. */
  kind?: string | undefined
  changes: number
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
// Above so many, a recount by the program itself takes longer than anybody waits for a bench.
const mostReconciled = 2_000_000
const say = (line: string) => void process.stdout.write(`${line}, load ${loadavg()[0]?.toFixed(0)}\n`)

export async function benchNational(options: NationalOptions): Promise<Result[]> {
  const dataDir = options.dir ?? mkdtempSync(join(tmpdir(), 'lianfang-national-'))
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, 0o711)
  const runs = (phase: string) => options.phase === undefined || options.phase === phase
  try {
    if (runs('make')) await make(dataDir, options)
    return [
      ...(runs('measure') ? await measure(dataDir, options) : []),
      ...(runs('torture') ? await tortureAll(dataDir, options) : []),
    ]
  } finally {
    if (options.dir === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Opened extends OpenHouse {
  owner: pg.Client
  k: AnyMatterKind
}

/** Opens database and house in this process, for as long as the work takes. */
async function opened<T>(dataDir: string, kind: string | undefined, work: (at: Opened) => Promise<T>): Promise<T> {
  const engine = await startEngine({ dataDir, log: silent })
  const house = await openHouse({
    databaseUrl: engine.url,
    connections: 6,
    filesDir: join(dataDir, 'files'),
    secret: keepSecret({ secret: null, dataDir }),
    publicUrl: 'http://127.0.0.1',
    oidc: null,
    log: silent,
    sendSms: async () => undefined,
  })
  const owner = new pg.Client({ connectionString: engine.url })
  await owner.connect()
  try {
    const name = (await progressOf(owner))?.kind ?? kind ?? usualKind(house.house)
    const k = house.house.kinds.get(name)
    if (!k) throw new Error(`no kind ${name}; there are ${[...house.house.kinds.keys()].join(', ')}`)
    return await work({ ...house, owner, k })
  } finally {
    await owner.end()
    await house.close()
    await engine.stop()
  }
}

/** Matters, their indexes, and their counters, each where it is missing. */
function make(dataDir: string, { rows, kind }: NationalOptions): Promise<void> {
  return opened(dataDir, kind, async ({ house, owner, k }) => {
    if (!(await progressOf(owner))) await prepare(house, owner, k, rows)
    say(`making ${rows} of ${k.kind}`)
    await fill(house, owner, k)
    say('indexes')
    await index(owner)
    const { rows: found } = await owner.query('select exists (select from counters) as found')
    if (found[0].found) return
    say('folding the counters')
    await recountNation(owner, k, await slotsOfKind(house, k))
    await foldRecount(owner, k)
  })
}

async function measure(dataDir: string, { kind }: NationalOptions): Promise<Result[]> {
  const { house, k, size } = await opened(dataDir, kind, async ({ house, k, owner }) => ({
    house,
    k,
    size: await sizesOf(owner),
  }))
  const server = await serve(dataDir)
  try {
    say('dashboards')
    const dashboards = await measureDashboards(server, house, k)
    say('lists')
    const lists = await measureLists(server, house, k)
    return [...dashboards, ...lists, size]
  } finally {
    await server.stop()
  }
}

async function sizesOf(owner: pg.Client): Promise<Result> {
  const { rows } = await owner.query(`select pg_size_pretty(pg_total_relation_size('matters')) as matters,
    pg_size_pretty(pg_total_relation_size('counters')) as counters,
    (select count(*) from counters)::int as n, (select made from bench_progress)::int as made`)
  const { matters, counters, n, made } = rows[0]
  return {
    promise: 'size on disk, indexes included',
    measured: `${made.toLocaleString('en')} matters ${matters}, ${n.toLocaleString('en')} rows of counters ${counters}`,
    wanted: 'no promise',
    holds: true,
  }
}

async function tortureAll(dataDir: string, { kind, changes }: NationalOptions): Promise<Result[]> {
  const { house, k } = await opened(dataDir, kind, async ({ house, k }) => ({ house, k }))
  const draw = draws(99)
  const below = (n: number) => Math.floor(draw() * n)
  const sampler: Sampler = {
    pick: (from) => from[below(from.length)] as never,
    categories: k.categoryField ? (valuesOf(house, k, k.categoryField as string) ?? []) : [],
  }
  let server = await serve(dataDir)
  say('writes with and without counters')
  const cost = await writeRatio(server, k, sampler, below)
  say('torture')
  const tortured = await torture(dataDir, server, k, { changes, sampler, below })
  server = tortured.server
  await server.tell('idle')
  await server.stop()
  say('recount')
  return opened(dataDir, k.kind, async ({ house: again, owner }) => {
    const slots = await slotsOfKind(again, k)
    await recountNation(owner, k, slots)
    const found = await compareNation(owner, k, slots)
    process.stdout.write(`  ${JSON.stringify({ ...tortured.tally, ...found })}\n`)
    const { done, kills, lost } = tortured.tally
    const total = Object.values(done).reduce((sum, n) => sum + n, 0)
    const parts = Object.entries(done).map(([what, n]) => `${n} ${what}`)
    return [
      {
        promise: `counters after ${total.toLocaleString('en')} changes and ${kills} kills, against a recount in SQL`,
        measured: `${found.different} of ${found.compared.toLocaleString('en')} rows differ (${parts.join(', ')}; ${lost} cut off by a kill)`,
        wanted: '0',
        holds: found.different === 0,
      },
      {
        promise: 'writes at 8 connections with counters ÷ without',
        measured: `${cost.ratio.toFixed(2)} (${cost.withCounters.toFixed(0)}/s of ${cost.without.toFixed(0)}/s; ${cost.ratios.map((r) => r.toFixed(2)).join(' ')})`,
        wanted: '≥ 0.85',
        holds: cost.ratio >= 0.85,
      },
      ...(found.compared > mostReconciled ? [] : [await reconciled(again)]),
    ]
  })
}

/** The nightly recount of the program itself finds the same. */
async function reconciled(house: OpenHouse['house']): Promise<Result> {
  const begun = performance.now()
  const found = await reconcile(clockContext(house, 'bench'))
  const seconds = (performance.now() - begun) / 1000
  return {
    promise: 'the nightly recount finds nothing to repair',
    measured: `${found.differences} of ${found.compared.toLocaleString('en')} rows, ${seconds.toFixed(0)} s`,
    wanted: '0',
    holds: found.differences === 0,
  }
}
