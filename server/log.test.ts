// The log of a busy demo at its most talkative: JSON lines with request ids, and not a word about anybody.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { demoPassword } from '../demo/sign-in.ts'
import { type ServerProcess, startServer, untilSaid } from '../testing/server-process.ts'

// No faster than a person: an address that asks again ten times a second is held back for a minute.
const soon = { timeout: 50_000, interval: 1000 }
const said = {
  phone: '19987654321',
  name: '欧阳试试看',
  account: '隔壁三楼昨夜又漏水到我家灶台',
  wrongPassword: 'not-the-password-at-all-9',
  searched: '红砖墙后面的灶台',
}
let folder: string
let server: ServerProcess
let cookie = ''
const codes: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianfang-log-'))
  chmodSync(folder, 0o711)
  server = await startServer({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'trace' }, [])
  await untilSaid(server, 'Everything is invented')
}, 300_000)
afterAll(async () => {
  server?.child.kill('SIGKILL')
  await server?.ended
  rmSync(folder, { recursive: true, force: true })
})

const ask = (method: string, path: string, body?: object | string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method,
    headers: {
      origin: server.url,
      ...(cookie ? { cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })

const signIn = (password: string) => ask('POST', '/api/auth/sign-in/username', { username: 'xh-centre', password })

const send = () =>
  ask('POST', '/api/public/reports', {
    data: { category: 'streetLight', account: said.account, contact: { phone: said.phone, name: said.name } },
  })

/** A day of work in a minute: all that people do, rightly and wrongly. */
async function beBusy(): Promise<void> {
  const [demoCode] = /(?<=follow\/)[\w-]+/.exec(server.output()) ?? []
  const sent = await send()
  expect(sent.status).toBe(201)
  codes.push(String(demoCode), ((await sent.json()) as { code: string }).code)
  for (const code of codes) expect((await ask('GET', `/api/public/track/${code}`)).status).toBe(200)
  expect((await signIn(said.wrongPassword)).status).toBe(401)
  const signedIn = await signIn(demoPassword)
  expect(signedIn.status).toBe(200)
  cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  expect((await ask('GET', '/api/me')).status).toBe(200)
  await ask('GET', `/api/matters?words=${encodeURIComponent(said.searched)}`)
  await ask('GET', `/nowhere/${said.phone}`)
  await ask('GET', `/api/public/track/${said.phone}`)
  await ask('POST', '/api/public/reports', `{"data": {"account": "${said.account}", `)
  await ask('POST', '/api/public/reports', { data: { contact: { phone: `${said.phone}\u0000` } } })
  await ask('POST', '/api/reports/reports', { data: {} }, { authorization: 'Bearer a-token-that-leaked-1234567890' })
}

/** The database dies while somebody reports: faults are where a log is most likely to say too much. */
async function loseDatabase(): Promise<void> {
  const pid = Number.parseInt(readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8'), 10)
  execFileSync('bash', ['-c', `pkill -9 -P ${pid}; kill -9 ${pid}`])
  expect((await send()).status).toBe(503)
  await vi.waitUntil(async () => (await send()).status === 201, soon)
}

test('a busy day with a lost database leaves request ids in the log and nobody’s words', async () => {
  await beBusy()
  await loseDatabase()
  expect(await server.stop()).toBe(0)
  const log = server.log()
  const answered = log.filter(({ msg }) => msg === 'answered')
  expect(answered.length).toBeGreaterThan(12)
  for (const { requestId, route } of answered)
    expect([requestId, route]).toEqual([expect.any(String), expect.any(String)])
  expect(answered).toContainEqual(expect.objectContaining({ route: '/api/public/track/:code', status: 200 }))
  expect(log).toContainEqual(
    expect.objectContaining({ msg: 'the database did not answer', requestId: expect.any(String) }),
  )
  const text = log.map((line) => JSON.stringify(line)).join('\n')
  const secrets = [
    ...Object.values(said),
    ...codes,
    demoPassword,
    ...cookie.split('; ').map((pair) => pair.split('=')[1] ?? ''),
  ]
  const bare = codes.map((code) => code.replaceAll('-', ''))
  for (const secret of [...secrets, ...bare, 'a-token-that-leaked']) expect(text).not.toContain(secret)
  expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
  expect(text).not.toMatch(/"(ip|remoteAddress|remoteIp)"/)
})
