// Requests that leave the house: where they may go, what a redirect or a name may change, how much and how long.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchOutside, OutgoingFault } from './fetch-outside.ts'
import { addressStanding } from './networks.ts'

const heard: { path: string; host: string | undefined; authorization: string | undefined }[] = []
const answers: Record<string, (request: IncomingMessage, reply: ServerResponse) => void> = {
  '/plain': (_, reply) => reply.end('ok'),
  '/echo': (request, reply) => void request.pipe(reply),
  '/large': (_, reply) => reply.end(Buffer.alloc(5000)),
  '/silent': () => undefined,
  '/endless': (_, reply) => void reply.write('first'),
  '/on': (_, reply) => reply.writeHead(302, { location: '/plain' }).end(),
  '/circle': (_, reply) => reply.writeHead(302, { location: '/circle' }).end(),
  '/inside': (_, reply) => reply.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/file': (_, reply) => reply.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/turned': (_, reply) => reply.writeHead(302, { location: 'http://turned.test/plain' }).end(),
}
const server = createServer((request, reply) => {
  const path = request.url ?? ''
  heard.push({ path, host: request.headers.host, authorization: request.headers.authorization })
  answers[path]?.(request, reply)
})
let port: number

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const names: Record<string, string[]> = {
  'near.test': ['127.0.0.1'],
  'both.test': ['127.0.0.1', '10.0.0.7'],
  'turned.test': ['10.0.0.7'],
  'nobody.test': [],
  'public.test': ['93.184.216.34'],
}
const resolve = async (name: string) => names[name] ?? Promise.reject(new Error('ENOTFOUND'))
const allowed = fetchOutside({ networks: ['127.0.0.1'], resolve })
const strict = fetchOutside({ networks: [], resolve })
const near = (path: string) => `http://near.test:${port}${path}`
const whyOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (fault) => (fault instanceof OutgoingFault ? fault.why : fault),
  )

test.each([
  ['127.0.0.1', 'refused'],
  ['10.1.2.3', 'refused'],
  ['172.31.255.255', 'refused'],
  ['192.168.1.1', 'refused'],
  ['169.254.169.254', 'refused'],
  ['100.100.100.200', 'refused'],
  ['0.0.0.0', 'refused'],
  ['224.0.0.1', 'refused'],
  ['255.255.255.255', 'refused'],
  ['::1', 'refused'],
  ['::', 'refused'],
  ['fe80::1%eth0', 'refused'],
  ['fd12:3456::1', 'refused'],
  ['::ffff:127.0.0.1', 'refused'],
  ['::ffff:7f00:1', 'refused'],
  ['64:ff9b::a00:1', 'refused'],
  ['2002:7f00:1::', 'refused'],
  ['ff02::1', 'refused'],
  ['localhost', 'refused'],
  ['93.184.216.34', 'public'],
  ['2606:2800:220:1::1', 'public'],
  ['172.32.0.1', 'public'],
  ['10.9.0.1', 'allowed'],
  ['::ffff:10.9.0.1', 'allowed'],
])('%s is %s', (address, standing) => {
  expect(addressStanding(['10.9.0.0/16'])(address)).toBe(standing)
})

test('an address inside is refused however it is written, and nothing is sent', async () => {
  const before = heard.length
  const urls = ['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'near.test']
  for (const host of urls) expect(await whyOf(strict(`https://${host}:${port}/plain`))).toBe('address')
  expect(await whyOf(allowed(`http://both.test:${port}/plain`))).toBe('address')
  expect(await whyOf(allowed('https://nobody.test/'))).toBe('address')
  expect(await whyOf(allowed('https://unknown.test/'))).toBe('network')
  expect(heard.length).toBe(before)
})

test('https only, but to a network that the setting names', async () => {
  expect(await whyOf(allowed('http://public.test/'))).toBe('scheme')
  for (const url of ['ftp://public.test/', 'file:///etc/passwd', 'data:,x', 'https://a:b@public.test/', 'nonsense'])
    expect(await whyOf(allowed(url))).toBe('scheme')
  const answer = await allowed(near('/plain'))
  expect(answer).toMatchObject({ status: 200, url: near('/plain') })
  expect(answer.body.toString()).toBe('ok')
  expect(heard.at(-1)?.host).toBe(`near.test:${port}`)
})

test('a redirect is checked like a first request, and carries nothing along', async () => {
  const answer = await allowed(near('/on'), { headers: { authorization: 'Bearer secret' } })
  expect(answer.body.toString()).toBe('ok')
  expect(heard.slice(-2).map((h) => h.authorization)).toEqual(['Bearer secret', undefined])
  expect(await whyOf(allowed(near('/inside')))).toBe('address')
  expect(await whyOf(allowed(near('/turned')))).toBe('address')
  expect(await whyOf(allowed(near('/file')))).toBe('scheme')
  expect(await whyOf(allowed(near('/circle')))).toBe('redirect')
  expect(await whyOf(allowed(near('/on'), { method: 'POST', body: 'x' }))).toBe('redirect')
})

test('a name is asked once a hop: what it says later does not count', async () => {
  let asked = 0
  const turning = fetchOutside({
    networks: ['127.0.0.1'],
    resolve: async () => (asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.7']),
  })
  expect((await turning(`http://turning.test:${port}/plain`)).status).toBe(200)
  expect(asked).toBe(1)
})

test('what is sent arrives; too much and too late end it', async () => {
  const body = '{"说":"好"}'
  expect((await allowed(near('/echo'), { method: 'POST', body })).body.toString()).toBe(body)
  expect(await whyOf(allowed(near('/large'), { mostBytes: 4999 }))).toBe('too-large')
  expect((await allowed(near('/large'), { mostBytes: 5000 })).body.length).toBe(5000)
  for (const path of ['/silent', '/endless'])
    expect(await whyOf(allowed(near(path), { withinMs: 100 }))).toBe('too-slow')
  const neverNamed = fetchOutside({ networks: [], resolve: () => new Promise(() => undefined) })
  expect(await whyOf(neverNamed('https://public.test/', { withinMs: 50 }))).toBe('too-slow')
})
