// OGC API – Features as a GIS meets it: links that lead on, filters that hold, and nothing beyond the reader's reach.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codes, openServedCounties, type ServedCounties } from '../../../testing/served-counties.ts'

let served: ServedCounties
let worker: string
let centre: string
let neighbour: string

beforeAll(async () => {
  served = await openServedCounties()
  worker = await served.keyOf('gridWorker', codes.upper)
  centre = await served.keyOf('countyCentre', codes.home)
  neighbour = await served.keyOf('countyCentre', codes.other)
})
afterAll(async () => {
  expect(served.faults).toEqual([])
  await served.end()
})

const get = async (path: string, { token, ...headers }: Record<string, string> = {}) => {
  const url = path.startsWith('http') ? path.slice('http://localhost:80'.length) : `/ogc${path}`
  const answer = await served.app.inject({
    url,
    headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
  })
  const type = String(answer.headers['content-type'])
  return { status: answer.statusCode, type, text: answer.payload, body: type.includes('json') ? answer.json() : null }
}

interface Link {
  rel: string
  type: string
  href: string
}
const linkOf = (links: Link[], rel: string, type?: string) =>
  links.find((link) => link.rel === rel && (type === undefined || link.type === type))?.href

const opened = async (lng: number, lat: number, at: string) => {
  served.clock.now = new Date(at)
  const answer = await served.app.inject({
    method: 'POST',
    url: '/api/reports/reports',
    headers: { authorization: `Bearer ${centre}` },
    payload: { data: { category: 'road', account: '谁也不该在地图上看到这句话', place: { lng, lat } } },
  })
  expect(answer.statusCode).toBe(201)
  return answer.json().id as string
}

test('from the landing page every link leads somewhere, as what it says it is', async () => {
  const landing = await get('')
  expect([landing.status, landing.type]).toEqual([200, 'application/json'])
  const seen = new Set<string>()
  const follow = async (links: Link[]) => {
    for (const { href, type } of links) {
      if (seen.has(href)) continue
      seen.add(href)
      const answer = await get(href, { accept: type })
      expect([href, answer.status]).toEqual([href, 200])
      expect(answer.type.split('; charset')[0]).toBe(type)
      if (answer.body)
        await follow([
          ...(answer.body.links ?? []),
          ...(answer.body.collections ?? []).flatMap((c: { links: Link[] }) => c.links),
        ])
    }
  }
  await follow(landing.body.links)
  expect(seen.size).toBeGreaterThan(12)
  expect((await get('/conformance')).body.conformsTo).toContain(
    'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  )
})

test('the definition is OpenAPI 3.0 and knows every parameter', async () => {
  const { type, body } = await get('/api')
  expect(type).toBe('application/vnd.oai.openapi+json;version=3.0')
  expect(body.openapi).toMatch(/^3\.0\./)
  expect(body.components.parameters.limit.schema).toEqual({ type: 'integer', minimum: 1, maximum: 1000, default: 10 })
  expect(Object.keys(body.paths)).toContain('/collections/divisions/items/{featureId}')
})

test('divisions are for everybody, page by page, with where their outline comes from', async () => {
  const first = await get('/collections/divisions/items?limit=4')
  expect(first.type).toBe('application/geo+json')
  expect(first.body).toMatchObject({ type: 'FeatureCollection', numberMatched: 10, numberReturned: 4 })
  const codesSeen: string[] = []
  for (let page = first; ; page = await get(linkOf(page.body.links, 'next') as string)) {
    codesSeen.push(...page.body.features.map((f: { properties: { code: string } }) => f.properties.code))
    if (!linkOf(page.body.links, 'next')) break
  }
  expect(codesSeen.toSorted()).toEqual(Object.values(codes).toSorted())
  const [feature] = first.body.features
  expect(feature.properties).toMatchObject({ level: 'county', geometrySource: 'demonstration', validTo: null })
  const one = await get(`/collections/divisions/items/${feature.id}`)
  expect(one.body).toMatchObject({ type: 'Feature', id: feature.id, geometry: { type: 'Polygon' } })
  expect(linkOf(one.body.links, 'collection')).toBe('http://localhost:80/ogc/collections/divisions')
  expect((await get('/collections/divisions')).body.extent.spatial.bbox).toEqual([[109, 27, 109.6, 27.2]])
})

test('a box finds what meets it; a level and a day choose among them', async () => {
  const names = async (query: string) =>
    (await get(`/collections/divisions/items?limit=100&${query}`)).body.features.map(
      (f: { properties: { code: string } }) => f.properties.code,
    )
  expect(await names('bbox=109.01,27.11,109.02,27.12')).toEqual([codes.home, codes.east, codes.upper])
  expect(await names('bbox=109.01,27.11,109.02,27.12&level=village')).toEqual([codes.upper])
  expect(await names('bbox=108,26,110,28')).toHaveLength(10)
  expect(await names('bbox=109.01,27.11,0,109.02,27.12,9&level=township')).toEqual([codes.east])
  expect(await names('bbox=179,-10,-179,10')).toEqual([])
  expect(await names('bbox=100,27.11,-170,27.12&level=county')).toEqual([codes.home, codes.other])
  expect(await names('datetime=2026-01-01T00:00:00Z&level=county')).toEqual([codes.home, codes.other])
  expect(await names('datetime=1900-01-01/1901-01-01&level=county')).toEqual([])
})

test('matters are shown within reach, without a word of what was reported', async () => {
  const near = await opened(109.1, 27.15, '2026-11-25T02:00:00Z')
  const far = await opened(109.3, 27.05, '2026-11-26T02:00:00Z')
  const ids = async (token: string, query = '') =>
    (await get(`/collections/matters/items?${query}`, { token })).body.features.map((f: { id: string }) => f.id)
  expect(await ids(centre)).toEqual([far, near])
  expect(await ids(worker)).toEqual([near])
  expect(await ids(neighbour)).toEqual([])
  expect((await get(`/collections/matters/items/${far}`, { token: worker })).status).toBe(404)
  expect((await get(`/collections/matters/items/${near}`, { token: neighbour })).status).toBe(404)
  const one = await get(`/collections/matters/items/${near}`, { token: worker })
  expect(one.body).toMatchObject({
    geometry: { type: 'Point', coordinates: [109.1, 27.15] },
    properties: { state: 'received', stateEn: 'Waiting to be taken', divisionCode: codes.upper, isPlaced: true },
  })
  for (const path of [
    `/collections/matters/items/${near}`,
    '/collections/matters/items',
    '/collections/matters/items?f=html',
  ])
    expect((await get(path, { token: centre })).text).not.toContain('谁也不该')

  expect(await ids(centre, 'bbox=109,27.1,109.2,27.2')).toEqual([near])
  expect(await ids(centre, 'datetime=2026-11-26')).toEqual([far])
  expect(await ids(centre, 'datetime=2026-11-26T00:00:00Z/..')).toEqual([far])
  expect(await ids(centre, 'datetime=../2026-11-25T23:59:59Z')).toEqual([near])
  expect(await ids(centre, 'datetime=2026-11-25T10:00:00%2B08:00')).toEqual([near])
  const page = await get('/collections/matters/items?limit=1', { token: centre })
  const next = await get(linkOf(page.body.links, 'next') as string, { token: centre })
  expect(next.body.features.map((f: { id: string }) => f.id)).toEqual([near])
  expect(linkOf(next.body.links, 'next')).toBeUndefined()
})

test('the public does not see that there are matters; a key without such a post neither', async () => {
  const auditor = await served.keyOf('patrol', codes.home)
  const listed = async (token = '') =>
    (await get('/collections', { token })).body.collections.map((c: { id: string }) => c.id)
  expect(await listed()).toEqual(['divisions'])
  expect(await listed(auditor)).toEqual(['divisions'])
  expect(await listed(worker)).toEqual(['divisions', 'matters'])
  expect((await get('/collections/matters')).status).toBe(401)
  expect((await get('/collections/matters/items')).status).toBe(401)
  expect((await get('/collections/matters/items', { token: auditor })).status).toBe(404)
})

test('people read the same as pages, and what is in them cannot be HTML of its own', async () => {
  await served.house.db
    .updateTable('divisions')
    .set({ name: '<script>alert(1)</script>' })
    .where('code', '=', codes.far)
    .execute()
  const page = await get('/collections/divisions/items?limit=100', { accept: 'text/html,application/xhtml+xml,*/*' })
  expect(page.type).toBe('text/html; charset=utf-8')
  expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page.text).not.toContain('<script>alert(1)')
  for (const path of ['', '/conformance', '/api', '/collections', '/collections/divisions'])
    expect((await get(`${path}?f=html`)).text).toMatch(/^<!doctype html>/)
})

