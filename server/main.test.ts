// The program as a county runs it: over TLS with a certificate that changes, stopped in the middle of work, started twice.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls, type PeerCertificate } from 'node:tls'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { certificateFor } from '../testing/certificate.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { launchServer, type ServerProcess, startServer, untilSaid } from '../testing/server-process.ts'

let folder: string
const started: ServerProcess[] = []
const databases: FreshDatabase[] = []
const soon = { timeout: 60_000, interval: 50 }
const [from, to] = [new Date('2026-01-01T00:00:00Z'), new Date('2046-01-01T00:00:00Z')]
const account = { username: 'first-admin', name: '县管理员岗', password: 'kept-through-the-night-7' }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianfang-main-'))
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()))
  for (const database of databases.splice(0)) await database.drop()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function settingsFor(name: string, more: Record<string, string> = {}) {
  const fresh = await freshDatabase({ migrated: false })
  databases.push(fresh)
  return { DATABASE_URL: fresh.url, DATA_DIR: join(folder, name), DATABASE_CONNECTIONS: '6', ...more }
}

async function start(env: Record<string, string>): Promise<ServerProcess> {
  const server = await startServer(env)
  started.push(server)
  return server
}

const isHealthy = async (url: string) => (await fetch(`${url}/healthz`)).status === 200

/** What a browser is shown at a port, and whether it is what the given certificate vouches for. */
function shownBy(url: string, ca: string): Promise<PeerCertificate> {
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connectTls({ port: Number(port), host: '127.0.0.1', servername: 'desk.test', ca }, () => {
      resolve(socket.getPeerCertificate())
      socket.end()
    })
    socket.on('error', reject)
  })
}

/** Speaks HTTP over TLS by hand: one request, its whole answer. */
function askOverTls(url: string, ca: string, path: string, body?: object): Promise<string> {
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connectTls({ port: Number(port), host: '127.0.0.1', servername: 'desk.test', ca })
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer)).on('error', reject)
    const text = body === undefined ? '' : JSON.stringify(body)
    const kind = `Origin: https://desk.test\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`
    const head = `${body ? 'POST' : 'GET'} ${path} HTTP/1.1\r\nHost: desk.test\r\nConnection: close\r\n`
    socket.write(`${head}${body ? kind : ''}\r\n${text}`)
  })
}

test('serves over TLS, takes a new certificate into use without a stop, and keeps the old one while the new is half written', async () => {
  const [first, second] = [certificateFor('desk.test', from, to), certificateFor('desk.test', from, to)]
  const [TLS_CERT, TLS_KEY] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  writeFileSync(TLS_CERT, first.cert)
  writeFileSync(TLS_KEY, first.key, { mode: 0o600 })
  const server = await start(await settingsFor('tls', { TLS_CERT, TLS_KEY, PUBLIC_URL: 'https://desk.test' }))
  const answer = await askOverTls(server.url, first.cert, '/healthz')
  expect(answer).toMatch(/^HTTP\/1.1 200/)
  expect(answer.toLowerCase()).toContain('strict-transport-security')
  const made = await askOverTls(server.url, first.cert, '/api/setup', { countyCode: '431227', ...account })
  expect(made).toMatch(/^HTTP\/1.1 204/)
  const signedIn = await askOverTls(server.url, first.cert, '/api/auth/sign-in/username', {
    username: account.username,
    password: account.password,
  })
  expect(signedIn).toMatch(/^HTTP\/1.1 200/)
  const [cookie] = /^set-cookie: .*$/im.exec(signedIn) ?? []
  for (const mark of ['HttpOnly', 'Secure', 'SameSite']) expect(cookie).toContain(mark)
  await expect(shownBy(server.url, second.cert)).rejects.toThrow()
  writeFileSync(TLS_CERT, second.cert)
  server.child.kill('SIGHUP')
  await untilSaid(server, 'the new certificate is not used')
  expect((await shownBy(server.url, first.cert)).subject.CN).toBe('desk.test')
  writeFileSync(TLS_KEY, second.key)
  server.child.kill('SIGHUP')
  await untilSaid(server, 'a new certificate is in use')
  expect((await shownBy(server.url, second.cert)).subject.CN).toBe('desk.test')
  expect(await server.stop()).toBe(0)
})

