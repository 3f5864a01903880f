// A visitor comes in once the visited office has confirmed, is listed when still inside at six, and is forgotten after 30 days.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseExpired } from '../../core/matters/retention.ts'
import { setTime } from '../../testing/rounds.ts'
import { addSchool } from '../../testing/schools.ts'
import { tablesWith } from '../../testing/whole-database.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { visit } from './visit.matter.ts'

const path = '/api/schools/visits'
const phone = '13900456123'
let world: World

beforeAll(async () => {
  world = await makeWorld()
  setTime(world, '2026-03-10T08:30')
  await addSchool(world, { unit: world.unit.school })
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const book = async () => {
  const data = { office: '三年级', day: '2026-03-10', visitor: { name: '家长', phone }, purpose: '送药品' }
  return (await world.asUser('school')).post(path, { data })
}

async function step(id: string, name: string, data: Record<string, unknown> = {}) {
  const school = await world.asUser('school')
  const { body } = await school.get(`${path}/${id}`)
  return school.post(`${path}/${id}/${name}`, { data, version: body.version })
}

const listed = async (filter: string) =>
  (await (await world.asUser('school')).get(`${path}?${filter}`)).body.rows.map((row: { id: string }) => row.id)

test('in only after the office has confirmed, out again, and nobody above the school reads it', async () => {
  const { id } = (await book()).body
  setTime(world, '2026-03-10T09:05')
  expect((await step(id, 'enter')).status).toBe(409)
  expect((await step(id, 'confirm')).body.state).toBe('confirmed')
  expect((await step(id, 'enter')).body.state).toBe('inside')
  for (const role of ['county', 'township', 'chief'] as const)
    expect((await (await world.asUser(role)).get(`${path}/${id}`)).status).toBe(404)
  setTime(world, '2026-03-10T10:40')
  expect((await step(id, 'leave')).body.state).toBe('left')
  expect(await listed('overdue=true&open=true')).toEqual([])

  setTime(world, '2026-04-09T10:39')
  await eraseExpired(world.house)
  expect(await tablesWith(world.house.db, phone)).toEqual(['matters'])
  setTime(world, '2026-04-10T00:30')
  await eraseExpired(world.house)
  expect(await tablesWith(world.house.db, phone)).toEqual([])
})

test('who is still inside at six is on the list; who never came lapses by itself', async () => {
  setTime(world, '2026-03-10T15:00')
  const { id } = (await book()).body
  await step(id, 'confirm')
  await step(id, 'enter')
  setTime(world, '2026-03-10T17:59')
  expect(await listed('overdue=true&open=true')).toEqual([])
  setTime(world, '2026-03-10T18:01')
  expect(await listed('overdue=true&open=true')).toEqual([id])
  expect((await step(id, 'leave')).body.state).toBe('left')
})

test('another day than the booked one is refused with its reason', async () => {
  setTime(world, '2026-03-09T09:00')
  const { id } = (await book()).body
  await step(id, 'confirm')
  const early = await step(id, 'enter')
  expect([early.status, early.body.why]).toEqual([409, `${visit.kind}.why.notTheDay`])
})