test.each([
  ['?page=2', 'page'],
  ['?f=xml', 'f'],
  ['/conformance?limit=1', 'limit'],
  ['/collections?bbox=1,2,3,4', 'bbox'],
  ['/collections/divisions?limit=1', 'limit'],
  ['/collections/divisions/items?bbox=1,2,3', 'bbox'],
  ['/collections/divisions/items?bbox=1,2,3,4,5', 'bbox'],
  ['/collections/divisions/items?bbox=a,b,c,d', 'bbox'],
  ['/collections/divisions/items?bbox=,,,', 'bbox'],
  ['/collections/divisions/items?bbox=1,50,2,40', 'bbox'],
  ['/collections/divisions/items?bbox=1,2,3,400', 'bbox'],
  ['/collections/divisions/items?bbox=1e999,2,3,4', 'bbox'],
  ['/collections/divisions/items?limit=0', 'limit'],
  ['/collections/divisions/items?limit=-1', 'limit'],
  ['/collections/divisions/items?limit=ten', 'limit'],
  ['/collections/divisions/items?limit=1&limit=2', 'limit'],
  ['/collections/divisions/items?datetime=now', 'datetime'],
  ['/collections/divisions/items?datetime=2026-02-31T00:00:00Z/..', 'datetime'],
  ['/collections/divisions/items?datetime=../..', 'datetime'],
  ['/collections/divisions/items?datetime=2026-02-01/2026-01-01', 'datetime'],
  ['/collections/divisions/items?datetime=2026-01-01/2026-01-02/2026-01-03', 'datetime'],
  ['/collections/divisions/items?level=street', 'level'],
  ['/collections/divisions/items?after=x', 'after'],
  ['/collections/divisions/items?bbox-crs=EPSG:4326', 'bbox-crs'],
  ['/collections/divisions/items/1?limit=1', 'limit'],
])('%s is 400 and names %s', async (path, named) => {
  const answer = await get(path)
  expect([answer.status, answer.type.split(';')[0]]).toEqual([400, 'application/problem+json'])
  expect(answer.body.errors).toMatchObject([{ field: named }])
})

test('a limit above the most is answered with the most, and what is not there is not found', async () => {
  expect((await get('/collections/divisions/items?limit=5000')).body.numberReturned).toBe(10)
  expect((await get('/collections/matters/items?after=x', { token: centre })).status).toBe(400)
  for (const path of [
    '/nothing',
    '/collections/nothing',
    '/collections/nothing/items',
    '/collections/divisions/items/999999',
    '/collections/divisions/items/x',
  ])
    expect((await get(path)).status).toBe(404)
})
