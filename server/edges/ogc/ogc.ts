// OGC API – Features, Part 1: Core (OGC 17-069r4): divisions for everybody, matters for who may see them.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fieldProblem, problem } from '../../../contract/errors.ts'
import { label } from '../../../contract/label.ts'
import type { Ctx, House } from '../../../core/context.ts'
import { docsPolicy } from '../../http/docs.ts'
import { docsPage } from '../../http/docs-page.ts'
import type { Html } from '../../http/html.ts'
import { contextOf, type FindActor } from '../../http/mount.ts'
import { originOf } from '../../http/origin.ts'
import { handWrittenPolicy } from '../../http/security.ts'
import { type Collection, collections, describe } from './collections.ts'
import { definitionOf, definitionType } from './definition.ts'
import type { Feature, FeaturePage, Link } from './features.ts'
import { featuresOf, pageOf, pageStyle, tableOf } from './pages.ts'
import { checkNames, type Query, readItems } from './parameters.ts'

/** An answer in both spellings. */
interface Answer {
  type: string
  body: Readonly<Record<string, unknown>> & { links?: readonly Link[] }
  title: string
  /** What the page shows; the body as a table when there is nothing better. */
  page?: Html
  /** A page of its own. */
  whole?: string
}

type Handle = (ctx: Ctx, request: FastifyRequest, base: string) => Promise<Answer> | Answer

const purpose = label('地图数据交换', 'Exchange of map data')
const requestsAMinute = 600
const part1 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf'

/** Mounts everything under /ogc. */
export function mountOgc(app: FastifyInstance, house: House, actorOf: FindActor): void {
  app.register(
    async (scope) => {
      const config = { rateLimit: { max: requestsAMinute, timeWindow: 60_000 } }
      const add = (url: string, handle: Handle) =>
        scope.get(url, { config }, async (request, reply) => {
          const format = formatOf(request)
          const ctx = await contextOf(house, actorOf, request, { id: 'ogc', purpose })
          const answer = await handle(ctx, request, `${originOf(request)}/ogc`)
          reply.header('access-control-allow-origin', '*').header('vary', 'accept')
          return send(reply, format, answer)
        })
      add('/', landing)
      add('/conformance', conformance)
      add('/api', definition)
      add('/collections', listCollections)
      add('/collections/:collection', oneCollection)
      add('/collections/:collection/items', items)
      add('/collections/:collection/items/:id', item)
    },
    { prefix: '/ogc' },
  )
}

/** What `f` says, else what the client would rather have. */
function formatOf(request: FastifyRequest): 'json' | 'html' {
  const { f } = request.query as Query
  if (f === 'json' || f === 'html') return f
  if (f !== undefined) throw fieldProblem('f', label('应为 json 或 html', 'It must be json or html'))
  const accepted = request.headers.accept ?? ''
  const [asHtml, asJson] = [accepted.indexOf('text/html'), accepted.search(/json/)]
  return asHtml >= 0 && (asJson < 0 || asHtml < asJson) ? 'html' : 'json'
}

const policy = handWrittenPolicy({ style: pageStyle })

function send(reply: FastifyReply, format: 'json' | 'html', { type, body, title, page, whole }: Answer): FastifyReply {
  if (format === 'json') return reply.type(type).send(Buffer.from(JSON.stringify(body)))
  reply.type('text/html; charset=utf-8')
  if (whole !== undefined) return reply.header('content-security-policy', docsPolicy).send(whole)
  const { links = [], ...rest } = body
  return reply.header('content-security-policy', policy).send(pageOf(title, page ?? tableOf(rest), links))
}

const plain = 'application/json'
const json = (href: string, rel: string, title: string): Link => ({ href, rel, type: plain, title })
const asPage = (href: string, rel: string, title: string): Link => ({ href, rel, type: 'text/html', title })

const landing: Handle = (_, request, base) => {
  checkNames(request.query as Query, ['f'])
  const title = '联防 Lianfang · OGC API – Features'
  const links = [
    json(`${base}?f=json`, 'self', 'JSON'),
    asPage(`${base}?f=html`, 'alternate', 'HTML'),
    { href: `${base}/api`, rel: 'service-desc', type: definitionType, title: 'OpenAPI 3.0' },
    asPage(`${base}/api?f=html`, 'service-doc', '接口文档 API'),
    json(`${base}/conformance`, 'conformance', '符合的标准 Conformance'),
    json(`${base}/collections`, 'data', '图层 Collections'),
    asPage(`${base}/collections?f=html`, 'data', '图层 Collections'),
  ]
  const description = '区划边界公开;事项须登录或使用密钥 / Outlines are public; matters need a session or a key'
  return { type: plain, title, body: { title, description, links } }
}

