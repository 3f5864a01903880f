// Asks the app as somebody would: with their cookie, from their address, with a key on every change.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any part of an answer
  body: any
  headers: Record<string, string | string[] | number | undefined>
  /** The body as it came, for what is no JSON. */
  raw: Buffer
}

export interface SendNotes {
  /** Another key than a fresh one; null sends none. */
  key?: string | null
  headers?: Record<string, string>
}

export interface Client {
  get(url: string, notes?: SendNotes): Promise<Answer>
  post(url: string, body?: unknown, notes?: SendNotes): Promise<Answer>
  put(url: string, body?: unknown, notes?: SendNotes): Promise<Answer>
  patch(url: string, body?: unknown, notes?: SendNotes): Promise<Answer>
  delete(url: string, notes?: SendNotes): Promise<Answer>
  head(url: string, notes?: SendNotes): Promise<Answer>
  /** The status of an answer that need not end, such as a stream; it is let go at once. */
  begin(url: string): Promise<number>
}

export interface ClientNotes {
  cookie?: string
  /** Each client has an address of its own unless tests want a flood from one. */
  address?: string
  /** Called before every request. */
  before?: () => Promise<void>
}

let addresses = 0
const nextAddress = (): string => {
  addresses++
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`
}

/** A client of an app that does not listen. */
export function clientOf(app: FastifyInstance, { cookie, address = nextAddress(), before }: ClientNotes = {}): Client {
  const call = async (
    method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    notes: SendNotes = {},
  ) => {
    await before?.()
    const key = method === 'GET' || method === 'HEAD' ? null : notes.key === undefined ? randomUUID() : notes.key
    const answer = await app.inject({
      method,
      url,
      remoteAddress: address,
      headers: {
        host: 'desk.test',
        origin: 'http://desk.test',
        ...(cookie ? { cookie } : {}),
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...notes.headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const isJson = String(answer.headers['content-type'] ?? '').includes('json') && answer.payload !== ''
    return {
      status: answer.statusCode,
      headers: answer.headers,
      raw: answer.rawPayload,
      body: isJson ? JSON.parse(answer.payload) : answer.payload,
    }
  }
  return {
    get: (url, notes) => call('GET', url, undefined, notes),
    put: (url, body = {}, notes) => call('PUT', url, body, notes),
    post: (url, body = {}, notes) => call('POST', url, body, notes),
    patch: (url, body = {}, notes) => call('PATCH', url, body, notes),
    head: (url, notes) => call('HEAD', url, undefined, notes),
    delete: (url, notes) => call('DELETE', url, undefined, notes),
    begin: async (url) => {
      const headers = { host: 'desk.test', ...(cookie ? { cookie } : {}) }
      const answer = await app.inject({ url, remoteAddress: address, headers, payloadAsStream: true })
      answer.stream().destroy()
      return answer.statusCode
    },
  }
}
