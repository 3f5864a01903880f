// Two reports of one thing: proposed by place, time and category, merged and parted again by people.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, bookings, look, makeClub, operate, take } from '../../testing/bookings.ts'
import { booking } from '../../testing/fixtures/booking.matter.ts'
import type { World } from '../../testing/world.ts'
import { findMatters } from './load.ts'
import { proposeMerges } from './proposals.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const listed = async (query: string): Promise<string[]> =>
  (await (await world.asUser('county')).get(`${bookings}?limit=200&${query}`)).body.rows.map(
    (r: { id: string }) => r.id,
  )

describe('merging', () => {
  test('takes one out of work and counts, keeps it readable, and can be undone', async () => {
    const [first, second] = [await book(world, { at: 'street' }), await book(world, { at: 'street', metresEast: 40 })]
    const [street, township] = [await world.asUser('street'), await world.asUser('township')]
    await take(street, first.id, 'serve', { pace: 'slow' })
    const merged = await operate(street, second.id, 'merge', { into: first.id })
    expect(merged).toMatchObject({ status: 200, body: { mergedInto: { id: first.id, no: first.no }, version: 2 } })
    expect(await look(township, first.id)).toMatchObject({
      version: 3,
      mergedHere: [{ id: second.id, no: second.no }],
    })
    expect(await listed('')).not.toContain(second.id)
    expect(await listed('merged=true')).toContain(second.id)
    for (const [name, data] of [
      ['serve', { pace: 'slow' }],
      ['call', {}],
    ] as const)
      expect((await take(street, second.id, name, data)).body.code).toBe('matters.merged')
    expect((await look(street, second.id)).can.serve).toBe('matters.merged')

    const undone = await operate(township, second.id, 'unmerge')
    expect(undone.body).toMatchObject({ state: 'asked', mergedInto: null, version: 3 })
    expect(await listed('')).toContain(second.id)
    expect((await take(street, second.id, 'serve', { pace: 'quick' })).status).toBe(200)
    expect((await operate(township, second.id, 'unmerge')).body.code).toBe('matters.not-merged')
    const story = (await street.get(`/api/matters/${second.id}/timeline`)).body
    expect(story.map((e: { type: string }) => e.type.split('.')[2])).toEqual(['opened', 'merged', 'unmerged', 'serve'])
  })

  test('what was merged into it goes along', async () => {
    const [a, b, c] = [await book(world), await book(world), await book(world)]
    const township = await world.asUser('township')
    await operate(township, a.id, 'merge', { into: b.id })
    await operate(township, b.id, 'merge', { into: c.id })
    expect((await look(township, a.id)).mergedInto).toMatchObject({ id: c.id })
    expect((await look(township, c.id)).mergedHere.map((m) => m.id).sort()).toEqual([a.id, b.id].sort())
    expect((await operate(township, c.id, 'merge', { into: a.id })).body.code).toBe('matters.merged')
  })

  test('not with itself, not beyond reach, not across counties, not on an old version, not by every post', async () => {
    const [a, far] = [await book(world), await book(world, { at: 'otherVillage' })]
    const [grid, county, officer] = [
      await world.asUser('grid'),
      await world.asUser('county'),
      await world.asUser('mediator'),
    ]
    expect((await operate(grid, a.id, 'merge', { into: a.id })).body.code).toBe('matters.cannot-merge')
    expect((await operate(grid, a.id, 'merge', { into: far.id })).status).toBe(404)
    expect((await operate(await world.asUser('command'), a.id, 'merge', { into: far.id })).status).toBe(403)
    expect((await operate(officer, a.id, 'merge', { into: far.id })).status).toBe(404)
    const stale = await grid.post(`/api/matters/${a.id}/merge`, { into: (await book(world)).id, version: 7 })
    expect(stale.body).toMatchObject({ code: 'matters.stale', yours: 7, current: 1 })
    const abroad = await book(world, { at: 'neighbourVillage', by: 'neighbourCounty' })
    const neighbour = await world.asUser('neighbourCounty')
    await neighbour.post(`/api/matters/${abroad.id}/share`, { divisionId: world.at.county, purpose: '请了解' })
    expect((await operate(county, a.id, 'merge', { into: abroad.id })).status).toBe(403)
  })

  test('two people merging the same pair the other way round do not end in a circle', async () => {
    for (let i = 0; i < 4; i++) {
      const [a, b] = [await book(world), await book(world)]
      const [one, two] = [await world.asUser('township'), await world.asUser('county')]
      const answers = await Promise.all([
        one.post(`/api/matters/${a.id}/merge`, { into: b.id, version: 1 }),
        two.post(`/api/matters/${b.id}/merge`, { into: a.id, version: 1 }),
      ])
      expect(answers.map((x) => x.status).sort()).toEqual([200, 409])
      const [x, y] = [await look(one, a.id), await look(one, b.id)]
      expect([x.mergedInto, y.mergedInto].filter((m) => m !== null)).toHaveLength(1)
    }
  })
})

