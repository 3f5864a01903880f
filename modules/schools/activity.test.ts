// A trip is approved by the education authority, told to its destination, and the next one waits for its report.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { setTime } from '../../testing/rounds.ts'
import { addSchool } from '../../testing/schools.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { activity } from './activity.matter.ts'

const path = '/api/schools/activities'
let world: World
let education: Client
let station: Client

beforeAll(async () => {
  world = await makeWorld()
  setTime(world, '2026-04-08T09:00')
  education = (await world.asHolder([{ post: 'department', at: 'county', unit: 'education' }])).client
  station = (await world.asHolder([{ post: 'stationChief', at: 'neighbourTownship' }])).client
  await addSchool(world, { name: '花园中学', unit: world.unit.school })
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const trip = () => ({
  title: '春季研学',
  where: 'away',
  day: '2026-04-17',
  pupils: 138,
  adults: 10,
  plan: '每车两名教职工，定点清点人数',
  destination: world.at.neighbourTownship,
  route: '县道向西',
  vehicles: 3,
  insured: true,
})

const open = async (data: Record<string, unknown> = trip()) => (await world.asUser('school')).post(path, { data })

async function step(client: Client, id: string, name: string, data: Record<string, unknown> = {}) {
  const { body } = await client.get(`${path}/${id}`)
  return client.post(`${path}/${id}/${name}`, { data, version: body.version ?? 1 })
}

test('from the application to the report; the destination reads it only once it is approved', async () => {
  const opened = await open()
  expect(opened.status).toBe(201)
  const { id } = opened.body
  expect((await education.get(`${path}?work=true`)).body.rows.map((row: { id: string }) => row.id)).toEqual([id])
  expect((await education.get(`${path}/${id}`)).body.data).toMatchObject({ schoolName: '花园中学', pupils: 138 })
  expect((await station.get(`${path}/${id}`)).status).toBe(404)

  setTime(world, '2026-04-10T10:00')
  expect((await step(await world.asUser('school'), id, 'approve')).status).toBe(403)
  expect((await step(education, id, 'approve', { decision: '同意' })).body.state).toBe('approved')
  const told = await station.get('/api/notices')
  expect(JSON.stringify(told.body)).toContain('请知悉')
  setTime(world, '2026-04-11T09:00')
  expect((await step(station, id, 'notice', { noticed: '已安排路口执勤' })).status).toBe(200)
  expect((await education.get(`${path}/${id}`)).body.data.noticed).toBe('已安排路口执勤')

  const school = await world.asUser('school')
  const early = await step(school, id, 'setOut', { out: 138 })
  expect([early.status, early.body.why]).toEqual([409, `${activity.kind}.why.notTheDay`])
  setTime(world, '2026-04-17T07:40')
  expect((await step(school, id, 'setOut', { out: 138 })).body.state).toBe('away')
  setTime(world, '2026-04-17T17:55')
  const lost = await step(school, id, 'comeBack', { back: 137 })
  expect([lost.status, lost.body.why]).toEqual([409, `${activity.kind}.why.notAllBack`])
  expect((await step(school, id, 'comeBack', { back: 138 })).body).toMatchObject({ state: 'over' })

  setTime(world, '2026-04-24T17:00')
  expect((await open({ ...trip(), day: '2026-05-08', title: '第二次' })).status).toBe(201)
  setTime(world, '2026-04-25T09:00')
  const held = await open({ ...trip(), day: '2026-05-15', title: '第三次' })
  expect(held.status).toBe(400)
  expect(held.body.errors).toEqual([
    { field: 'data.school', message: expect.objectContaining({ zh: expect.stringContaining(opened.body.no) }) },
  ])
  const glance = (await school.get('/api/schools/overview')).body.rows[0]
  expect(glance).toMatchObject({ reports: 1 })
  expect((await step(school, id, 'report', { report: '全部平安返回' })).body.state).toBe('closed')
  expect((await open({ ...trip(), day: '2026-05-15', title: '第三次' })).status).toBe(201)
})

test.each([
  [{ insured: false }, 'notInsured'],
  [{ adults: 9 }, 'tooFewAdults'],
  [{ route: undefined }, 'tripIncomplete'],
  [{ destination: undefined }, 'tripIncomplete'],
])('a trip with %j is not approved: %s', async (wrong, why) => {
  const data = Object.fromEntries(
    Object.entries({ ...trip(), day: '2026-06-12', ...wrong }).filter(([, value]) => value !== undefined),
  )
  const { body } = await open(data)
  const refused = await step(education, body.id, 'approve')
  expect([refused.status, refused.body.why]).toEqual([409, `${activity.kind}.why.${why}`])
})

test('an event on the grounds needs no destination; sent back, it comes again', async () => {
  const { destination: _, route: __, vehicles: ___, insured: ____, ...data } = trip()
  const { body } = await open({ ...data, where: 'grounds', day: '2026-06-12', title: '运动会' })
  expect((await step(education, body.id, 'sendBack', { decision: '请补充急救安排' })).body.state).toBe('returned')
  const school = await world.asUser('school')
  expect((await step(school, body.id, 'handInAgain', { plan: '校医全程在场' })).body.state).toBe('applied')
  expect((await step(education, body.id, 'approve')).body.state).toBe('approved')
})

test('nobody opens one for a school they do not read, and none without a school', async () => {
  const other = await addSchool(world, { name: '别的学校' })
  const refused = await open({ ...trip(), school: other.id, day: '2026-06-12' })
  expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'data.school'])
  const strayed = await world.asHolder([{ post: 'schoolGuard', at: 'street', unit: 'power' }])
  const none = await strayed.client.post(path, { data: trip() })
  expect([none.status, none.body.errors[0].field]).toEqual([400, 'data.school'])
})
