// For those who watch over the process: /healthz says whether it can do its work, /metrics how it does it (Prometheus).
import { BlockList } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { problem } from '../../contract/errors.ts'
import type { House } from '../../core/context.ts'
import { databaseAnswers } from '../../core/db/answers.ts'
import type { Readers } from '../../core/events/subscribers.ts'
import type { Jobs } from '../../core/jobs/jobs.ts'
import type { LiveHub } from '../../core/live/hub.ts'
import { measureKeeping } from './keeping.ts'
import type { Pressure } from './pressure.ts'

export interface Watched {
  hub: Pick<LiveHub, 'state'>
  pool?: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'> | undefined
  publicPool?: Watched['pool']
  readers?: Pick<Readers, 'states'> | undefined
  jobs?: Pick<Jobs, 'states'> | undefined
  pressure?: Pressure | undefined
  /** Where the last backup is noted. */
  dataDir?: string | undefined
}

const answerWithinMs = 2000
// Fewer than this in a row, and the next round usually mends it.
const failuresThatCount = 3

/** Mounts both. */
export function mountHealth(app: FastifyInstance, house: House, watched: Watched): void {
  const registry = registryOf(app, house, watched)
  app.get('/healthz', async (_, reply) => {
    const hasDatabase = await databaseAnswers(house.db, answerWithinMs)
    const failing = (watched.readers?.states() ?? []).filter(({ failures }) => failures >= failuresThatCount)
    return reply
      .code(hasDatabase ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: hasDatabase ? (failing.length === 0 ? 'ok' : 'degraded') : 'down',
        database: hasDatabase ? 'answers' : 'silent',
        readers: failing.length === 0 ? 'running' : `failing: ${failing.map(({ id }) => id).join(', ')}`,
        at: house.now().toISOString(),
      })
  })
  app.get('/metrics', async (request, reply) => {
    if (!isNear(request)) throw problem('access.not-found')
    return reply.type(registry.contentType).send(await Registry.merge([ofProcess(), registry]).metrics())
  })
}

// Loopback, private and unique local addresses: a public address has no business with the inside of the process.
const near = new BlockList()
near.addSubnet('127.0.0.0', 8, 'ipv4')
near.addSubnet('10.0.0.0', 8, 'ipv4')
near.addSubnet('172.16.0.0', 12, 'ipv4')
near.addSubnet('192.168.0.0', 16, 'ipv4')
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

const isNear = ({ ip }: FastifyRequest): boolean => near.check(ip, ip.includes(':') ? 'ipv6' : 'ipv4')

let processRegistry: Registry | null = null

/** Memory, processor, event loop: there is one process, however many apps are made in it. */
function ofProcess(): Registry {
  if (processRegistry === null) {
    processRegistry = new Registry()
    collectDefaultMetrics({ register: processRegistry })
  }
  return processRegistry
}

function registryOf(app: FastifyInstance, house: House, watched: Watched): Registry {
  ofProcess()
  const registry = new Registry()
  measureRequests(app, registry)
  new Gauge({
    name: 'lianfang_live_clients',
    help: 'Screens on the live stream',
    registers: [registry],
    collect() {
      this.set(watched.hub.state().clients)
    },
  })
  new Gauge({
    name: 'lianfang_database_connections',
    help: 'Connections to the database, of people at work and of the public; waiting: requests that wait for one',
    labelNames: ['whose', 'state'],
    registers: [registry],
    collect() {
      for (const [whose, pool] of Object.entries({ staff: watched.pool, public: watched.publicPool })) {
        if (!pool) continue
        this.set({ whose, state: 'total' }, pool.totalCount)
        this.set({ whose, state: 'idle' }, pool.idleCount)
        this.set({ whose, state: 'waiting' }, pool.waitingCount)
      }
    },
  })
  measureReaders(house, watched, registry)
  measureKeeping(house, watched, registry)
  measureJobs(watched, registry)
  return registry
}

function measureReaders(house: House, watched: Watched, registry: Registry): void {
  const states = () => watched.readers?.states() ?? []
  new Gauge({
    name: 'lianfang_reader_lag_seconds',
    help: 'Time since a reader of events had nothing left to read',
    labelNames: ['reader'],
    registers: [registry],
    collect() {
      for (const { id, caughtUpAt } of states())
        if (caughtUpAt) this.set({ reader: id }, Math.max(0, (house.now().getTime() - caughtUpAt.getTime()) / 1000))
    },
  })
  new Gauge({
    name: 'lianfang_reader_failures',
    help: 'Failures in a row of a reader of events',
    labelNames: ['reader'],
    registers: [registry],
    collect() {
      for (const { id, failures } of states()) this.set({ reader: id }, failures)
    },
  })
}

function measureJobs(watched: Watched, registry: Registry): void {
  new Gauge({
    name: 'lianfang_jobs',
    help: 'By job, in all processes; failures: failed runs in the last 24 hours; late: 1 when it has not come to its end for three times as long as it should',
    labelNames: ['job', 'what'],
    registers: [registry],
    async collect() {
      for (const { id, isLate, failuresLastDay } of (await watched.jobs?.states().catch(() => [])) ?? []) {
        this.set({ job: id, what: 'failures' }, failuresLastDay)
        this.set({ job: id, what: 'late' }, isLate ? 1 : 0)
      }
    },
  })
}

function measureRequests(app: FastifyInstance, registry: Registry): void {
  const labelNames = ['method', 'route', 'status'] as const
  const duration = new Histogram({
    name: 'lianfang_http_seconds',
    help: 'Time from a request to the end of its answer, by route',
    labelNames,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const faults = new Counter({
    name: 'lianfang_http_faults_total',
    help: 'Answers that were a fault on our side',
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    // A live stream lasts as long as its screen; that says nothing of the server.
    if (request.routeOptions.url === '/api/live') return
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }
    duration.observe(labels, reply.elapsedTime / 1000)
    if (reply.statusCode >= 500 && reply.statusCode !== 503) faults.inc()
  })
}