const conformance: Handle = (_, request, base) => {
  checkNames(request.query as Query, ['f'])
  const conformsTo = ['core', 'oas30', 'html', 'geojson'].map((name) => `${part1}/${name}`)
  const links = [
    json(`${base}/conformance?f=json`, 'self', 'JSON'),
    asPage(`${base}/conformance?f=html`, 'alternate', 'HTML'),
  ]
  return { type: plain, title: '符合的标准 Conformance', body: { links, conformsTo } }
}

const definition: Handle = (_, request, base) => {
  checkNames(request.query as Query, ['f'])
  const body = definitionOf(base)
  return { type: definitionType, title: '接口文档 API', body, whole: docsPage(body) }
}

const visible = (ctx: Ctx): Collection[] => collections.filter((each) => each.isVisible(ctx))

const listCollections: Handle = async (ctx, request, base) => {
  checkNames(request.query as Query, ['f'])
  const described = await Promise.all(visible(ctx).map((each) => describe(ctx, each, base)))
  const links = [
    json(`${base}/collections?f=json`, 'self', 'JSON'),
    asPage(`${base}/collections?f=html`, 'alternate', 'HTML'),
    ...described.map(({ id, title }) => asPage(`${base}/collections/${id}?f=html`, 'item', title)),
  ]
  return { type: plain, title: '图层 Collections', body: { links, collections: described } }
}

/** @throws access.sign-in where signing in would show it, else access.not-found */
function getCollection(ctx: Ctx, request: FastifyRequest): Collection {
  const { collection } = request.params as { collection: string }
  const found = collections.find(({ id }) => id === collection)
  if (found?.isVisible(ctx)) return found
  throw problem(found && ctx.actor.type === 'public' ? 'access.sign-in' : 'access.not-found')
}

const oneCollection: Handle = async (ctx, request, base) => {
  checkNames(request.query as Query, ['f'])
  const body = await describe(ctx, getCollection(ctx, request), base)
  return { type: plain, title: body.title, body }
}

const items: Handle = async (ctx, request, base) => {
  const collection = getCollection(ctx, request)
  const page = await collection.list(ctx, readItems(request.query as Query, collection.levels))
  const here = `${base}/collections/${collection.id}/items`
  const body = {
    type: 'FeatureCollection',
    links: itemLinks(request.query as Query, page, here, base, collection),
    timeStamp: ctx.now().toISOString(),
    ...(page.matched === null ? {} : { numberMatched: page.matched }),
    numberReturned: page.features.length,
    features: page.features,
  }
  const { zh, en } = collection.title
  return { type: 'application/geo+json', title: `${zh} ${en}`, body, page: featuresOf(page.features, here) }
}

function itemLinks(query: Query, page: FeaturePage, here: string, base: string, { id }: Collection): Link[] {
  const asked = Object.entries(query as Record<string, string>).filter(([name]) => name !== 'f')
  const address = (more: Record<string, string>) =>
    `${here}?${new URLSearchParams({ ...Object.fromEntries(asked), ...more })}`
  const geo = 'application/geo+json'
  const links: Link[] = [
    { href: address({ f: 'json' }), rel: 'self', type: geo, title: 'GeoJSON' },
    { href: address({ f: 'html' }), rel: 'alternate', type: 'text/html', title: 'HTML' },
    json(`${base}/collections/${id}`, 'collection', id),
  ]
  if (page.next !== null) {
    links.push({ href: address({ after: page.next }), rel: 'next', type: geo, title: '下一页 Next' })
    links.push({ href: address({ after: page.next, f: 'html' }), rel: 'next', type: 'text/html', title: '下一页 Next' })
  }
  return links
}

const item: Handle = async (ctx, request, base) => {
  checkNames(request.query as Query, ['f'])
  const collection = getCollection(ctx, request)
  const feature: Feature = await collection.get(ctx, (request.params as { id: string }).id)
  const here = `${base}/collections/${collection.id}/items/${encodeURIComponent(feature.id)}`
  const links: Link[] = [
    { href: `${here}?f=json`, rel: 'self', type: 'application/geo+json', title: 'GeoJSON' },
    asPage(`${here}?f=html`, 'alternate', 'HTML'),
    json(`${base}/collections/${collection.id}`, 'collection', collection.id),
  ]
  const title = String(feature.properties.name ?? feature.properties.no ?? feature.id)
  return {
    type: 'application/geo+json',
    title,
    body: { ...feature, links },
    page: tableOf({ id: feature.id, ...feature.properties, geometry: feature.geometry }),
  }
}
