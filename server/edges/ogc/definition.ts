// The definition of the interface in OpenAPI 3.0, which OGC API – Features asks for (conformance class oas30).
import { type Label, label } from '../../../contract/label.ts'
import { type Collection, collections } from './collections.ts'
import { mostItems, usualLimit } from './parameters.ts'

export const definitionType = 'application/vnd.oai.openapi+json;version=3.0'

const both = ({ zh, en }: Label): string => `${zh} · ${en}`
const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` })

const operation = (operationId: string, summary: Label, type: string, parameters: unknown[] = []) => ({
  get: {
    operationId,
    summary: both(summary),
    tags: ['features'],
    'x-who': 'public' as const,
    parameters: [...parameters, parameter('f')],
    responses: {
      200: { description: summary.en, content: { [type]: { schema: { type: 'object' } }, 'text/html': {} } },
      default: { $ref: '#/components/responses/Problem' },
    },
  },
})

function pathsOf({ id, title, levels }: Collection) {
  const level = {
    name: 'level',
    in: 'query',
    required: false,
    style: 'form',
    explode: false,
    schema: { type: 'string', enum: levels },
  }
  const filters = ['limit', 'bbox', 'datetime', 'after'].map(parameter)
  const featureId = { name: 'featureId', in: 'path', required: true, schema: { type: 'string' } }
  const named = (zh: string, en: string) => label(`${zh}:${title.zh}`, `${en}: ${title.en}`)
  return {
    [`/collections/${id}`]: operation(`describe.${id}`, named('图层说明', 'About a collection'), 'application/json'),
    [`/collections/${id}/items`]: operation(
      `items.${id}`,
      named('要素', 'Features'),
      'application/geo+json',
      levels.length > 0 ? [...filters, level] : filters,
    ),
    [`/collections/${id}/items/{featureId}`]: operation(
      `item.${id}`,
      named('一个要素', 'One feature'),
      'application/geo+json',
      [featureId],
    ),
  }
}

const inQuery = (name: string, schema: unknown, description: string) => ({
  name,
  in: 'query',
  required: false,
  style: 'form',
  explode: false,
  description,
  schema,
})

const parameters = {
  f: inQuery('f', { type: 'string', enum: ['json', 'html'] }, 'The format; otherwise as the Accept header says'),
  limit: inQuery(
    'limit',
    { type: 'integer', minimum: 1, maximum: mostItems, default: usualLimit },
    'How many features in one answer; a larger number counts as the largest',
  ),
  bbox: inQuery(
    'bbox',
    { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
    'West, south, east, north in degrees of WGS84 (CRS84)',
  ),
  datetime: inQuery('datetime', { type: 'string' }, 'A moment (RFC 3339), or start/end of which one may be ..'),
  after: inQuery('after', { type: 'string' }, 'Where the next page begins; taken from the next link'),
}

/** The definition, for a server at `base`. */
export const definitionOf = (base: string) => ({
  openapi: '3.0.3',
  info: {
    title: '联防 Lianfang · OGC API – Features',
    version: '1',
    description: both(
      label(
        '区划边界公开;事项须登录或使用密钥(Authorization: Bearer)。',
        'Outlines of divisions are public; matters need a session or a key (Authorization: Bearer).',
      ),
    ),
    license: { name: 'Apache-2.0' },
  },
  servers: [{ url: base }],
  tags: [{ name: 'features', description: 'OGC API – Features' }],
  paths: {
    '/': operation('landing', label('首页', 'Landing page'), 'application/json'),
    '/conformance': operation('conformance', label('符合的标准', 'What it conforms to'), 'application/json'),
    '/collections': operation('collections', label('图层', 'Collections'), 'application/json'),
    ...Object.assign({}, ...collections.map(pathsOf)),
  },
  components: {
    parameters,
    responses: {
      Problem: {
        description: 'A refusal (RFC 9457)',
        content: { 'application/problem+json': { schema: { type: 'object' } } },
      },
    },
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  },
})
