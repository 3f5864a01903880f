// Sends calls one by one over a few connections, in the order of the log, and waits out what is not the call's fault.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from './calls.ts'
import type { Place } from './place.ts'

export interface PlayOptions {
  url: string
  token: string
  /** Times as fast as it happened; 0 without waiting. */
  speed: number
  connections: number
  place: Place
  onProgress(done: number): void
}

export interface PlayReport {
  sent: number
  accepted: number
  /** Accepted without a place: reports that wait to be placed. */
  unplaced: number
  skipped: number
  /** Reason to number of calls. */
  rejected: Map<string, number>
  latenciesMs: number[]
  seconds: number
}

const mostTries = 8
const firstWaitMs = 250

/** Plays all calls that the place does not know as done. */
export async function playCalls(calls: readonly Call[], options: PlayOptions): Promise<PlayReport> {
  const report: PlayReport = {
    sent: 0,
    accepted: 0,
    unplaced: 0,
    skipped: 0,
    rejected: new Map(),
    latenciesMs: [],
    seconds: 0,
  }
  const begun = performance.now()
  let next = 0
  const worker = async () => {
    for (let i = next++; i < calls.length; i = next++) {
      const call = calls[i] as Call
      if (options.place.isDone(call.id)) report.skipped++
      else {
        await untilItsTime(call, begun, options.speed)
        await sendOne(call, options, report)
      }
      options.onProgress(report.skipped + report.sent)
    }
  }
  await Promise.all(Array.from({ length: options.connections }, worker))
  report.seconds = (performance.now() - begun) / 1000
  return report
}

async function untilItsTime(call: Call, begun: number, speed: number): Promise<void> {
  if (speed <= 0) return
  const dueMs = (call.afterS * 1000) / speed - (performance.now() - begun)
  if (dueMs > 0) await sleep(dueMs)
}

async function sendOne(call: Call, options: PlayOptions, report: PlayReport): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const begun = performance.now()
    const answer = await post(call, options)
    if (answer.isRetryable && attempt < mostTries) {
      await sleep(answer.waitMs ?? firstWaitMs * 2 ** (attempt - 1))
      continue
    }
    report.sent++
    report.latenciesMs.push(performance.now() - begun)
    if (answer.problem === null) {
      report.accepted++
      if (call.point === null) report.unplaced++
      options.place.note(call.id)
    } else report.rejected.set(answer.problem, (report.rejected.get(answer.problem) ?? 0) + 1)
    return
  }
}

interface Answer {
  problem: string | null
  isRetryable: boolean
  waitMs?: number
}

async function post(call: Call, { url, token }: PlayOptions): Promise<Answer> {
  try {
    const response = await fetch(`${url}/api/reports/reports`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': call.id,
      },
      body: JSON.stringify({
        id: call.id,
        channel: 'import',
        deviceAt: call.deviceAt,
        data: { category: call.category, account: call.account, ...(call.point ? { place: call.point } : {}) },
      }),
    })
    const body = (await response.json()) as { code?: string; errors?: { field: string }[] }
    if (response.ok) return { problem: null, isRetryable: false }
    const retryAfterS = Number(response.headers.get('retry-after'))
    const problem = `${response.status} ${body.code ?? ''} ${(body.errors ?? []).map((e) => e.field).join(', ')}`.trim()
    const isRetryable = response.status === 429 || response.status === 503
    return { problem, isRetryable, ...(retryAfterS > 0 ? { waitMs: retryAfterS * 1000 } : {}) }
  } catch (fault) {
    return { problem: `no answer: ${String(fault)}`, isRetryable: true }
  }
}
