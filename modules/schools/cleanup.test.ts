// A stall near a school is put right by several departments in one matter: the leader's, and the parts of those who help.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { addVenue, venuesPath } from '../../testing/schools.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'

const path = '/api/schools/cleanups'
let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

async function step(client: Client, id: string, name: string, data: Record<string, unknown> = {}) {
  const { body } = await client.get(`${path}/${id}`)
  return client.post(`${path}/${id}/${name}`, { data, version: body.version ?? 1 })
}

test('one leads, another helps, a third sees nothing; the venue’s page shows it', async () => {
  const county = await world.asUser('county')
  const venue = await addVenue(county, '校门口摊点', pointIn('garden'))
  const { emergency, power } = world.unit
  const data = {
    venue: venue.id,
    problem: '占道经营',
    metres: 164.8,
    measuredBy: '测绘队',
    lead: emergency,
    second: power,
  }
  const opened = await county.post(path, { data })
  expect(opened.status).toBe(201)
  const { id } = opened.body
  const [lead, helper] = [await world.asUser('emergency'), await world.asUser('power')]
  const other = (await world.asHolder([{ post: 'department', at: 'county', unit: 'education' }])).client
  expect((await other.get(`${path}/${id}`)).status).toBe(404)
  expect((await step(lead, id, 'take')).body.state).toBe('doing')
  const added = await step(helper, id, 'add', { parts: [{ office: '供电公司', did: '拆除私拉电线' }] })
  expect(added.body.data).toMatchObject({ venueName: '校门口摊点', parts: [{ office: '供电公司' }] })
  expect((await step(helper, id, 'show', { result: '已清理' })).status).toBe(403)
  expect((await step(lead, id, 'show', { result: '已清理，改到便民市场' })).body.state).toBe('shown')
  expect((await step(county, id, 'pass')).body.state).toBe('closed')
  const page = await county.get(`${venuesPath}/${venue.id}`)
  expect(page.body.links.map((link: { id: string; state: string }) => [link.id, link.state])).toEqual([[id, 'closed']])
})
