// Two real neighbours with a few townships and browsers that keep cookies, for tests of accounts, posts and access.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Post } from '../contract/posts.ts'
import { type Ctx, clockContext } from '../core/context.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { importDivisions } from '../core/divisions/import.ts'
import { rowsOfCounties } from '../core/divisions/source.ts'
import { liveHub } from '../core/live/hub.ts'
import { createAccount } from '../core/people/accounts.ts'
import { appoint } from '../core/people/appoint.ts'
import { passwordHash } from '../core/people/password-hash.ts'
import { buildApp } from '../server/app.ts'
import { type HouseOptions, type OpenHouse, openHouse } from '../server/house.ts'
import { freshDatabase } from './database.ts'

export const origin = 'http://desk.test'
/** The password of every account that a test makes. */
export const password = 'lanhua-shan-2026'

const counties = {
  counties: [
    {
      code: '431227',
      name: '新晃侗族自治县',
      townships: [
        { code: '431227104', name: '凉伞镇', villages: [{ code: '431227104216', name: '街上村村委会' }] },
        { code: '431227108', name: '林冲镇', villages: [{ code: '431227108201', name: '大堡村村委会' }] },
      ],
    },
    {
      code: '522627',
      name: '天柱县',
      townships: [{ code: '522627102', name: '坪地镇', villages: [{ code: '522627102215', name: '阳寨村村委会' }] }],
    },
  ],
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any part of an answer
  body: any
  headers: Record<string, unknown>
}

/** A browser of somebody: it keeps cookies. */
export interface Browser {
  cookies: Map<string, string>
  get(url: string): Promise<Answer>
  send(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: unknown, headers?: object): Promise<Answer>
  signIn(username: string, password?: string): Promise<Answer>
}

export interface TwoCounties extends OpenHouse {
  app: FastifyInstance
  ctx: Ctx
  /** The moment it is; tests move it. */
  clock: { now: Date }
  /** Faults that were logged: a good test ends with none. */
  faults: object[]
  idOf(code: string): number
  browser(options?: { address?: string; origin?: string }): Browser
  /** Makes an account with a post in a division, and returns its id. */
  person(username: string, post: Post, code: string, unitId?: string): Promise<string>
  /** The same, signed in. */
  as(username: string, post: Post, code: string): Promise<Browser>
  end(): Promise<void>
}

/** Opens both counties on a database of their own. */
export async function openTwoCounties(options: Partial<HouseOptions> = {}): Promise<TwoCounties> {
  const fresh = await freshDatabase()
  const clock = { now: new Date() }
  const faults: object[] = []
  const quiet = () => undefined
  const opened = await openHouse({
    databaseUrl: fresh.url,
    connections: 8,
    filesDir: '',
    secret: randomUUID(),
    publicUrl: origin,
    oidc: null,
    log: { info: quiet, warn: quiet, error: (facts) => void faults.push(facts) },
    sendSms: async () => undefined,
    now: () => clock.now,
    isMigrated: true,
    // Most tests sign in with a password; core/people/second-factor.test.ts asks for more.
    needsSecondFactor: [],
    ...options,
  })
  const { house } = opened
  await importDivisions(house.db, rowsOfCounties(counties), { now: clock.now })
  await reloadDivisions(house)
  const hub = await liveHub(house)
  const pool = opened.database.pool
  const app = await buildApp({
    house,
    hub,
    pool,
    publicUrl: options.publicUrl ?? origin,
    trustProxy: null,
    webDir: null,
  })
  const ctx = clockContext(house, 'test')
  const idOf = (code: string) => house.divisions.tree.findByCode(code)?.id ?? 0
  const hash = await passwordHash(password)
  const person = async (username: string, post: Post, code: string, unitId?: string) => {
    const account = { username, name: `${username} 岗`, divisionId: idOf(code), passwordHash: hash }
    const accountId = await createAccount(ctx, account)
    await appoint(ctx, { accountId, post, divisionId: idOf(code), unitId: unitId ?? null })
    return accountId
  }
  const browser = (where = {}) => openBrowser(app, where)
  return {
    ...opened,
    app,
    ctx,
    clock,
    faults,
    idOf,
    browser,
    person,
    async as(username, post, code) {
      await person(username, post, code)
      const one = browser()
      await one.signIn(username)
      return one
    },
    async end() {
      await app.close()
      await hub.stop()
      await opened.close()
      await fresh.drop()
    },
  }
}

function openBrowser(app: FastifyInstance, where: { address?: string; origin?: string }): Browser {
  const cookies = new Map<string, string>()
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: unknown, more = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      method,
      url,
      remoteAddress: where.address ?? '192.0.2.1',
      headers: { host: 'desk.test', origin: where.origin ?? origin, ...(cookie ? { cookie } : {}), ...more },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = answer.payload
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: text === '' || !String(answer.headers['content-type']).includes('json') ? text : JSON.parse(text),
    }
  }
  const send: Browser['send'] = (method, url, body, headers = {}) => call(method, url, body, headers)
  return {
    cookies,
    get: (url) => call('GET', url),
    send,
    signIn: (username, given = password) => send('POST', '/api/auth/sign-in/username', { username, password: given }),
  }
}
