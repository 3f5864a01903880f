// Signing in, as the rest of the house sees it: answer a request, find who a cookie or a token belongs to.
import { fieldProblem, type Problem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type Door, doors, given, isWrongGuess, refusalOf } from './auth-doors.ts'
import { type AuthSettings, addressHeader, oidcProvider, ourOrigins } from './auth-settings.ts'
import type { Engine } from './better-auth.ts'
import { checkDatabase, findSession, type Session } from './session.ts'
import { type Guess, startGuess } from './throttle.ts'
import { addressDomain } from './user-name.ts'

export interface AuthAnswer {
  status: number
  /** Set-Cookie, Location. */
  headers: [string, string][]
  body: unknown
}

export interface AuthRequest {
  method: string
  /** With scheme, host and query. */
  url: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: unknown
  /** Whence it came, as the server knows it. */
  address: string
}

export interface Auth {
  hasOidc: boolean
  /** Answers a request under /api/auth. @throws people.*, access.sign-in, access.not-found, input.invalid */
  answer(request: AuthRequest): Promise<AuthAnswer>
  findSession(cookie: string | undefined): Promise<Session | null>
  /** Loads the library that does it. Whoever comes before waits for that. */
  load(): Promise<void>
}

/** Makes what signs people in. Nothing is asked of any other machine until somebody uses a configured provider. */
export function makeAuth(settings: AuthSettings): Auth {
  const { db, now } = settings
  const engine = engineWithoutOidc(settings)
  const oidcEngine = engineWithOidc(settings)
  return {
    hasOidc: settings.oidc !== null,
    load: async () => void (await engine()),
    findSession: (cookie) => findSession(engine, db, cookie, now()),
    async answer(request) {
      const door = doorOf(request)
      const origin = headerOf(request, 'origin')
      if (request.method !== 'GET' && origin !== undefined && !ourOrigins(settings, request.url).includes(origin))
        throw problem('people.other-site')
      if (door.oidc && settings.oidc === null) throw problem('access.not-found')
      const session = await findSession(engine, db, headerOf(request, 'cookie'), now())
      // Otherwise whoever got in by one factor would make themselves the other.
      if (door.adds && session?.account.hasSecondFactor && !session.isStrong) throw problem('people.sign-in-again')
      const finish = await startGuess(settings, guessesAt(door, request, session))
      const answered = await (await (door.oidc ? oidcEngine() : engine())).handler(webRequest(request))
      const body = await bodyOf(answered)
      if (answered.status < 400) {
        await finish('right')
        return { status: answered.status, headers: headersOf(answered), body: withoutAddress(given(door, body)) }
      }
      if (answered.status >= 500) await checkDatabase(db)
      const refusal = refusalOf(answered.status, codeOf(body))
      await finish(isWrongGuess(refusal) ? 'wrong' : 'neither')
      throw session ? atField(door, refusal) : refusal
    },
  }
}

/** Made on first use: a start does not wait for a library of hundreds of files. */
function engineWithoutOidc(settings: AuthSettings): () => Promise<Engine> {
  let made: Promise<Engine> | undefined
  const make = async () => (await import('./better-auth.ts')).authEngine(settings, { withOidc: false })
  return () => {
    made ??= make()
    return made
  }
}

/** The provider is asked where its doors are on first use; while it is silent, the next use asks again. */
function engineWithOidc(settings: AuthSettings): () => Promise<Engine> {
  let made: Engine | null = null
  return async () => {
    const { authEngine } = await import('./better-auth.ts')
    const engine = made ?? authEngine(settings, { withOidc: true })
    const { socialProviders } = await engine.$context
    if (!socialProviders.some((p) => p.id === oidcProvider)) throw problem('people.provider-silent')
    made = engine
    return engine
  }
}

function doorOf({ method, url, body }: AuthRequest): Door {
  const path = new URL(url).pathname.slice('/api/auth'.length)
  const door = doors[`${method} ${path}`]
  if (!door) throw problem('access.not-found')
  const fields = typeof body === 'object' && body !== null ? Object.keys(body) : []
  const strays = fields.filter((field) => !door.takes.includes(field)).slice(0, 20)
  if (strays.length === 0) return door
  const message = label('不认识此项，请去掉', 'This is not known; leave it out')
  throw problem('input.invalid', { errors: strays.map((field) => ({ field, message })) })
}

/** What is guessed at: somebody's password counts for the account and the address, a code for the address. */
function guessesAt(door: Door, { body, address }: AuthRequest, session: Session | null): Guess[] {
  if (!door.guess) return []
  const name = session?.account.username ?? (body as { username?: unknown } | null)?.username
  const byAddress: Guess = { sort: 'address', value: address }
  return door.guess === 'password' && typeof name === 'string' && name !== ''
    ? [byAddress, { sort: 'account', value: name }]
    : [byAddress]
}

/** To somebody signed in, a wrong password is a wrong field, not a reason to sign in again. */
function atField(door: Door, refusal: Problem): Problem {
  if (refusal.code === 'people.wrong-password') return fieldProblem('password', refusal.notes.title)
  return refusal.code === 'people.wrong-code' && door.takes.includes('code')
    ? fieldProblem('code', refusal.notes.title)
    : refusal
}

const passedOn = ['cookie', 'origin', 'referer', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']

const headerOf = (request: AuthRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join('; ') : value
}

function webRequest(request: AuthRequest): Request {
  const headers = new Headers({ [addressHeader]: request.address })
  for (const name of passedOn) {
    const value = headerOf(request, name)
    if (value !== undefined) headers.set(name, value)
  }
  if (request.method === 'GET') return new Request(request.url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(request.url, { method: request.method, headers, body: JSON.stringify(request.body ?? {}) })
}

async function bodyOf(answered: Response): Promise<unknown> {
  const text = await answered.text()
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

const codeOf = (body: unknown): string => String((body as { code?: unknown } | null)?.code ?? '')

const headersOf = (answered: Response): [string, string][] => {
  const location = answered.headers.get('location')
  const cookies = answered.headers.getSetCookie().map((cookie): [string, string] => ['set-cookie', cookie])
  return location === null ? cookies : [['location', location], ...cookies]
}

/** Authenticators would show the address that better-auth insists on; without its domain it is the user name. */
const withoutAddress = (body: unknown): unknown =>
  body === null ? null : JSON.parse(JSON.stringify(body).replace(addressDomain, ''))
