// Entries of a register: added, changed, confirmed, closed; who sees and keeps them; what they said on a day.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCourt, courtData, courts, gates, makeCourts, squareAround, stepCourt } from '../../testing/courts.ts'
import type { World } from '../../testing/world.ts'
import type { Role } from '../../testing/world-cast.ts'
import { pointIn } from '../../testing/world-ground.ts'

let world: World
beforeAll(async () => {
  world = await makeCourts()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

test('a point puts an entry into its village, and only what makes it complete is missing', async () => {
  const added = await addCourt(world, { at: 'gardenGrid' })
  expect(added.division.names).toEqual(['新晃侗族自治县', '凉伞镇', '花园村'])
  expect(added.missing).toEqual(['ground', 'answers', 'office'])
  expect(added.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const ground = squareAround(pointIn('gardenGrid'))
  const county = await world.asUser('county')
  const changed = await stepCourt(county, added.id, 'change', {
    data: { ground, answers: 'unitGuard', office: '0745-6221110' },
  })
  expect(changed.body).toMatchObject({ missing: [], version: 2, data: { ground, seats: 40 } })
})

test.each<[string, Record<string, unknown>, string, RegExp]>([
  ['a code that lost its zero', { number: '12345' }, 'data.number', /012345/],
  ['a category that is not there', { surface: 'lava' }, 'data.surface', /no such category/],
  ['a unit that is not there', { keeper: randomUUID() }, 'data.keeper', /no such unit/],
  ['a number below nought', { seats: -3 }, 'data.seats', /At least 0/],
  ['a wrong telephone', { office: '12-34' }, 'data.office', /0745-6221110/],
  ['half a fen', { fee: 1.005 }, 'data.fee', /steps of 0.01/],
  ['a place in the other county', { place: pointIn('neighbour') }, 'data.place', /WGS84/],
  ['a border that crosses itself', { ground: bowTie() }, 'data.ground', /crosses itself at 108\.95/],
  [
    'a line of one point',
    {
      fence: {
        type: 'LineString',
        coordinates: [
          [108.91, 27.01],
          [108.91, 27.01],
        ],
      },
    },
    'data.fence',
    /two different/,
  ],
  ['a file that never came', { photos: [randomUUID()] }, 'data.photos', /did not arrive/],
  ['a field nobody declared', { colour: 'red' }, 'data.colour', /not known/],
])('%s is refused with its field and the way out', async (_, data, field, message) => {
  const county = await world.asUser('county')
  const answer = await county.post(courts, {
    data: courtData({ place: pointIn('garden'), ...data }),
    divisionId: world.at.garden,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(400)
  const fault = answer.body.errors.find((each: { field: string }) => each.field.startsWith(field))
  expect(fault?.message.en).toMatch(message)
  expect(fault?.message.zh).toMatch(/\p{Script=Han}/u)
})

function bowTie() {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [108.94, 27.01],
        [108.96, 27.03],
        [108.96, 27.01],
        [108.94, 27.03],
        [108.94, 27.01],
      ],
    ],
  }
}

test('a second entry of the same values is refused, whatever the case and the spaces', async () => {
  const { data } = await addCourt(world)
  const county = await world.asUser('county')
  const again = await county.post(courts, { data: courtData({ number: data.number, place: pointIn('street') }) })
  expect(again.status).toBe(409)
  expect(again.body).toMatchObject({ code: 'registers.same', errors: [{ field: 'data.number' }] })
})

test('a stale version is refused, and a retry with its key changes nothing twice', async () => {
  const { id } = await addCourt(world)
  const county = await world.asUser('county')
  const key = randomUUID()
  const first = await county.post(`${courts}/${id}/change`, { version: 1, data: { seats: 50 } }, { key })
  const again = await county.post(`${courts}/${id}/change`, { version: 1, data: { seats: 50 } }, { key })
  expect(again.body).toEqual(first.body)
  const stale = await county.post(`${courts}/${id}/change`, { version: 1, data: { seats: 60 } })
  expect(stale.body).toMatchObject({ code: 'matters.stale', yours: 1, current: 2 })
})

test.each<[Role, number, number]>([
  ['county', 200, 200],
  ['township', 200, 200],
  ['grid', 200, 200],
  ['patrol', 200, 403],
  ['guard', 200, 200],
  ['street', 404, 404],
  ['otherTownship', 404, 404],
  ['neighbourCounty', 404, 404],
  ['mediator', 404, 404],
  ['nobody', 404, 404],
])('%s reads with %i and changes with %i', async (role, reads, changes) => {
  const { id } = await addCourt(world, { data: { keeper: world.unit.power } })
  const client = await world.asUser(role)
  expect((await client.get(`${courts}/${id}`)).status).toBe(reads)
  const list = await client.get(`${courts}?limit=200`)
  expect(list.body.rows.some((row: { id: string }) => row.id === id)).toBe(reads === 200)
  expect((await stepCourt(client, id, 'change', { data: { seats: 41 } })).status).toBe(changes)
})

test('a unit’s guard keeps its own unit’s entry and cannot give it away', async () => {
  const own = await addCourt(world, { data: { keeper: world.unit.power } })
  const foreign = await addCourt(world, { data: { keeper: world.unit.emergency } })
  const guard = await world.asUser('guard')
  expect((await guard.get(`${courts}/${foreign.id}`)).status).toBe(404)
  const given = await stepCourt(guard, own.id, 'change', { data: { keeper: world.unit.emergency } })
  expect(given.body.code).toBe('access.not-your-post')
  const added = await guard.post(courts, { data: courtData({ place: pointIn('garden') }) })
  expect(added.body.code).toBe('access.not-your-post')
})

test('a sealed field is seen by few, its reading is logged, and nobody writes it blindly', async () => {
  const { id } = await addCourt(world, { data: { keyBox: '值班室抽屉' } })
  const [county, grid] = [await world.asUser('county'), await world.asUser('grid')]
  expect((await grid.get(`${courts}/${id}`)).body.data).not.toHaveProperty('keyBox')
  expect((await county.get(`${courts}/${id}`)).body.data.keyBox).toBe('值班室抽屉')
  const blind = await stepCourt(grid, id, 'change', { data: { keyBox: '门口' } })
  expect(blind.body.errors[0].field).toBe('data.keyBox')
  const logged = await world.ctx.db
    .selectFrom('access_log')
    .select(['actor_id', 'fields'])
    .where(sql<boolean>`${id} = any(subject_ids::text[])`)
    .where('what', '=', 'read')
    .execute()
  expect(new Set(logged.map((row) => row.actor_id))).toEqual(new Set([world.account.county]))
  expect(logged[0]?.fields).toEqual(['keyBox'])
})

test('an entry is shown as it stood on a day, and its story names every change', async () => {
  const before = world.clock.now
  const { id } = await addCourt(world, { data: { seats: 10 } })
  const county = await world.asUser('county')
  world.clock.forward(48)
  await stepCourt(county, id, 'change', { data: { seats: 20 } })
  world.clock.forward(48)
  await stepCourt(county, id, 'change', { data: { name: '新球场' }, clears: ['place'] })
  const on = async (day: string) => (await county.get(`${courts}/${id}?on=${day}`)).body
  expect((await on('2026-11-23')).data.seats).toBe(10)
  expect((await on('2026-11-24')).data.seats).toBe(10)
  expect(await on('2026-11-25')).toMatchObject({ version: 2, on: '2026-11-25', data: { seats: 20 } })
  expect(await on('2026-11-28')).toMatchObject({ version: 3, headline: '新球场', point: null })
  expect((await county.get(`${courts}/${id}?on=2026-11-01`)).status).toBe(404)
  const { body: versions } = await county.get(`${courts}/${id}/versions`)
  expect(versions.map((v: { did: string; changed: string[] }) => [v.did, v.changed])).toEqual([
    ['changed', ['name', 'place']],
    ['changed', ['seats']],
    ['added', []],
  ])
  const { body: story } = await county.get(`${courts}/${id}/history`)
  expect(story).toHaveLength(3)
  world.clock.now = before
})

test('an entry nobody confirmed for long is stale until somebody does', async () => {
  const before = world.clock.now
  const { id } = await addCourt(world)
  world.clock.forward(24 * 181)
  const county = await world.asUser('county')
  expect((await county.get(`${courts}/${id}`)).body.stale).toBe(true)
  const stale = await county.get(`${courts}?stale=true&limit=200`)
  expect(stale.body.rows.map((row: { id: string }) => row.id)).toContain(id)
  expect((await stepCourt(county, id, 'confirm')).body.stale).toBe(false)
  world.clock.now = before
})

test('a closed entry leaves the list, frees its number, and comes back only while that is free', async () => {
  const { id, data } = await addCourt(world)
  const county = await world.asUser('county')
  expect((await stepCourt(county, id, 'close', { reason: '已拆除' })).body.closedOn).toBe('2026-11-23')
  expect((await stepCourt(county, id, 'change', { data: { seats: 1 } })).body.code).toBe('registers.closed')
  const closed = await county.get(`${courts}?closed=true&limit=200`)
  expect(closed.body.rows.map((row: { id: string }) => row.id)).toContain(id)
  const successor = await county.post(courts, { data: courtData({ number: data.number, place: pointIn('garden') }) })
  expect(successor.status).toBe(201)
  const reopened = await stepCourt(county, id, 'reopen', { reason: '拆错了' })
  expect(reopened.body.code).toBe('registers.same')
})

test('a gate names its court, and the court shows its gates', async () => {
  const { id, headline } = await addCourt(world)
  const county = await world.asUser('county')
  const gate = await county.post(gates, { data: { name: '北门', court: id, place: pointIn('garden') } })
  expect(gate.body.refersTo.court).toMatchObject({ id, headline })
  const { body } = await county.get(`${courts}/${id}`)
  expect(body.referredBy).toMatchObject([{ id: gate.body.id, headline: '北门', field: 'court', kind: 'club.gate' }])
  const wrong = await county.post(gates, { data: { name: '南门', court: gate.body.id, place: pointIn('garden') } })
  expect(wrong.body.errors[0]).toMatchObject({ field: 'data.court' })
})
