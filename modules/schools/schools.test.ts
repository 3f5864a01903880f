// Schools on one page: how far venues are from the boundary, which guards are missing, and who sees which school.
import geographiclib from 'geographiclib-geodesic'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetSettings } from '../../core/lists/settings.ts'
import { addSchool, addVenue, eastOf, groundsAround, schoolsPath } from '../../testing/schools.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const overview = '/api/schools/overview'

test('an internet café 164.8 m from the boundary is within 200 m, though it is 214 m from the middle', async () => {
  const middle = pointIn('garden')
  const school = await addSchool(world, { place: middle, ground: groundsAround(middle, 49.2) })
  const county = await world.asUser('county')
  const door = eastOf(middle, 49.2 + 164.8)
  const cafe = await addVenue(county, '某网吧', door)
  await addVenue(county, '远处网吧', eastOf(middle, 49.2 + 200.4))
  const { body } = await county.get(`${schoolsPath}/${school.id}/glance`)
  expect(body.near).toEqual([{ schoolId: school.id, venueId: cafe.id, name: '某网吧', trade: 'netbar', metres: 164.8 }])
  expect(geographiclib.Geodesic.WGS84.Inverse(middle.lat, middle.lng, door.lat, door.lng).s12).toBeCloseTo(214, 1)
  const all = await county.get('/api/schools/perimeter')
  expect(all.body.near).toHaveLength(1)
  const elsewhere = await county.get(`/api/schools/perimeter?division=${world.at.otherTownship}`)
  expect(elsewhere.body.near).toEqual([])
})

test('a school with 1,720 pupils and three guards lacks one; one with 96 pupils and one guard lacks none', async () => {
  const a = await addSchool(world, { name: '甲校', students: 1720, guards: 3, place: pointIn('street') })
  const b = await addSchool(world, { name: '乙校', students: 96, guards: 1, place: pointIn('street') })
  const county = await world.asUser('county')
  const { body } = await county.get(overview)
  const of = (id: string) => body.rows.find((row: { id: string }) => row.id === id)
  expect(of(a.id)).toMatchObject({ needed: 4, shortfall: 1, venues: null, lawShort: true })
  expect(of(b.id)).toMatchObject({ needed: 1, shortfall: 0 })
  expect(body.total).toMatchObject({ schools: 3, students: 400 + 1720 + 96, shortfall: 1, short: 1, near: 1 })
})

test('a county keeps a table of guards of its own', async () => {
  const { house, at, clock } = world
  const value = JSON.stringify([{ from: 0, guards: 7 }])
  const row = { county_id: at.county, id: 'schools.guards', value, changed_at: clock.now }
  await house.db.insertInto('county_settings').values(row).execute()
  forgetSettings(world.ctx)
  const county = await world.asUser('county')
  const { body } = await county.get(overview)
  expect(body.rows.map((r: { needed: number }) => r.needed)).toEqual([7, 7, 7])
  await house.db.deleteFrom('county_settings').where('id', '=', 'schools.guards').execute()
  forgetSettings(world.ctx)
})

test('a deputy head whose term is over, or with too few hours, is named', async () => {
  const lawHead = world.unit.emergency
  const county = await world.asUser('county')
  const isShort = async (data: object, hours = 4) => {
    const { id } = await addSchool(world, { lawHead, lawHeadUntil: '2027-08-31', ...data })
    const lesson = { topic: '防欺凌', school: id, day: '2026-11-20', hours }
    await county.post('/api/schools/lessons', { divisionId: world.at.garden, data: lesson })
    const { body } = await county.get(`${schoolsPath}/${id}/glance`)
    return body.glance.lawShort
  }
  expect(await isShort({})).toBe(false)
  expect(await isShort({ lawHeadUntil: '2026-11-22' })).toBe(true)
  expect(await isShort({}, 3.5)).toBe(true)
})

test('a school sees itself, its station the schools of the township, a neighbour none', async () => {
  const own = await addSchool(world, { name: '丙校', unit: world.unit.school })
  const names = async (role: 'school' | 'chief' | 'neighbourCounty' | 'otherTownship') =>
    (await (await world.asUser(role)).get(overview)).body.rows.map((row: { name: string }) => row.name)
  expect(await names('school')).toEqual(['丙校'])
  expect(await names('chief')).toContain('丙校')
  expect(await names('otherTownship')).toEqual([])
  expect(await names('neighbourCounty')).toEqual([])
  const neighbour = await world.asUser('neighbourCounty')
  expect((await neighbour.get(`${schoolsPath}/${own.id}/glance`)).status).toBe(404)
  const grid = await world.asUser('grid')
  expect((await grid.get(overview)).body.rows).toEqual([])
})