test('a certificate that cannot be used stops the start with a sentence', async () => {
  const [one, other] = [certificateFor('desk.test', from, to), certificateFor('desk.test', from, to)]
  const [TLS_CERT, TLS_KEY] = [join(folder, 'one.pem'), join(folder, 'other.pem')]
  writeFileSync(TLS_CERT, one.cert)
  writeFileSync(TLS_KEY, other.key)
  const server = await launchServer(await settingsFor('pair', { TLS_CERT, TLS_KEY }))
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain('is not the key of the certificate')
  const gone = await launchServer(await settingsFor('gone', { TLS_CERT: '/nowhere.pem', TLS_KEY }))
  expect(await gone.ended).toBe(1)
  expect(gone.output()).toContain('TLS_CERT=/nowhere.pem cannot be read (ENOENT)')
})

test('plain HTTP that other machines can reach is warned of; on this machine alone it is not', async () => {
  const open = await start(await settingsFor('open', { HOST: '0.0.0.0' }))
  await untilSaid(open, 'Serving plain HTTP to other machines')
  const closed = await start(await settingsFor('closed'))
  await closed.stop()
  expect(closed.output()).not.toContain('Serving plain HTTP')
})

test('a request under way at SIGTERM is answered, nobody new is taken in, and what was acknowledged is there', async () => {
  const env = await settingsFor('drain')
  const server = await start(env)
  const { port } = new URL(server.url)
  const body = JSON.stringify({ countyCode: '431227', ...account })
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    answer += chunk
  })
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(
    `POST /api/setup HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nOrigin: ${server.url}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 10)}`,
  )
  const inFlight = async () =>
    (await (await fetch(`${server.url}/metrics`)).text()).includes('lianfang_http_in_flight 1')
  await vi.waitUntil(inFlight, soon)
  server.child.kill('SIGTERM')
  const isRefused = () =>
    new Promise<boolean>((resolve) => {
      const probe = connect(Number(port), '127.0.0.1', () => {
        probe.destroy()
        resolve(false)
      })
      probe.on('error', () => resolve(true))
    })
  await vi.waitUntil(isRefused, soon)
  socket.write(body.slice(10))
  await closed
  expect(answer).toMatch(/^HTTP\/1.1 20\d/)
  expect(await server.ended).toBe(0)
  const again = await start(env)
  const signIn = await fetch(`${again.url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: again.url },
    body: JSON.stringify({ username: account.username, password: account.password }),
  })
  expect(signIn.status).toBe(200)
})

test('two that start at once on an empty database both serve, and a later start finds nothing to do', async () => {
  const env = await settingsFor('twice')
  const both = await Promise.all([start(env), start({ ...env, DATA_DIR: env.DATA_DIR })])
  expect(await Promise.all(both.map(({ url }) => isHealthy(url)))).toEqual([true, true])
  const applied = await migrationsIn(env.DATABASE_URL)
  expect(new Set(applied.map(({ name }) => name)).size).toBe(applied.length)
  await Promise.all(started.splice(0).map((server) => server.stop()))
  expect(await isHealthy((await start(env)).url)).toBe(true)
  expect(await migrationsIn(env.DATABASE_URL)).toEqual(applied)
})

test('data of a newer version is left alone: the start ends with what to do', async () => {
  const env = await settingsFor('newer')
  await (await start(env)).stop()
  await ask(
    env.DATABASE_URL,
    `insert into schema_migrations (name, sha256) values ('299901010000_core_later.sql', 'x')`,
  )
  const server = await launchServer(env)
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain('made by a newer version of this program (299901010000_core_later.sql)')
})

const migrationsIn = (url: string) => ask(url, 'select name, applied_at from schema_migrations order by name')

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
