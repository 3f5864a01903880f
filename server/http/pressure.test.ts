// Too much at once, and the end: who was taken in is answered, everybody else is told when to come back.
import { connect, type Socket } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test, vi } from 'vitest'
import { limitPressure, type Pressure } from './pressure.ts'
import { problemHandler } from './problems.ts'

const quiet = () => undefined
const log = { info: quiet, warn: quiet, error: quiet }
const soon = { timeout: 30_000, interval: 10 }
let app: FastifyInstance | undefined
let answer: () => void = quiet
afterEach(async () => {
  answer()
  await app?.close()
})

/** An app whose slow route waits for `answer`. */
async function slowApp(most: number): Promise<{ app: FastifyInstance; pressure: Pressure }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  answer = resolve
  const made = Fastify({ return503OnClosing: false })
  app = made
  made.setErrorHandler(problemHandler(log))
  const pressure = limitPressure(made, most)
  made.get('/slow', () => promise.then(() => 'answered'))
  made.get('/healthz', async () => 'well')
  await made.listen({ port: 0, host: '127.0.0.1' })
  return { app: made, pressure }
}

const get = (url: string) => app?.inject({ url })

test('beyond the limit a request is refused with Retry-After; those who watch over the process are always answered', async () => {
  const { pressure } = await slowApp(2)
  const slow = [get('/slow'), get('/slow')]
  await vi.waitUntil(() => pressure.inFlight() === 2, soon)
  const refused = await get('/slow')
  expect([refused?.statusCode, refused?.headers['retry-after'], refused?.json().code]).toEqual([
    503,
    '5',
    'server.busy',
  ])
  expect((await get('/healthz'))?.statusCode).toBe(200)
  answer()
  expect((await Promise.all(slow)).map((r) => r?.body)).toEqual(['answered', 'answered'])
  expect(pressure.inFlight()).toBe(0)
  expect((await get('/slow'))?.statusCode).toBe(200)
})

test('a caller who goes away makes room', async () => {
  const { app: listening, pressure } = await slowApp(1)
  const socket = dial(listening)
  socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
  await vi.waitUntil(() => pressure.inFlight() === 1, soon)
  socket.destroy()
  await vi.waitUntil(() => pressure.inFlight() === 0, soon)
})

test('while it closes, what is under way is answered, and a kept connection is told to come back and let go', async () => {
  const { app: listening, pressure } = await slowApp(10)
  const taken: Socket[] = []
  listening.server.on('connection', (socket: Socket) => taken.push(socket))
  const read = () => taken.map((socket) => socket.bytesRead)
  const [busy, kept] = [dial(listening), dial(listening)]
  const [busyText, keptText] = [collect(busy), collect(kept)]
  busy.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
  // Half a request: the connection is at work, and stays when the idle ones are let go.
  const half = 'GET /slow HTTP/1.1\r\nHost: a\r\n'
  kept.write(half)
  await vi.waitUntil(() => pressure.inFlight() === 1 && read().includes(half.length), soon)
  let isClosed = false
  const closing = listening.close().then(() => {
    isClosed = true
  })
  await vi.waitUntil(() => !listening.server.listening, soon)
  kept.write('\r\n')
  expect(await keptText).toMatch(
    /^HTTP\/1.1 503 (?=[\s\S]*retry-after: 5\r)(?=[\s\S]*connection: close\r)[\s\S]*server.busy/,
  )
  expect(isClosed).toBe(false)
  answer()
  expect(await busyText).toMatch(/^HTTP\/1.1 200 [\s\S]*connection: close[\s\S]*answered$/i)
  await closing
})

const dial = (listening: FastifyInstance): Socket =>
  connect((listening.server.address() as { port: number }).port, '127.0.0.1')

function collect(socket: Socket): Promise<string> {
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
  })
  return new Promise((resolve) => socket.once('close', () => resolve(text)))
}
