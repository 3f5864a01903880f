// Asks the server on behalf of this phone, and tells answers from silence: only what our server says settles a command.
import { deviceHeader, deviceNowHeader } from '../../../contract/field.ts'
import { type Refusal, readProblem } from '../../../ui/http/problem.ts'
import { retryAfterMs } from './backoff.ts'
import type { Phone } from './phone.ts'

export type Answer<T> =
  | { is: 'done'; body: T }
  | { is: 'refused'; refusal: Refusal }
  /** Nothing is known, or the server is not able now: ask again. */
  | { is: 'later'; afterMs: number | null; isReached: boolean }
  /** Nothing more is to be asked now: signed out, somebody else's session, revoked, or locked meanwhile. */
  | { is: 'stop' }

export interface Question {
  method?: 'GET' | 'POST'
  body?: unknown
  key?: string
  signal?: AbortSignal | undefined
  /** Of a phone that is being set up. */
  deviceId?: string
}

/** A request that hangs on the edge of a network is given up, and asked again. */
const patienceMs = 45_000

/** The headers by which the server knows this phone and its clock. */
export function phoneHeaders(phone: Phone, deviceId = phone.session?.held.self.device.id): Record<string, string> {
  return {
    accept: 'application/json',
    [deviceNowHeader]: new Date(phone.ports.now()).toISOString(),
    ...(deviceId === undefined ? {} : { [deviceHeader]: deviceId }),
  }
}

/** Fetches with a limit in time. @throws when there is no answer */
export async function fetchPatiently(phone: Phone, path: string, init: RequestInit): Promise<Response> {
  const { ports } = phone
  const giveUp = new AbortController()
  const abort = () => giveUp.abort()
  if (init.signal?.aborted) abort()
  init.signal?.addEventListener('abort', abort)
  const callOff = ports.after(patienceMs, abort)
  try {
    const url = path.startsWith('/') ? ports.origin + path : path
    const answer = await ports.fetch(url, {
      credentials: 'same-origin',
      redirect: 'error',
      ...init,
      signal: giveUp.signal,
    })
    // Read here: a body that breaks off is no answer either.
    const body = await answer.arrayBuffer()
    const hasBody = body.byteLength > 0 && ![101, 204, 205, 304].includes(answer.status)
    return new Response(hasBody ? body : null, { status: answer.status, headers: answer.headers })
  } finally {
    callOff()
    init.signal?.removeEventListener('abort', abort)
  }
}

/** Asks, and notes what the answer says about the contact. */
export async function ask<T>(phone: Phone, path: string, question: Question = {}): Promise<Answer<T>> {
  const { method = 'GET', body, key, signal = phone.session?.ended.signal, deviceId } = question
  const headers = phoneHeaders(phone, deviceId)
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  const init: RequestInit = { method, headers }
  if (body !== undefined) init.body = JSON.stringify(body)
  if (signal) init.signal = signal
  try {
    const answer = await fetchPatiently(phone, path, init)
    return readAnswer<T>(phone, answer, await answer.text())
  } catch {
    if (signal?.aborted) return { is: 'stop' }
    return unreached(phone)
  }
}

function unreached(phone: Phone): Extract<Answer<never>, { is: 'later' }> {
  phone.contact.isReached = false
  return { is: 'later', afterMs: null, isReached: false }
}

/** What an answer means. A page of a proxy or of a hotel's network is none of ours, whatever its status says. */
export function readAnswer<T>(
  phone: Phone,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
): Answer<T> {
  const body = parsed(text)
  const afterMs = retryAfterMs(headers.get('retry-after'), phone.ports.now())
  const isOurs = body !== undefined && (status < 400 || (typeof body === 'object' && body !== null && 'code' in body))
  if (!isOurs && !(status === 429 || status === 503)) return unreached(phone)
  phone.contact.isReached = true
  if (status >= 200 && status < 300) return { is: 'done', body: body as T }
  if (status >= 500 || status === 429 || status === 408) {
    if (afterMs !== null) phone.quietUntil = phone.ports.now() + afterMs
    return { is: 'later', afterMs, isReached: true }
  }
  const { refusal } = readProblem(status, body)
  return stops(phone, refusal) ? { is: 'stop' } : { is: 'refused', refusal }
}

/** Whether a refusal is about the phone or its session, so that nothing else need be asked. */
function stops(phone: Phone, { code }: Refusal): boolean {
  if (code === 'field.device-revoked') phone.isRevoked = true
  else if (code === 'field.other-person') phone.contact.isOtherPerson = true
  else if (code === 'access.sign-in') phone.contact.needsSignIn = true
  else return false
  return true
}

function parsed(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
