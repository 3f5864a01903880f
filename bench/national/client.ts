// Talks to the server of the national bench: starts and kills it, asks it, and makes up the input that a kind wants.
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import type { TSchema } from 'typebox'
import { openBody, transitionBody } from '../../contract/derive/bodies.ts'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import type { Served } from '../national-house.ts'

export interface Server extends Served {
  process: ChildProcess
  /** Sends it a word and waits until it is done. */
  tell(word: 'start' | 'stop' | 'idle'): Promise<void>
  /** As a power cut does. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts the server on a data folder; resolves when it serves. */
export async function serve(dataDir: string): Promise<Server> {
  const child = fork(join(import.meta.dirname, '../national-house.ts'), [dataDir])
  const served = await Promise.race([
    once(child, 'message').then(([message]) => message as Served),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code} before it served`))),
  ])
  const end = async (signal: NodeJS.Signals) => {
    const closed = once(child, 'exit')
    child.kill(signal)
    await closed
  }
  return {
    ...served,
    process: child,
    tell: async (word) => {
      const answered = once(child, 'message')
      child.send(word)
      await answered
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

export interface Answer {
  status: number
  body: Record<string, unknown>
}

/** Asks once. @throws when the server is gone */
export async function ask(server: Served, path: string, body?: unknown): Promise<Answer> {
  const headers: Record<string, string> = { authorization: `Bearer ${server.token}` }
  if (body !== undefined)
    Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': randomUUID() })
  const response = await fetch(`${server.url}${path}`, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Milliseconds until an answer is there whole, neither compressed nor taken apart: what the server takes. */
export async function timeOf(server: Served, path: string): Promise<number> {
  const headers = { authorization: `Bearer ${server.token}`, 'accept-encoding': 'identity' }
  const begun = performance.now()
  const response = await fetch(`${server.url}${path}`, { headers })
  await response.arrayBuffer()
  const took = performance.now() - begun
  if (response.status !== 200) throw new Error(`${response.status} for ${path}`)
  return took
}

type Shape = { required?: string[]; properties: Record<string, Shape> }

/** Values for the fields that a body needs. */
export interface Sampler {
  pick<T>(from: readonly T[]): T
  categories: readonly string[]
}

type Place = Served['counties'][number]

const requiredIn = (body: TSchema): string[] => (body as unknown as Shape).properties.data?.required ?? []

/** The data to open a matter of a kind with. */
export const dataToOpen = (k: AnyMatterKind, county: Place, sampler: Sampler) =>
  valuesFor(k, requiredIn(openBody(k)), county, sampler)

/** The data a transition needs. */
export function dataToStep(k: AnyMatterKind, name: string, county: Place, sampler: Sampler) {
  const t = (k as MatterKind).transitions[name]
  return valuesFor(k, t ? requiredIn(transitionBody(t as never, k)) : [], county, sampler)
}

function valuesFor(k: AnyMatterKind, names: readonly string[], county: Place, sampler: Sampler) {
  const fields = k.fields as Record<string, TSchema>
  return Object.fromEntries(names.map((name) => [name, madeUp(fields[name] as TSchema, name, county, sampler)]))
}

function madeUp(schema: TSchema, name: string, county: Place, { pick, categories }: Sampler): unknown {
  const marks = marksOf(schema, name)
  const bounds = schema as { minimum?: number }
  const village = pick(county.villages)
  const makers: Record<string, () => unknown> = {
    category: () => pick(categories),
    choice: () => pick(Object.keys(marks['x-choices'] ?? {})),
    unit: () => county.unitId,
    division: () => village.id,
    point: () => ({ lng: village.lng, lat: village.lat }),
    date: () => '2026-11-20',
    number: () => bounds.minimum ?? 1,
    yes: () => true,
    contact: () => ({ phone: '13800000000' }),
    files: () => [],
    list: () => [],
  }
  return (makers[marks['x-widget']] ?? (() => '试验'))()
}
