// GeoReport v2 as another city's software meets it: discovery, services, reports in both formats.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codes, openServedCounties, type ServedCounties } from '../../../testing/served-counties.ts'
import { lamp, open311Client } from './client.fixture.ts'

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

test('discovery has its content types without a charset', async () => {
  const { get } = client
  const xml = await get('discovery.xml')
  expect([xml.status, xml.type]).toEqual([200, 'text/xml'])
  expect(xml.body.discovery.endpoints.endpoint).toMatchObject({
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: 'http://localhost:80/open311/v2',
    type: 'production',
    formats: { format: ['text/xml', 'application/json'] },
  })
  const json = await get('discovery.json', { host: 'desk.test:8443' })
  expect([json.status, json.type]).toEqual([200, 'application/json'])
  expect(json.body.endpoints).toMatchObject([
    { url: 'http://desk.test:8443/open311/v2', formats: ['text/xml', 'application/json'] },
  ])
})

test('services are the active categories, in groups, without attributes on the root', async () => {
  const { get } = client
  const json = await get('v2/services.json')
  expect(json.type).toBe('application/json; charset=utf-8')
  const light = json.body.find((service: { service_code: string }) => service.service_code === 'streetLight')
  expect(light).toEqual({
    service_code: 'streetLight',
    service_name: '路灯不亮',
    description: '隐患: 路灯不亮',
    metadata: true,
    type: 'realtime',
    keywords: '路灯不亮, Street light out, 隐患, Hazard',
    group: '隐患',
  })
  expect(json.body.map((service: { service_code: string }) => service.service_code)).not.toContain('hazard')
  const xml = await get('v2/services.xml', { 'accept-language': 'en-GB,en' })
  expect(xml.type).toBe('text/xml; charset=utf-8')
  expect(xml.text.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<services>')).toBe(true)
  expect(xml.body.services.service).toHaveLength(json.body.length)
  expect(xml.body.services.service[0].service_name).toBe('Street light out')
  expect((await get(`v2/services.json?jurisdiction_id=${codes.other}`)).body).toHaveLength(json.body.length)
})

test('a definition lists attributes; an unknown service is 404', async () => {
  const { get } = client
  const json = await get('v2/services/streetLight.json', { 'accept-language': 'en' })
  expect(json.body.service_code).toBe('streetLight')
  expect(json.body.attributes).toMatchObject([
    { variable: true, code: 'whereabouts', datatype: 'string', required: false, order: 1 },
    { code: 'anonymous', datatype: 'singlevaluelist', order: 2, values: [{ key: 'no', name: 'No' }, { key: 'yes' }] },
  ])
  const xml = await get('v2/services/streetLight.xml')
  const attributes = xml.body.service_definition.attributes.attribute
  expect(attributes[1].values.value).toMatchObject([{ key: 'no' }, { key: 'yes' }])
  const missing = await get('v2/services/nothing.xml')
  expect([missing.status, missing.body.errors.error[0].code]).toEqual([404, '404'])
  expect(missing.body.errors.error[0].description).toContain('service_code')
})

test('the public reports without a key; what is sent arrives, and the code follows it', async () => {
  const { get, open, matterOf } = client
  const { no, code } = await open({
    address_string: '桥头第二根电杆',
    first_name: '某',
    last_name: '人',
    phone: '(0745) 622.1234',
    email: 'a@b.example',
    media_url: 'http://169.254.169.254/latest/meta-data',
    description: '第一行\r\n第二行',
  })
  expect(no).toMatch(/^990101-2026-\d{6}$/)
  const m = await matterOf(no)
  expect(m).toMatchObject({
    channel: 'open311',
    state: 'received',
    lng: 109.1,
    lat: 27.15,
    placed: true,
    opened_by: null,
  })
  expect(m.data).toMatchObject({
    category: 'streetLight',
    account: '第一行\n第二行\n附件链接: http://169.254.169.254/latest/meta-data',
    whereabouts: '桥头第二根电杆',
    contact: { name: '人某', phone: '0745 622 1234' },
  })
  const token = await get(`v2/tokens/${code}.json`)
  expect(token.body).toEqual([{ service_request_id: no, token: code }])
  expect((await get(`v2/tokens/${no}.xml`)).body.service_requests.request).toEqual([
    { service_request_id: no, token: no },
  ])
  expect((await get('v2/tokens/AAAA-AAAA-AAAA.json')).status).toBe(404)
})

test('an anonymous report keeps nothing that leads to a person', async () => {
  const { open, matterOf } = client
  const { no } = await open({
    phone: '13800000000',
    first_name: 'A',
    'attribute[anonymous]': 'yes',
    'attribute[whereabouts]': '桥头',
  })
  expect((await matterOf(no)).data).toEqual({
    category: 'streetLight',
    account: lamp.description,
    place: { lng: 109.1, lat: 27.15 },
    whereabouts: '桥头',
  })
})

test('a place can be a division code, or words alone: then somebody has to place it', async () => {
  const { open, matterOf } = client
  const here = { lat: '', long: '' }
  const village = await matterOf((await open({ ...here, address_id: codes.lower })).no)
  expect(village).toMatchObject({ state: 'received', village_id: served.idOf(codes.lower), lng: null })
  const words = await matterOf((await open({ ...here, address_string: '老粮站旁' })).no)
  expect(words).toMatchObject({ state: 'unplaced', division_id: served.idOf(codes.home), placed: false })
  expect(words.data).toMatchObject({ whereabouts: '老粮站旁' })
})

test('the public sees what, where and how far, but nothing anybody wrote; a key that may read it sees the account', async () => {
  const { get, open } = client
  const { no } = await open({ phone: '13800000000', description: '我家门口的灯' })
  const { body } = await get(`v2/requests/${no}.json`)
  expect(body).toEqual([
    {
      service_request_id: no,
      status: 'open',
      status_notes: '已收到',
      service_name: '路灯不亮',
      service_code: 'streetLight',
      description: '路灯不亮',
      agency_responsible: null,
      service_notice: null,
      requested_datetime: '2026-11-23T02:00:00Z',
      updated_datetime: '2026-11-23T02:00:00Z',
      expected_datetime: expect.stringMatching(/^2026-11-2\dT\d{2}:\d{2}:\d{2}Z$/),
      address: 'home县east镇upper村',
      address_id: codes.upper,
      zipcode: null,
      lat: 27.15,
      long: 109.1,
      media_url: null,
    },
  ])
  const xml = await get(`v2/requests/${no}.xml`, { 'accept-language': 'en' })
  expect(xml.body.service_requests.request).toMatchObject([
    {
      service_request_id: no,
      status: 'open',
      status_notes: 'Received',
      address: 'upper村, east镇, home县',
      lat: '27.15',
      zipcode: '',
    },
  ])
  expect(xml.text).not.toContain('13800000000')

  const reads = () =>
    served.house.db.selectFrom('access_log').select('fields').where('route', '=', 'open311.requests').execute()
  const before = (await reads()).length
  const withKey = await get(`v2/requests/${no}.json?api_key=${centre}`)
  expect(withKey.body[0].description).toBe('我家门口的灯')
  expect(withKey.text).not.toContain('13800000000')
  expect((await reads()).slice(before)).toEqual([{ fields: ['account', 'photos'] }])
  expect((await get(`v2/requests/${no}.json?api_key=${patrol}`)).body[0].description).toBe('路灯不亮')
  expect((await get(`v2/requests/${no}.json?api_key=wrong`)).status).toBe(403)
})

test('a sensitive matter is shown by its cell only', async () => {
  const { get, open } = client
  const { no } = await open({ service_code: 'theft', lat: '27.1512345', long: '109.1012345' })
  const [request] = (await get(`v2/requests/${no}.json`)).body
  expect(request.lat).not.toBe(27.1512345)
  expect(Math.abs(request.lat - 27.1512345)).toBeLessThan(0.004)
  expect((await get(`v2/requests/${no}.json?api_key=${centre}`)).body[0]).toMatchObject({
    lat: 27.1512345,
    long: 109.1012345,
  })
})

test('requests are filtered by status, service, time and change, and come in pages', async () => {
  const { get, open } = client
  served.clock.now = new Date('2026-12-01T02:00:00Z')
  const made: string[] = []
  for (const code of ['road', 'gas', 'road', 'water']) {
    made.push((await open({ service_code: code })).no)
    served.clock.now = new Date(served.clock.now.getTime() + 60_000)
  }
  const numbers = async (query: string) =>
    (await get(`v2/requests.json?${query}`)).body.map((r: { service_request_id: string }) => r.service_request_id)
  const december = 'start_date=2026-12-01T00:00:00Z&end_date=2026-12-02T00:00:00Z'
  expect(await numbers(december)).toEqual(made.toReversed())
  expect(await numbers(`${december}&service_code=road`)).toEqual([made[2], made[0]])
  expect(await numbers(`${december}&service_code=gas,water`)).toEqual([made[3], made[1]])
  expect(await numbers(`${december}&page_size=3`)).toEqual(made.slice(1).toReversed())
  expect(await numbers(`${december}&page_size=3&page=2`)).toEqual([made[0]])
  expect(await numbers(`${december}&status=closed`)).toEqual([])
  expect(await numbers(`${december}&status=open,closed&page_size=1`)).toEqual([made[3]])
  expect(await numbers('start_date=2026-12-01T10%3A01%3A00%2B08:00&page_size=5')).toEqual(made.slice(1).toReversed())
  expect(await numbers(`service_request_id=${made[1]},${made[0]}&status=closed`)).toEqual([made[1], made[0]])
  expect(await numbers('updated_after=2026-12-01T02:01:30Z')).toEqual([made[3], made[2]])
  expect(await numbers('updated_after=2026-12-01T00:00:00Z&updated_before=2026-12-01T02:01:30Z')).toEqual([
    made[1],
    made[0],
  ])
  expect(await numbers(`jurisdiction_id=${codes.other}`)).toEqual([])
})

test('a merged request tells of the one it is handled with', async () => {
  const { get, open, matterOf } = client
  served.clock.now = new Date('2026-12-20T02:00:00Z')
  const [first, second] = [await open(), await open()]
  const [into, from] = [await matterOf(first.no), await matterOf(second.no)]
  const merged = await served.app.inject({
    method: 'POST',
    url: `/api/matters/${from.id}/merge`,
    headers: { authorization: `Bearer ${centre}` },
    payload: { into: into.id, version: from.version },
  })
  expect(merged.statusCode).toBe(200)
  const [request] = (await get(`v2/requests/${second.no}.json`)).body
  expect(request).toMatchObject({
    service_request_id: second.no,
    status: 'open',
    service_notice: `与 ${first.no} 合并办理`,
  })
  const day = 'start_date=2026-12-20T00:00:00Z&end_date=2026-12-21T00:00:00Z'
  const listed = (await get(`v2/requests.json?${day}`)).body
  expect(listed.map((r: { service_request_id: string }) => r.service_request_id)).toEqual([first.no])
})

test('the same Idempotency-Key again opens nothing new', async () => {
  const { post } = client
  const headers = { 'idempotency-key': 'from-another-city-1' }
  const first = await post('v2/requests.json', lamp, headers)
  expect((await post('v2/requests.json', lamp, headers)).body).toEqual(first.body)
  expect((await post('v2/requests.json', { ...lamp, description: '别的' }, headers)).status).toBe(400)
})
