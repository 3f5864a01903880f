// Rounds over the key areas: told at the place, with or without a network, counted for the school, by nobody else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTime } from '../../testing/rounds.ts'
import { addSchool, schoolsPath } from '../../testing/schools.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'

const walks = '/api/schools/walks'
let world: World
let schoolId: string
let gateRoom: string
let canteen: string

beforeAll(async () => {
  world = await makeWorld()
  setTime(world, '2026-03-10T07:00')
  schoolId = (await addSchool(world, { unit: world.unit.school })).id
  gateRoom = await addArea('门卫室')
  canteen = await addArea('食堂')
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

async function addArea(name: string): Promise<string> {
  const data = { name, school: schoolId, unit: world.unit.school, part: 'other', place: pointIn('garden') }
  const { status, body } = await (await world.asUser('county')).post('/api/schools/areas', { data })
  expect(status).toBe(201)
  return body.id
}

/** The guard passes an area now, or passed it at another moment by the phone's clock. */
async function pass(area: string, deviceAt?: string) {
  const sent = deviceAt === undefined ? {} : { deviceAt: `${deviceAt}:00+08:00`, channel: 'field' }
  return (await world.asUser('school')).post(walks, { data: { area }, ...sent })
}

const rounds = async () =>
  (await (await world.asUser('county')).get(`${schoolsPath}/${schoolId}/glance`)).body.glance.rounds

test('a round is whole once every area was passed; a second tap at the same place counts once', async () => {
  expect(await rounds()).toEqual({ done: 0, needed: 5, lastAt: null, unseen: ['门卫室', '食堂'] })
  setTime(world, '2026-03-10T07:30')
  const first = await pass(gateRoom)
  expect([first.status, first.body.state]).toEqual([201, 'walked'])
  setTime(world, '2026-03-10T07:34')
  await pass(gateRoom)
  expect(await rounds()).toMatchObject({ done: 0, unseen: ['食堂'] })
  await pass(canteen)
  expect(await rounds()).toEqual({ done: 1, needed: 5, lastAt: '2026-03-09T23:34:00.000Z', unseen: [] })
})

test('a walk without a network counts for when it was made, not for when the phone came back', async () => {
  setTime(world, '2026-03-10T12:00')
  await pass(gateRoom, '2026-03-10T09:10')
  await pass(canteen, '2026-03-10T09:15')
  expect(await rounds()).toMatchObject({ done: 2, lastAt: '2026-03-10T01:15:00.000Z' })
  await pass(gateRoom, '2026-03-09T22:00')
  await pass(canteen, '2026-03-09T22:05')
  expect((await rounds()).done).toBe(2)
  await pass(canteen, '2026-03-10T23:00')
  expect((await rounds()).lastAt).toBe('2026-03-10T04:00:00.000Z')
})

test('five rounds are enough for the county’s view, and the next morning begins at none', async () => {
  const county = await world.asUser('county')
  const short = async () => (await county.get('/api/schools/overview')).body.total.unwalked
  expect(await short()).toBe(1)
  for (const at of ['13:00', '14:00', '15:00']) {
    setTime(world, `2026-03-10T${at}`)
    await pass(gateRoom)
    await pass(canteen)
  }
  expect([(await rounds()).done, await short()]).toEqual([5, 0])
  setTime(world, '2026-03-11T06:00')
  expect([(await rounds()).done, await short()]).toEqual([0, 1])
})

test('an area of another school is nobody’s to pass, and a walk belongs to its school and those above', async () => {
  const elsewhere = (await addSchool(world, { name: '别的小学' })).id
  const data = { name: '别处', school: elsewhere, part: 'other', place: pointIn('garden') }
  const other = (await (await world.asUser('county')).post('/api/schools/areas', { data })).body.id
  expect((await pass(other)).body.errors[0].field).toBe('data.area')
  const { id } = (await pass(gateRoom)).body
  for (const [role, status] of [
    ['school', 200],
    ['chief', 200],
    ['county', 200],
    ['grid', 404],
  ] as const)
    expect([role, (await (await world.asUser(role)).get(`${walks}/${id}`)).status]).toEqual([role, status])
})

test('the phone carries the areas of its own school with the codes of their plates', async () => {
  const school = await world.asUser('school')
  const { body } = await school.get('/api/field/sync')
  const { entries } = body.lists as { entries: { id: string; kind: string; code: string; headline: string }[] }
  const areas = entries.filter((entry) => entry.kind === 'schools.area')
  expect(areas.map((entry) => entry.headline)).toEqual(['门卫室', '食堂'])
  const { body: plate } = await school.get(`/api/schools/areas/${gateRoom}/plate`)
  expect(areas[0]?.code).toBe(plate.code)
  const grid = await (await world.asUser('grid')).get('/api/field/sync')
  expect(grid.body.lists.entries).toEqual([])
})
