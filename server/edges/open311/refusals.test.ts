// What GeoReport v2 refuses, in its own form: who may not, what is wrong and where, what is too much.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetSettings } from '../../../core/lists/settings.ts'
import { codes, openServedCounties, type ServedCounties } from '../../../testing/served-counties.ts'
import { lamp, open311Client } from './client.fixture.ts'
import { withoutKeySetting } from './post.ts'

let served: ServedCounties
let client: ReturnType<typeof open311Client>
let centre: string
let patrol: string

beforeAll(async () => {
  served = await openServedCounties()
  client = open311Client(served)
  centre = await served.keyOf('countyCentre', codes.home)
  patrol = await served.keyOf('patrol', codes.home)
})
afterAll(async () => {
  expect(served.faults).toEqual([])
  await served.end()
})

test('a county can ask for keys, and a key needs a post that opens reports', async () => {
  const { post, matterOf } = client
  const refused = await post('v2/requests.json', { ...lamp, api_key: patrol })
  expect([refused.status, refused.body[0].code]).toEqual([403, 403])
  expect((await post('v2/requests.xml', { ...lamp, api_key: 'no-such-key' })).status).toBe(403)
  await served.house.db
    .insertInto('county_settings')
    .values({
      county_id: served.idOf(codes.home),
      id: withoutKeySetting,
      value: JSON.stringify(false) as never,
      changed_at: served.clock.now,
    })
    .execute()
  forgetSettings(served.ctx)
  expect((await post('v2/requests.json', lamp)).status).toBe(403)
  expect((await post('v2/requests.json', { ...lamp, api_key: centre })).status).toBe(201)
  const { no } = {
    no: (await post('v2/requests.json', lamp, { authorization: `Bearer ${centre}` })).body[0].service_request_id,
  }
  expect((await matterOf(no)).opened_by).not.toBeNull()
  await served.house.db.deleteFrom('county_settings').where('id', '=', withoutKeySetting).execute()
  forgetSettings(served.ctx)
})

test.each([
  [{ service_code: '' }, 400, 'service_code'],
  [{ service_code: 'nothing' }, 404, 'service_code'],
  [{ service_code: 'hazard' }, 404, 'service_code'],
  [{ lat: '' }, 400, 'lat'],
  [{ long: '' }, 400, 'long'],
  [{ lat: '91' }, 400, 'lat'],
  [{ lat: 'north' }, 400, 'lat'],
  [{ lat: '31.2', long: '121.4' }, 400, 'lat'],
  [{ lat: '', long: '' }, 400, 'lat'],
  [{ address_id: '123456' }, 400, 'address_id'],
  [{ address_id: codes.otherVillage }, 400, 'address_id'],
  [{ description: '' }, 400, 'description'],
  [{ description: 'a\u0000b' }, 400, 'description'],
  [{ description: 'x'.repeat(10_001) }, 400, 'description'],
  [{ address_string: 'x'.repeat(201) }, 400, 'address_string'],
  [{ phone: 'call me' }, 400, 'phone'],
  [{ first_name: 'x'.repeat(100) }, 400, 'first_name'],
  [{ media_url: 'javascript:alert(1)' }, 400, 'media_url'],
  [{ media_url: 'file:///etc/passwd' }, 400, 'media_url'],
  [{ 'attribute[nothing]': '1' }, 400, 'attribute[nothing]'],
  [{ 'attribute[anonymous]': 'maybe' }, 400, 'attribute[anonymous]'],
  [{ jurisdiction_id: 'city.example' }, 404, 'jurisdiction_id'],
] as const)('POST with %o is %i and names %s', async (form, status, named) => {
  for (const format of ['json', 'xml'] as const) {
    const answer = await client.post(`v2/requests.${format}`, { ...lamp, ...form })
    const error = format === 'json' ? answer.body[0] : answer.body.errors.error[0]
    expect([answer.status, Number(error.code)]).toEqual([status, status])
    expect(error.description).toContain(`${named}: `)
  }
})

test.each([
  ['page=0', 'page'],
  ['page_size=1001', 'page_size'],
  ['page_size=ten', 'page_size'],
  ['start_date=yesterday', 'start_date'],
  ['end_date=2026-13-40', 'end_date'],
  ['start_date=2026-01-01T00:00:00Z&end_date=2026-12-01T00:00:00Z', 'start_date'],
  ['start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z', 'end_date'],
  ['status=done', 'status'],
  ['updated_after=1', 'updated_after'],
  [`service_request_id=${Array.from({ length: 201 }, (_, i) => i).join(',')}`, 'service_request_id'],
])('GET requests with %s is 400 and names %s', async (query, named) => {
  const answer = await client.get(`v2/requests.json?${query}`)
  expect([answer.status, answer.body[0].code]).toEqual([400, 400])
  expect(answer.body[0].description).toContain(`${named}: `)
})

test('addresses that are not here answer in the form of the standard', async () => {
  const { get } = client
  for (const path of [
    'v2/nothing.xml',
    'v2/requests',
    'v2/requests/1',
    'v2',
    'v2/services/.xml',
    'v2/requests/990101-2026-999999.xml',
  ]) {
    const answer = await get(path)
    expect([answer.status, answer.type]).toEqual([404, 'text/xml; charset=utf-8'])
    expect(answer.body.errors.error[0].code).toBe('404')
  }
  const json = await served.app.inject({ method: 'POST', url: '/open311/v2/requests.json', payload: { a: 1 } })
  expect([json.statusCode, json.json()[0].code]).toEqual([400, 400])
})

test('a flood from one address is told to wait, while others are served', async () => {
  const send = (from: string) =>
    served.app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      remoteAddress: from,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'service_code=nothing',
    })
  const statuses: number[] = []
  for (let i = 0; i < 25; i++) statuses.push((await send('203.0.113.9')).statusCode)
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  const last = await send('203.0.113.9')
  expect([last.statusCode, last.json()[0].code, Number(last.headers['retry-after']) > 0]).toEqual([429, 429, true])
  expect((await send('203.0.113.10')).statusCode).toBe(404)
})
