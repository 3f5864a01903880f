// The interface in writing, and what those who watch over the process read.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServedCounties, type ServedCounties } from '../../testing/served-counties.ts'
import { allRoutes } from '../app.ts'

let served: ServedCounties

beforeAll(async () => {
  served = await openServedCounties()
})
afterAll(() => served.end())

const get = (url: string, more: object = {}) => served.app.inject({ url, ...more })

test('the description knows every route, each operation once', async () => {
  const document = (await get('/api/openapi.json')).json()
  expect(document).toMatchObject({ openapi: '3.1.1', servers: [{ url: 'http://desk.test' }] })
  for (const { method, path } of allRoutes())
    expect(document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()], `${method} ${path}`).toBeDefined()
  const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    Object.values,
  )
  const ids = operations.map((operation) => operation.operationId)
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  expect(document.paths['/api/public/reports'].post.security).toEqual([])
  expect(document.paths['/api/files'].post.requestBody.content).toHaveProperty('multipart/form-data')
})

test('every reference of the description resolves', async () => {
  const document = (await get('/api/openapi.json')).json()
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path as string)
  expect(references.length).toBeGreaterThan(20)
  for (const path of new Set(references))
    expect(
      path.split('/').reduce((at, name) => at?.[name], document),
      path,
    ).toBeDefined()
})

test('the page loads nothing from elsewhere, and allows no script but its own', async () => {
  const page = await get('/api/docs')
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; .*script-src 'sha256-/)
  expect(page.payload).not.toMatch(/(src|href)="(https?:)?\/\//)
  for (const text of ['/api/matters/{id}/assign', '指定承办人', 'Assign']) expect(page.payload).toContain(text)
})

test('/healthz says whether the database answers', async () => {
  const answer = await get('/healthz')
  expect([answer.statusCode, answer.json()]).toMatchObject([
    200,
    { status: 'ok', database: 'answers', readers: 'running' },
  ])
})

test('/metrics tells of requests by route, connections and live screens; a public address gets nothing', async () => {
  await get('/open311/v2/services.json')
  const { payload, statusCode } = await get('/metrics')
  expect(statusCode).toBe(200)
  expect(payload).toContain(
    'lianfang_http_seconds_count{method="GET",route="/open311/v2/services.json",status="200"} 1',
  )
  expect(payload).toMatch(/lianfang_database_connections\{whose="staff",state="total"\} \d+/)
  expect(payload).toContain('lianfang_live_clients 0')
  expect(payload).toContain('process_resident_memory_bytes')
  for (const remoteAddress of ['203.0.113.5', '2001:db8::1'])
    expect((await get('/metrics', { remoteAddress })).statusCode).toBe(404)
  for (const remoteAddress of ['10.1.2.3', '::1', '::ffff:127.0.0.1'])
    expect((await get('/metrics', { remoteAddress })).statusCode).toBe(200)
})
