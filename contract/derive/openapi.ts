// OpenAPI 3.1 for kinds and hand-written routes. The server adds info, servers and security.
import type { TProperties, TSchema } from 'typebox'
import type { AnyMatterKind, MatterKind, Transition } from '../kind.ts'
import type { AnyRoute } from '../route.ts'
import { openBody, transitionBody } from './bodies.ts'
import { listPath } from './paths.ts'

export type Paths = Record<string, Record<string, unknown>>

const problems = { default: { $ref: '#/components/responses/Problem' } }
const idempotencyKey = { $ref: '#/components/parameters/IdempotencyKey' }
const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const json = (schema: unknown) => ({ 'application/json': { schema } })

/** Paths of one kind: list, open, one, and every transition. */
export function matterPaths(k: AnyMatterKind): Paths {
  const base = listPath(k)
  const summary = (verb: string) => `${verb} · ${k.label.zh} ${k.label.en}`
  const matter = json({ $ref: '#/components/schemas/Matter' })
  const paths: Paths = {
    [base]: {
      get: {
        operationId: `${k.kind}.list`,
        summary: summary('list'),
        parameters: [{ $ref: '#/components/parameters/ListQuery' }],
        responses: {
          200: { description: 'A page of matters', content: json({ $ref: '#/components/schemas/MatterPage' }) },
          ...problems,
        },
      },
      post: {
        operationId: `${k.kind}.open`,
        summary: summary('open'),
        parameters: [idempotencyKey],
        requestBody: { required: true, content: json(openBody(k)) },
        responses: { 201: { description: 'Opened', content: matter }, ...problems },
      },
    },
    [`${base}/{id}`]: {
      get: {
        operationId: `${k.kind}.read`,
        summary: summary('read'),
        parameters: [idParameter],
        responses: { 200: { description: 'One matter', content: matter }, ...problems },
      },
    },
  }
  for (const [name, t] of Object.entries((k as MatterKind).transitions) as [
    string,
    Transition<string, TProperties>,
  ][]) {
    paths[`${base}/{id}/${name}`] = {
      post: {
        operationId: `${k.kind}.${name}`,
        summary: `${t.label.zh} · ${t.label.en}`,
        'x-posts': t.by,
        parameters: [idParameter, idempotencyKey],
        requestBody: { required: true, content: json(transitionBody(t, k)) },
        responses: { 200: { description: 'Taken', content: matter }, ...problems },
      },
    }
  }
  return paths
}

/** The path item of one hand-written route; `:id` becomes `{id}`. */
export function routePath(r: AnyRoute): [string, Record<string, unknown>] {
  const path = r.path.replace(/:(\w+)/g, '{$1}')
  const parameters = [...parametersOf(r.params, 'path'), ...parametersOf(r.query, 'query')]
  const changes = r.method !== 'GET'
  return [
    path,
    {
      [r.method.toLowerCase()]: {
        operationId: r.id,
        summary: `${r.does.zh} · ${r.does.en}`,
        'x-who': r.who,
        parameters: changes ? [...parameters, idempotencyKey] : parameters,
        ...(r.body ? { requestBody: { required: true, content: json(r.body) } } : {}),
        responses: {
          [r.status ?? 200]: { description: r.does.en, ...(r.answer ? { content: json(r.answer) } : {}) },
          ...problems,
        },
      },
    },
  ]
}

function parametersOf(schema: TSchema | undefined, where: 'path' | 'query'): unknown[] {
  const s = schema as { properties?: Record<string, TSchema>; required?: string[] } | undefined
  return Object.entries(s?.properties ?? {}).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || (s?.required ?? []).includes(name),
    schema: of,
  }))
}
