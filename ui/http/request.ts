// One way to the server: JSON in and out, refusals thrown as problems, every change with a key.
import { networkProblem, readProblem } from './problem.ts'

export type Query = Record<string, string | number | boolean | null | undefined>

/** `?a=1&b=x`, without what is empty; an empty text when nothing is left. */
export function queryString(query: Query): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '' && value !== false) params.set(name, String(value))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

interface Options {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** Makes a retry safe: the same key and the same body are answered once. */
  key?: string
  signal?: AbortSignal
}

type SignedOutListener = () => void
const signedOutListeners = new Set<SignedOutListener>()

/** Calls back when an answer says that the session has ended. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** Asks the server. @throws RequestProblem */
export async function request<T>(path: string, { method = 'GET', body, key, signal }: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body !== undefined) init.body = body instanceof FormData ? body : JSON.stringify(body)
  if (signal) init.signal = signal
  const response = await reach(path, init)
  const answer = await readBody(response)
  if (response.ok) return answer as T
  const problem = readProblem(response.status, answer)
  // A wrong password is a 401 too; only this one says that nobody is signed in.
  if (problem.refusal.code === 'access.sign-in') for (const listener of signedOutListeners) listener()
  throw problem
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw networkProblem()
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => '')
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  request<T>(`${path}${queryString(query)}`, signal ? { signal } : {})
