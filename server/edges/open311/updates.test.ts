// mySociety's updates: what became of requests, and what another system says of one.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codes, openServedCounties, type ServedCounties } from '../../../testing/served-counties.ts'
import { open311Client } from './client.fixture.ts'

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

test('another system closes and reopens by updates, once for each; everybody reads what happened', async () => {
  const { get, post, open, matterOf } = client
  served.clock.now = new Date('2026-12-10T02:00:00Z')
  const { no } = await open()
  const m = await matterOf(no)
  const step = async (name: string, data: object, token = centre) => {
    const { version } = await matterOf(no)
    const answer = await served.app.inject({
      method: 'POST',
      url: `/api/reports/reports/${m.id}/${name}`,
      headers: { authorization: `Bearer ${token}` },
      payload: { data, version },
    })
    expect(answer.statusCode).toBe(200)
  }
  const update = (form: Record<string, string>) =>
    post('v2/servicerequestupdates.json', {
      api_key: centre,
      service_request_id: no,
      description: '已更换灯具',
      ...form,
    })

  expect((await update({ update_id: '1', status: 'CLOSED' })).status).toBe(400)
  await step('accept', { effort: 'ordinary' })
  const [notAllowed] = (await update({ update_id: '1', status: 'CLOSED', api_key: patrol })).body
  expect([notAllowed.code, notAllowed.description]).toEqual([403, expect.stringContaining('api_key: ')])
  served.clock.now = new Date('2026-12-10T03:00:00Z')
  const done = await update({ update_id: '2', status: 'FIXED', updated_datetime: '2026-12-10T02:59:00Z' })
  expect([done.status, done.body]).toMatchObject([200, [{ service_request_id: no }]])
  expect((await update({ update_id: '2', status: 'FIXED', updated_datetime: '2026-12-10T02:59:00Z' })).body).toEqual(
    done.body,
  )
  expect((await matterOf(no)).state).toBe('resolved')
  served.clock.now = new Date('2026-12-10T04:00:00Z')
  expect((await update({ update_id: '3', status: 'closed' })).status).toBe(200)
  served.clock.now = new Date('2026-12-10T05:00:00Z')
  expect((await get(`v2/requests/${no}.json`)).body).toMatchObject([
    { status: 'closed', status_notes: '已办结', updated_datetime: '2026-12-10T04:00:00Z' },
  ])
  expect((await update({ update_id: '4', status: 'OPEN', description: '又坏了' })).status).toBe(200)

  const span = 'start_date=2026-12-10T00:00:00Z&end_date=2026-12-11T00:00:00Z'
  const listed = await get(`v2/servicerequestupdates.json?${span}`)
  expect(listed.body).toMatchObject([
    { service_request_id: no, status: 'open', description: '正在办理', updated_datetime: '2026-12-10T02:00:00Z' },
    { update_id: done.body[0].update_id, status: 'open', description: '已处理，请您确认' },
    { status: 'closed', description: '已办结' },
    { status: 'open', description: '已收到', media_url: null },
  ])
  const xml = await get(`v2/servicerequestupdates.xml?${span}&page_size=2&page=2&api_key=${centre}`)
  expect(xml.body.service_request_updates.request_update).toHaveLength(2)
  const told = await get(`v2/servicerequestupdates.json?${span}&api_key=${centre}`)
  expect(told.body[1].description).toBe('已处理，请您确认\n已更换灯具')

  for (const [form, status, named] of [
    [{ update_id: '5', status: 'OPEN' }, 400, 'status'],
    [{ update_id: '6', status: 'perhaps' }, 400, 'status'],
    [{ status: 'OPEN' }, 400, 'update_id'],
    [{ update_id: '7', status: 'CLOSED', service_request_id: '990101-2026-999999' }, 404, 'service_request_id'],
    [{ update_id: '8', status: 'CLOSED', api_key: patrol }, 400, 'status'],
    [{ update_id: '9', status: 'CLOSED', api_key: '' }, 403, 'api_key'],
  ] as const) {
    const answer = await update(form)
    expect([answer.status, answer.body[0].code]).toEqual([status, status])
    expect(answer.body[0].description).toContain(named)
  }
})
