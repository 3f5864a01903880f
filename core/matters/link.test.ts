// Links and shares: what belongs together, and what somebody outside may see, for a purpose, until it is ended.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, bookings, look, makeClub, operate, take } from '../../testing/bookings.ts'
import type { World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const listed = async (role: Parameters<World['asUser']>[0], id: string) =>
  (await (await world.asUser(role)).get(`${bookings}?limit=200`)).body.rows.some((r: { id: string }) => r.id === id)

describe('links', () => {
  test('are seen from both sides, and said twice change nothing', async () => {
    const [a, b] = [await book(world), await book(world, { at: 'street' })]
    const township = await world.asUser('township')
    const linked = await township.post(`/api/matters/${a.id}/link`, { to: b.id, why: '同一位球员' })
    expect(linked.body).toMatchObject({ version: 2, links: [{ id: b.id, no: b.no, why: '同一位球员' }] })
    expect((await look(township, b.id)).links).toMatchObject([{ id: a.id }])
    const again = await township.post(`/api/matters/${a.id}/link`, { to: b.id, why: '同一位球员' })
    expect(again.body.version).toBe(2)
  })

  test('need both ends to be readable, and not to be one', async () => {
    const [a, far] = [await book(world), await book(world, { at: 'otherVillage' })]
    const grid = await world.asUser('grid')
    const link = (to: string) => grid.post(`/api/matters/${a.id}/link`, { to, why: '同一件' })
    expect((await link(far.id)).status).toBe(404)
    expect((await link(a.id)).body).toMatchObject({ errors: [{ field: 'to' }] })
    expect(
      (await (await world.asUser('mediator')).post(`/api/matters/${a.id}/link`, { to: far.id, why: 'x' })).status,
    ).toBe(404)
  })
})

describe('shares', () => {
  test('show one matter to another division, across the county border, until they are ended', async () => {
    const [shared, other] = [await book(world), await book(world)]
    const [township, neighbour] = [await world.asUser('township'), await world.asUser('neighbourTownship')]
    expect((await neighbour.get(`${bookings}/${shared.id}`)).status).toBe(404)
    const share = { divisionId: world.at.neighbourTownship, purpose: '场地跨县界' }
    const done = await township.post(`/api/matters/${shared.id}/share`, share)
    expect(done).toMatchObject({ status: 200, body: { version: 2 } })
    const seen = await neighbour.get(`${bookings}/${shared.id}`)
    expect(seen.body).toMatchObject({ id: shared.id, data: { surface: 'clay', wish: '打两小时' } })
    expect(seen.body.can.cancel).toBe('access.not-your-post')
    expect(await listed('neighbourTownship', shared.id)).toBe(true)
    expect((await neighbour.get(`${bookings}/${other.id}`)).status).toBe(404)
    // The share names the township's post, not everybody around it.
    for (const role of ['neighbourCounty', 'neighbourGrid'] as const) {
      expect((await (await world.asUser(role)).get(`${bookings}/${shared.id}`)).status, role).toBe(404)
      expect(await listed(role, shared.id), role).toBe(false)
    }
    expect((await take(neighbour, shared.id, 'cancel', { why: 'x' })).status).toBe(403)

    const [live] = (await township.get(`/api/matters/${shared.id}/shares`)).body
    expect(live).toMatchObject({ with: '雪洞镇', purpose: '场地跨县界', endedAt: null })
    expect((await township.delete(`/api/matters/${shared.id}/shares/${live.id}`)).status).toBe(200)
    expect((await neighbour.get(`${bookings}/${shared.id}`)).status).toBe(404)
    expect(await listed('neighbourTownship', shared.id)).toBe(false)
    expect((await township.delete(`/api/matters/${shared.id}/shares/${live.id}`)).status).toBe(404)
  })

  test('to a unit reach its officers, and none of another unit in the same division', async () => {
    const { id } = await book(world)
    const township = await world.asUser('township')
    await township.post(`/api/matters/${id}/share`, { unitId: world.unit.emergency, purpose: '请了解' })
    expect((await (await world.asUser('emergency')).get(`${bookings}/${id}`)).status).toBe(200)
    expect((await (await world.asUser('power')).get(`${bookings}/${id}`)).status).toBe(404)
    expect(await listed('emergency', id)).toBe(true)
    expect(await listed('power', id)).toBe(false)
  })

  test('to a county do not open it to the units of that county', async () => {
    const { id } = await book(world, { at: 'neighbourVillage', by: 'neighbourCounty' })
    const neighbour = await world.asUser('neighbourCounty')
    await neighbour.post(`/api/matters/${id}/share`, { divisionId: world.at.county, purpose: '请了解' })
    expect((await (await world.asUser('county')).get(`${bookings}/${id}`)).status).toBe(200)
    for (const role of ['emergency', 'power', 'township', 'grid'] as const) {
      expect((await (await world.asUser(role)).get(`${bookings}/${id}`)).status, role).toBe(404)
      expect(await listed(role, id), role).toBe(false)
    }
  })

  test('need a purpose, one receiver that exists, and a post that shares', async () => {
    const { id } = await book(world)
    const township = await world.asUser('township')
    const share = (body: object) => township.post(`/api/matters/${id}/share`, body)
    expect((await share({ divisionId: world.at.neighbour })).body.errors).toMatchObject([{ field: 'purpose' }])
    const both = { divisionId: world.at.neighbour, unitId: world.unit.power, purpose: '请了解' }
    expect((await share(both)).body.errors).toMatchObject([{ field: 'unitId' }])
    expect((await share({ purpose: '请了解' })).status).toBe(400)
    expect((await share({ divisionId: 99_999, purpose: '请了解' })).body.errors).toMatchObject([
      { field: 'divisionId' },
    ])
    const nobody = '00000000-0000-7000-8000-000000000000'
    expect((await share({ unitId: nobody, purpose: '请了解' })).body.errors).toMatchObject([{ field: 'unitId' }])
    expect((await operate(await world.asUser('grid'), id, 'merge', {})).status).toBe(400)
    const grid = await world.asUser('grid')
    expect(
      (await grid.post(`/api/matters/${id}/share`, { divisionId: world.at.street, purpose: '请了解' })).status,
    ).toBe(403)
  })
})
