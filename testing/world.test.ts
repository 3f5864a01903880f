// The test world itself: it stands quickly, everybody signs in, the playful kind is served like any other.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { booking, surfaces } from './fixtures/booking.matter.ts'
import { makeWorld, type World } from './world.ts'
import { type Role, roles } from './world-cast.ts'
import { pointIn } from './world-ground.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ kinds: [booking], lists: [surfaces] })
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

test('everybody of the cast holds what they hold', async () => {
  for (const role of Object.keys(roles) as Role[]) {
    const { status, body } = await (await world.asUser(role)).get('/api/me')
    expect(status, role).toBe(200)
    expect(body.posts.map((p: { post: string }) => p.post)).toEqual(roles[role].map((p) => p.post))
  }
})

test('points lie where their names say', () => {
  const { places } = world.house.divisions
  for (const name of ['street', 'gardenGrid', 'otherVillage', 'neighbourVillage'] as const) {
    const { lng, lat } = pointIn(name)
    expect(places.divisionAt(lng, lat), name).toBe(world.at[name])
  }
})

test('a booking is opened, and everything read by the subscribers; sessions live on when the clock is moved', async () => {
  const grid = await world.asUser('grid')
  const data = { surface: 'clay', wish: '周六下午打两小时', court: pointIn('gardenGrid') }
  const opened = await grid.post('/api/club/bookings', { data })
  expect(opened).toMatchObject({ status: 201, body: { state: 'asked', division: { name: '桂正网格' } } })
  await world.idle()
  world.clock.forward(30 * 24)
  expect((await grid.get(`/api/club/bookings/${opened.body.id}`)).status).toBe(200)
})
