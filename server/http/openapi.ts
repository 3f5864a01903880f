// The whole interface as OpenAPI 3.1: what follows from kinds and routes, and the few doors that are neither.
import Type, { type TSchema } from 'typebox'
import { matterPaths, type Paths, routePath } from '../../contract/derive/openapi.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
import { ListQuery } from '../../contract/list-query.ts'
import type { AnyRoute, Who } from '../../contract/route.ts'
import { reading, uploads } from './files.ts'
import { KeptFile, Matter, MatterPage, Problem } from './schemas.ts'
import { tusRoutes } from './tus.ts'

type Operation = Record<string, unknown> & { operationId?: string; 'x-who'?: Who }

export interface OpenApi {
  openapi: string
  info: Record<string, unknown>
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  security: unknown[]
  components: typeof components
}

const both = ({ zh, en }: Label): string => `${zh} · ${en}`
const paragraphs = ({ zh, en }: Label): string => `${zh}\n\n${en}`

/** What the parts of the interface are, by the first word of their operations' ids. */
const parts: Record<string, Label> = {
  reports: label('群众事项', 'Reports'),
  matters: label('所有事项', 'All matters'),
  registers: label('台账', 'Registers'),
  divisions: label('区划', 'Divisions'),
  lists: label('类别与单位', 'Lists and units'),
  people: label('账号与岗位', 'Accounts and posts'),
  access: label('查阅记录', 'The log of access'),
  notices: label('提醒', 'Notices'),
  statistics: label('统计', 'Statistics'),
  files: label('文件', 'Files'),
  live: label('实时更新', 'Live updates'),
  server: label('运行状况', 'The server'),
}

/** The document. `serverUrl` is where clients reach it. */
export function openApi(routes: readonly AnyRoute[], kinds: readonly AnyMatterKind[], serverUrl: string): OpenApi {
  const paths: OpenApi['paths'] = {}
  const add = (more: Paths | Record<string, Record<string, unknown>>) => {
    for (const [path, item] of Object.entries(more))
      paths[path] = { ...paths[path], ...(item as Record<string, Operation>) }
  }
  for (const route of routes) {
    const [path, item] = routePath(route)
    add({ [path]: item })
  }
  for (const kind of kinds) add(withWho(matterPaths(kind), paths))
  add(filePaths())
  add(tusPaths())
  add(otherPaths)
  for (const item of Object.values(paths)) for (const operation of Object.values(item)) finish(operation)
  const names = new Set(Object.values(paths).flatMap((item) => Object.values(item).flatMap((o) => o.tags as string[])))
  return {
    openapi: '3.1.1',
    info: {
      title: '联防 Lianfang',
      version: '1',
      description: paragraphs(
        label(
          '修改请带 Idempotency-Key，重发不会重复；拒绝以 RFC 9457 的 problem 说明。其他标准：/open311/v2(GeoReport v2)、/ogc(OGC API – Features)。',
          'Send an Idempotency-Key with every change, and a retry never doubles it; refusals are RFC 9457 problems. Other standards: /open311/v2 (GeoReport v2), /ogc (OGC API – Features).',
        ),
      ),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    tags: [...names].map((name) => ({ name, description: both(parts[name] ?? label(name, name)) })),
    security: [{ session: [] }, { token: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components,
  }
}

/** The derived paths describe their answers; who may ask stands in the routes they replace. */
const withWho = (derived: Paths, known: OpenApi['paths']): Paths =>
  Object.fromEntries(
    Object.entries(derived).map(([path, item]) => [
      path,
      Object.fromEntries(
        Object.entries(item).map(([method, operation]) => [
          method,
          { ...(operation as Operation), 'x-who': known[path]?.[method]?.['x-who'] ?? 'staff' },
        ]),
      ),
    ]),
  )

/** Groups the operation, and says where no sign-in is needed. */
function finish(operation: Operation): void {
  operation.tags = [operation.operationId?.split('.')[0] ?? 'server']
  if (operation['x-who'] === 'public') operation.security = []
}

const json = (schema: unknown) => ({ 'application/json': { schema } })
const refused = { default: { $ref: '#/components/responses/Problem' } }

function filePaths(): Paths {
  const body = {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  }
  const sent = uploads.map(({ id, path, who, does }) => [
    path,
    {
      post: {
        operationId: id,
        summary: both(does),
        'x-who': who,
        parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }],
        requestBody: { required: true, content: { 'multipart/form-data': { schema: body } } },
        responses: {
          201: { description: 'Kept', content: json({ $ref: '#/components/schemas/KeptFile' }) },
          ...refused,
        },
      },
    },
  ])
  const read = {
    operationId: reading.id,
    summary: both(reading.does),
    'x-who': 'staff',
    parameters: [inPath],
    responses: { 200: { description: 'The file', content: { '*/*': {} } }, ...refused },
  }
  return Object.fromEntries([...sent, [reading.path.replace(':id', '{id}'), { get: read }]])
}

const header = { type: 'string' }
const inPath = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }

/** tus says everything in headers: https://tus.io/protocols/resumable-upload */
function tusPaths(): Paths {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { id, method, path, does, asks, status, answers } of Object.values(tusRoutes)) {
    const asked = ['Tus-Resumable', ...asks].map((name) => ({ name, in: 'header', required: true, schema: header }))
    const told = Object.fromEntries(answers.map((name) => [name, { schema: header }]))
    const at = path.replace(':id', '{id}')
    paths[at] ??= {}
    paths[at][method.toLowerCase()] = {
      operationId: id,
      summary: both(does),
      'x-who': 'staff',
      parameters: [...(path === at ? [] : [inPath]), ...asked],
      ...(method === 'PATCH' ? { requestBody: { content: { 'application/offset+octet-stream': {} } } } : {}),
      responses: { [status]: { description: does.en, headers: told }, ...refused },
    }
  }
  return paths as Paths
}

const plain = (operationId: string, does: Label, who: Who, mediaType: string) => ({
  get: {
    operationId,
    summary: both(does),
    'x-who': who,
    responses: { 200: { description: does.en, content: { [mediaType]: {} } }, ...refused },
  },
})

const otherPaths: Paths = {
  '/api/live': plain(
    'live.stream',
    label('变化的实时流（SSE）', 'Changes as they happen (SSE)'),
    'staff',
    'text/event-stream',
  ),
  '/healthz': plain('server.health', label('能否工作', 'Whether it can do its work'), 'public', 'application/json'),
  '/metrics': plain('server.metrics', label('运行指标', 'How it does its work'), 'public', 'text/plain'),
}

const components = {
  securitySchemes: {
    session: { type: 'apiKey', in: 'cookie', name: 'lianfang.session_token' },
    token: { type: 'http', scheme: 'bearer' },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'Made by the client for each change; the same key again gets the first answer.',
      schema: Type.String({ pattern: '^[!-~]{8,100}$' }),
    },
    ListQuery: {
      name: 'filter',
      in: 'query',
      style: 'form',
      explode: true,
      description: 'Filters, sort and cursor, each a parameter of its own. Several values are separated by commas.',
      schema: { $ref: '#/components/schemas/ListQuery' },
    },
  },
  responses: {
    Problem: {
      description: 'A refusal (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
  schemas: { Problem, ListQuery, Matter, MatterPage, KeptFile } satisfies Record<string, TSchema>,
}
