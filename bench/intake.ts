// Intake: durable single reports through the whole stack, against plain inserts with commit on the same server.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { openThrowaway } from '../testing/throwaway.ts'
import type { Result } from './table.ts'
import { quantile } from './table.ts'

const connections = 8
const secondsEach = 5
const rounds = 3
// A county-sized area near the equator of nothing in particular: only its size matters.
const area = [109.0, 27.0, 109.5, 27.5] as const

interface Load {
  sort: 'insert' | 'report'
  url: string
  databaseUrl: string
  token: string
  connections: number
  seconds: number
  area: readonly [number, number, number, number]
}

export interface LoadAnswer {
  done: number
  latenciesMs: number[]
}

/** Runs the load generator in a process of its own, so that it does not share the server's thread. */
function load(options: Load): Promise<LoadAnswer> {
  const child = fork(join(import.meta.dirname, 'intake-load.ts'))
  child.send(options)
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => {
      child.kill()
      resolve(answer as LoadAnswer)
    })
    child.once('error', reject)
    child.once(
      'exit',
      (code) => code !== 0 && code !== null && reject(new Error(`the load generator ended with ${code}`)),
    )
  })
}

/** What the program itself may not do. */
async function asOwner(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statements)
  await client.end()
}

/** Alternates ceiling and stack, and takes the medians, since the machine is shared. */
export async function benchIntake(): Promise<Result[]> {
  const house = await openThrowaway([...area])
  try {
    // The same columns with a primary key and nothing else: what the server can do for one durable row.
    await asOwner(
      house.databaseUrl,
      'create table bench_plain (like matters including defaults); alter table bench_plain add primary key (id)',
    )
    const token = await house.tokenFor('commandCentre', house.countyId)
    const common = { url: house.url, databaseUrl: house.databaseUrl, token, connections, area }
    await load({ ...common, sort: 'report', seconds: 2 })
    const plain: number[] = []
    const stack: number[] = []
    const ratios: number[] = []
    const latencies: number[] = []
    for (let i = 0; i < rounds; i++) {
      const ceiling = await load({ ...common, sort: 'insert', seconds: secondsEach })
      const reports = await load({ ...common, sort: 'report', seconds: secondsEach })
      plain.push(ceiling.done / secondsEach)
      stack.push(reports.done / secondsEach)
      ratios.push(reports.done / ceiling.done)
      latencies.push(...reports.latenciesMs)
    }
    const ratio = quantile(ratios, 0.5)
    const perSecond = `${quantile(stack, 0.5).toFixed(0)}/s of ${quantile(plain, 0.5).toFixed(0)}/s`
    return [
      {
        promise: 'durable reports at 8 connections ÷ plain INSERT + commit',
        measured: `${ratio.toFixed(2)} (${perSecond}; p95 ${quantile(latencies, 0.95).toFixed(1)} ms)`,
        wanted: '≥ 0.50 (aim 0.90)',
        holds: ratio >= 0.5,
      },
    ]
  } finally {
    await house.end()
  }
}
