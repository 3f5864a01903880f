// Asks the server with somebody's session, for what a scenario needs and does not tell.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'

/** Reads without data, changes with it. @throws when the server refuses */
export type Ask = <T = { id: string; version: number }>(path: string, data?: object) => Promise<T>

/** As whoever is signed in on the page. */
export function askAs(page: Page, origin: string): Ask {
  return async (path, data) => {
    const headers = { 'idempotency-key': randomUUID(), origin }
    const answer = await (data ? page.request.post(path, { data, headers }) : page.request.get(path))
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
}

/** Takes steps of a dispute, one after the other. */
export async function takeSteps(ask: Ask, id: string, ...steps: [step: string, data: object][]): Promise<void> {
  const base = `/api/mediation/disputes/${id}`
  for (const [step, data] of steps) {
    const { version } = await ask(base)
    await ask(`${base}/${step}`, { data, version })
  }
}
