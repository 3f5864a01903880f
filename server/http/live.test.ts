// The live stream over real HTTP: begun, resumed, refused, and no obstacle to stopping the server.
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../contract/access.ts'
import { at, type County, openCounty, openNote, staff } from '../../core/events/county.fixture.ts'
import { type LiveHub, liveHub } from '../../core/live/hub.ts'
import { mountLive } from './live.ts'
import { problemHandler } from './problems.ts'

let county: County
let hub: LiveHub
let app: FastifyInstance
let address: string
beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())
beforeEach(async () => {
  hub = await liveHub(county.house, { maxClients: 2 })
  app = Fastify()
  app.setErrorHandler(problemHandler(county.house.log))
  // Who asks is said by the test: signing in is tested where it lives.
  const actorOf = async (request: { headers: object }): Promise<Actor> =>
    'x-nobody' in request.headers ? { type: 'public' } : staff(county, 'countyCentre', at.county).actor
  mountLive(app, county.house, actorOf, hub)
  address = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => app.close())

/** Opens a stream and reads it until its text fits. */
async function readUntil(pattern: RegExp, headers: Record<string, string> = {}, query = ''): Promise<string> {
  const ending = new AbortController()
  const answer = await fetch(`${address}/api/live${query}`, { headers, signal: ending.signal })
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  let text = ''
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  while (!pattern.test(text)) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the stream ended with: ${text}`)
    text += new TextDecoder().decode(value)
  }
  ending.abort()
  return text
}

test('a change arrives, and one that was missed after coming back with the last id', async () => {
  const begun = await readUntil(/event: beat\n.*\n\n/)
  const id = /^id: (.+)$/m.exec(begun)?.[1] as string
  const waiting = readUntil(/event: changes/)
  const first = await openNote(county, at.upper)
  expect(await waiting).toContain(first.id)
  const second = await openNote(county, at.upper)
  await hub.idle()
  const missed = await readUntil(/event: changes\n.*\n\n/, { 'last-event-id': id })
  expect(missed).toContain(first.id)
  expect(missed).toContain(second.id)
})

test('without signing in, for a division that is none, and when there are too many, it is refused in words', async () => {
  const ask = async (path: string, headers = {}) => {
    const answer = await fetch(address + path, { headers })
    const body = (await answer.json()) as { code: string }
    return [answer.status, body.code]
  }
  expect(await ask('/api/live', { 'x-nobody': '1' })).toEqual([401, 'access.sign-in'])
  expect(await ask('/api/live?division=999')).toEqual([400, 'input.unknown-division'])
  expect(await ask('/api/live?division=x')).toEqual([400, 'input.invalid'])
  expect(await ask('/api/live?colour=red')).toEqual([400, 'input.invalid'])
  const open = await Promise.all([fetch(`${address}/api/live`), fetch(`${address}/api/live`)])
  expect(await ask('/api/live')).toEqual([503, 'server.busy'])
  await Promise.all(open.map((answer) => answer.body?.cancel()))
})

test('a server with open streams stops, and tells the browser how soon to come back', async () => {
  const answer = await fetch(`${address}/api/live`)
  await app.close()
  expect(await answer.text()).toMatch(/^retry: \d+\n\n/)
})
