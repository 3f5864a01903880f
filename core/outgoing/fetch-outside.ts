// The one way a request leaves the house: https, to public addresses only, never followed blindly, bounded in size and time.
import { lookup as resolveName } from 'node:dns/promises'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { addressStanding } from './networks.ts'

export interface OutgoingRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | Buffer
  /** A longer answer is cut off with a fault. */
  mostBytes?: number
  /** For everything together: name, connection, redirects, answer. */
  withinMs?: number
}

export interface OutgoingAnswer {
  status: number
  /** Names in small letters. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
  /** Where the answer came from, after redirects. */
  url: string
}

/** @throws OutgoingFault */
export type FetchOutside = (url: string, request?: OutgoingRequest) => Promise<OutgoingAnswer>

export type WhyNotOutgoing = 'address' | 'scheme' | 'redirect' | 'too-large' | 'too-slow' | 'network'

/** A request that was not made, or not finished. The message names the host, never a path or what was sent. */
export class OutgoingFault extends Error {
  readonly why: WhyNotOutgoing
  constructor(why: WhyNotOutgoing, host: string, cause?: unknown) {
    super(`outgoing request to ${host}: ${why}`, { cause })
    this.name = 'OutgoingFault'
    this.why = why
  }
}

export interface OutgoingSettings {
  /** Networks besides the public internet (OUTGOING_ALLOW); plain http is for these only. */
  networks: readonly string[]
  /** How a name becomes addresses; the system's resolver unless a test brings its own. */
  resolve?: (name: string) => Promise<readonly string[]>
}

const usualMostBytes = 1024 * 1024
const usualWithinMs = 10_000
const mostRedirects = 3

const bySystem = async (name: string): Promise<string[]> =>
  (await resolveName(name, { all: true, verbatim: true })).map(({ address }) => address)

/**
 * Makes the guard. Every hop is checked anew: its scheme, and every address its name has at that moment; the connection
 * goes to an address that was checked, so that a name cannot change its mind in between.
 */
export function fetchOutside(settings: OutgoingSettings): FetchOutside {
  const standing = addressStanding(settings.networks)
  const resolve = settings.resolve ?? bySystem
  return async (given, request = {}) => {
    const ending = AbortSignal.timeout(request.withinMs ?? usualWithinMs)
    const { method = 'GET' } = request
    let url = URL.parse(given)
    for (let hop = 0; hop <= mostRedirects; hop++) {
      if (!url) throw new OutgoingFault(hop === 0 ? 'scheme' : 'redirect', '?')
      const address = await checkedAddress(url, { standing, resolve, ending })
      const answer = await send(url, address, hop === 0 ? request : withoutSecrets(request), ending)
      const { location } = answer.headers
      if (!isRedirect(answer.status) || typeof location !== 'string') return answer
      // What was sent is meant for one receiver: only a plain reading follows.
      if (method !== 'GET') throw new OutgoingFault('redirect', url.host)
      url = URL.parse(location, url)
    }
    throw new OutgoingFault('redirect', url?.host ?? '?')
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

/** What proves us to one host is not shown to the next. */
const withoutSecrets = (request: OutgoingRequest): OutgoingRequest => ({ ...request, headers: {} })

interface Check {
  standing: ReturnType<typeof addressStanding>
  resolve: NonNullable<OutgoingSettings['resolve']>
  ending: AbortSignal
}

async function checkedAddress(url: URL, { standing, resolve, ending }: Check): Promise<string> {
  if (url.username !== '' || url.password !== '' || !['https:', 'http:'].includes(url.protocol))
    throw new OutgoingFault('scheme', url.host)
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const addresses = isIP(name) ? [name] : await inTime(resolve(name), ending, url.host)
  const [first] = addresses
  const standings = addresses.map(standing)
  // One address of ours among public ones is how a name is made to lead inside.
  if (first === undefined || standings.includes('refused')) throw new OutgoingFault('address', url.host)
  if (url.protocol === 'http:' && standings.includes('public')) throw new OutgoingFault('scheme', url.host)
  return first
}

async function inTime<T>(work: Promise<T>, ending: AbortSignal, host: string): Promise<T> {
  const late = new Promise<never>((_, fail) => {
    if (ending.aborted) fail(new OutgoingFault('too-slow', host))
    ending.addEventListener('abort', () => fail(new OutgoingFault('too-slow', host)), { once: true })
  })
  return Promise.race([work.catch((cause) => Promise.reject(new OutgoingFault('network', host, cause))), late])
}

function send(url: URL, address: string, request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
  const { method = 'GET', headers = {}, body, mostBytes = usualMostBytes } = request
  return new Promise((done, fail) => {
    const failed = (cause: unknown) =>
      fail(
        cause instanceof OutgoingFault
          ? cause
          : new OutgoingFault(signal.aborted ? 'too-slow' : 'network', url.host, cause),
      )
    const make = url.protocol === 'https:' ? httpsRequest : httpRequest
    const sent: ClientRequest = make(url, {
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      signal,
      // A connection of its own, to the address that was checked.
      agent: false,
      lookup: pinnedTo(address),
    })
    sent.on('error', failed)
    sent.on('response', (answer) => {
      readAnswer(answer, mostBytes, url).then(done, (fault) => {
        sent.destroy()
        failed(fault)
      })
    })
    sent.end(body)
  })
}

type Lookup = NonNullable<Parameters<typeof httpsRequest>[1]['lookup']>

const pinnedTo = (address: string): Lookup => {
  const family = isIP(address)
  return (_name, options, answer) => {
    if (options.all) answer(null, [{ address, family }])
    else answer(null, address, family)
  }
}

async function readAnswer(answer: IncomingMessage, mostBytes: number, url: URL): Promise<OutgoingAnswer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > mostBytes) throw new OutgoingFault('too-large', url.host)
    parts.push(part)
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts), url: url.href }
}
