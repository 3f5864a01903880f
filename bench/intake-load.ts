// The load generator of the intake bench: plain inserts, or reports over HTTP, on a few connections for some seconds.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import pg from 'pg'

interface Load {
  sort: 'insert' | 'report'
  url: string
  databaseUrl: string
  token: string
  connections: number
  seconds: number
  area: [number, number, number, number]
}

const account = '村口小桥往东第二根电杆上的路灯不亮了,晚上学生放学路过看不清,已经三天了,请派人来修一下。'

const point = ([west, south, east, north]: Load['area']) => ({
  lng: west + Math.random() * (east - west),
  lat: south + Math.random() * (north - south),
})

/** Runs `one` on every connection until the time is up. */
async function until(seconds: number, workers: (() => Promise<void>)[]) {
  const latenciesMs: number[] = []
  const end = performance.now() + seconds * 1000
  const run = async (one: () => Promise<void>) => {
    while (performance.now() < end) {
      const begun = performance.now()
      await one()
      latenciesMs.push(performance.now() - begun)
    }
  }
  await Promise.all(workers.map(run))
  return { done: latenciesMs.length, latenciesMs }
}

async function inserts(load: Load) {
  const clients = Array.from({ length: load.connections }, () => new pg.Client({ connectionString: load.databaseUrl }))
  for (const client of clients) await client.connect()
  const text = `insert into bench_plain (id, county_id, kind, no, state, division_id, path, lng, lat, placed, channel, category,
    opened_at, state_since, due_at, data, changed_at)
    values ($1, 1, 'reports.report', $2, 'received', 5, '/1/2/3/4/5/', $3, $4, true, 'portal', 'streetLight', now(), now(), now(), $5, now())`
  const result = await until(
    load.seconds,
    clients.map((client) => async () => {
      const { lng, lat } = point(load.area)
      const data = JSON.stringify({ category: 'streetLight', account, place: { lng, lat } })
      await client.query({ name: 'plain', text, values: [randomUUID(), randomUUID(), lng, lat, data] })
    }),
  )
  for (const client of clients) await client.end()
  return result
}

function post(agent: Agent, load: Load): Promise<void> {
  const body = JSON.stringify({ data: { category: 'streetLight', account, place: point(load.area) } })
  return new Promise((resolve, reject) => {
    const sent = request(
      `${load.url}/api/reports/reports`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${load.token}`,
          'idempotency-key': randomUUID(),
        },
      },
      (response) => {
        let text = ''
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () =>
          response.statusCode === 201 ? resolve() : reject(new Error(`${response.statusCode} ${text}`)),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

async function reports(load: Load) {
  const agents = Array.from({ length: load.connections }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  const result = await until(
    load.seconds,
    agents.map((agent) => () => post(agent, load)),
  )
  for (const agent of agents) agent.destroy()
  return result
}

process.once('message', async (message) => {
  const load = message as Load
  process.send?.(await (load.sort === 'insert' ? inserts(load) : reports(load)))
})