describe('proposals', () => {
  const propose = async (id: string) => proposeMerges(world.ctx, booking, await findMatters(world.ctx, [id]))
  const countProposals = async () => (await world.house.db.selectFrom('merge_proposals').select('id').execute()).length
  const proposals = async (role: Parameters<World['asUser']>[0]) =>
    (await (await world.asUser(role)).get('/api/matters/proposals')).body.rows

  test('are made for the same category, within 300 m and 24 hours, each once', async () => {
    const at = 'otherVillage' as const
    const first = await book(world, { at, data: { surface: 'ice', wish: '大坝旁边的球网破了' } })
    const near = await book(world, { at, metresEast: 250, data: { surface: 'ice', wish: '球网破了，在大坝旁边' } })
    await book(world, { at, metresEast: 340, data: { surface: 'ice' } })
    await book(world, { at, data: { surface: 'grass' } })
    await propose(near.id)
    await propose(first.id)
    await propose(near.id)
    expect(await countProposals()).toBe(2)
    const seen = (await proposals('county')).filter((p: { later: { id: string } }) => p.later.id === near.id)
    expect(seen).toMatchObject([{ earlier: { id: first.id }, metres: expect.any(Number) }])
    expect(seen[0].metres).toBeGreaterThan(240)
    expect(seen[0].metres).toBeLessThan(260)
    expect(seen[0].likeness).toBeGreaterThan(0.5)
    world.clock.forward(25)
    const late = await book(world, { at, data: { surface: 'ice' } })
    await propose(late.id)
    expect(await countProposals()).toBe(2)
    world.clock.forward(-25)
  })

  test('are seen by those who may see both', async () => {
    const [a, b] = [await book(world, { at: 'street' }), await book(world, { at: 'street' })]
    await propose(b.id)
    const pairs = async (role: Parameters<World['asUser']>[0]) =>
      (await proposals(role)).filter((p: { earlier: { id: string }; later: { id: string } }) =>
        [p.earlier.id, p.later.id].every((id) => [a.id, b.id].includes(id)),
      ).length
    expect(await pairs('street')).toBe(1)
    expect(await pairs('township')).toBe(1)
    for (const role of ['grid', 'otherTownship', 'neighbourCounty', 'emergency'] as const)
      expect(await pairs(role), role).toBe(0)
  })

  test('are decided by a person: merged, or kept apart; decided once', async () => {
    const [a, b, c] = [
      await book(world, { at: 'gardenGrid' }),
      await book(world, { at: 'gardenGrid' }),
      await book(world, { at: 'gardenGrid' }),
    ]
    await propose(b.id)
    await propose(c.id)
    const township = await world.asUser('township')
    const between = async (x: string, y: string) =>
      (await proposals('township')).find(
        (p: { earlier: { id: string }; later: { id: string } }) =>
          [p.earlier.id, p.later.id].sort().join() === [x, y].sort().join(),
      )
    const [same, different] = [await between(a.id, b.id), await between(a.id, c.id)]
    expect(
      (await (await world.asUser('neighbourCounty')).post(`/api/matters/proposals/${same.id}/decide`, { merge: true }))
        .status,
    ).toBe(404)
    expect((await township.post(`/api/matters/proposals/${same.id}/decide`, { merge: true })).body).toMatchObject({
      merged: true,
    })
    expect((await township.post(`/api/matters/proposals/${different.id}/decide`, { merge: false })).body).toMatchObject(
      { merged: false },
    )
    expect((await township.post(`/api/matters/proposals/${same.id}/decide`, { merge: true })).body.code).toBe(
      'matters.already-decided',
    )
    expect(await between(a.id, b.id)).toBeUndefined()
    expect(await between(a.id, c.id)).toBeUndefined()
    const followers = [a.id, b.id].map(async (id) => (await look(township, id)).mergedInto)
    expect((await Promise.all(followers)).filter((m) => m !== null)).toHaveLength(1)
  })
})
