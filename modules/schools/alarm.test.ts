// The one-key alarm: due at once, at the school's place, with the station first; a mistake is noted and still looked at.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverDue } from '../../core/notices/push-send.ts'
import { fetchOutside } from '../../core/outgoing/fetch-outside.ts'
import { startPushService } from '../../testing/push-service.ts'
import { setTime } from '../../testing/rounds.ts'
import { addSchool } from '../../testing/schools.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'

const path = '/api/schools/alarms'
let world: World

beforeAll(async () => {
  world = await makeWorld()
  setTime(world, '2026-03-10T09:30')
  await addSchool(world, { name: '花园小学', unit: world.unit.school })
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const raise = async () => (await world.asUser('school')).post(path, { data: {}, channel: 'field' })

async function step(role: 'school' | 'chief' | 'command' | 'grid', id: string, name: string, data = {}) {
  const user = await world.asUser(role)
  const { body } = await user.get(`${path}/${id}`)
  return user.post(`${path}/${id}/${name}`, { data, version: body.version ?? 1 })
}

test('one press is enough: the school, its place and the station that it waits for follow by themselves', async () => {
  const { status, body } = await raise()
  expect(status).toBe(201)
  const seen = (await (await world.asUser('chief')).get(`${path}/${body.id}`)).body
  const { lng, lat } = pointIn('garden')
  expect(seen).toMatchObject({
    state: 'raised',
    data: { schoolName: '花园小学' },
    point: { lng, lat },
    dueAt: world.clock.now.toISOString(),
    waitsFor: { post: 'stationChief' },
  })
  setTime(world, '2026-03-10T09:31')
  const overdue = await (await world.asUser('command')).get(`${path}?overdue=true&open=true`)
  expect(overdue.body.rows.map((row: { id: string }) => row.id)).toEqual([body.id])
  expect((await step('chief', body.id, 'answer')).body.state).toBe('answered')
  const closing = { outcome: 'real', result: '已控制现场' }
  expect((await step('command', body.id, 'close', closing)).body.state).toBe('closed')
})

test('who pressed by mistake says so, and the alarm still waits for the police', async () => {
  const { id } = (await raise()).body
  expect((await step('school', id, 'mistake', { remark: '口袋里误触' })).body.state).toBe('raised')
  expect((await step('grid', id, 'answer')).status).toBe(404)
  expect((await step('chief', id, 'answer')).body.state).toBe('answered')
  expect((await step('school', id, 'close', { outcome: 'mistaken', result: '误触' })).status).toBe(403)
})

test('nobody but a school raises one', async () => {
  expect((await (await world.asUser('township')).post(path, { data: {} })).status).toBe(403)
})

test('it rings at night as well: quiet hours hold back no alarm', async () => {
  setTime(world, '2026-03-10T23:40')
  const service = await startPushService(world.clock.now)
  const resolve = async () => ['127.0.0.1']
  Object.assign(world.house, { fetchOutside: fetchOutside({ networks: ['127.0.0.0/8'], resolve }) })
  const { client } = await world.asHolder([{ post: 'stationChief', at: 'township' }])
  const { subscription, told } = service.browser()
  expect((await client.post('/api/field/push/subscriptions', subscription)).status).toBe(204)
  const { id } = (await raise()).body
  await world.idle()
  await deliverDue(world.house)
  expect(told.map(({ matterId }) => matterId)).toEqual([id])
  await service.end()
})
