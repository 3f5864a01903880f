// Handing a matter over, and a longer deadline: with a reason, to somebody who fits, decided by somebody else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, look, makeClub, operate, take } from '../../testing/bookings.ts'
import { monday, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const noticesOf = async (account: string) =>
  world.house.db
    .selectFrom('notices')
    .select(['text', 'matter_id'])
    .where('account_id', '=', account)
    .orderBy('id')
    .execute()

describe('handing over', () => {
  test('those who could take it over are holders of a fitting post within reach', async () => {
    const { id } = await book(world)
    const { body } = await (await world.asUser('township')).get(`/api/matters/${id}/owners`)
    const names = body.map((c: { name: string }) => c.name)
    expect(names).toEqual(expect.arrayContaining(['grid 岗', 'gridworker2 岗', 'township 岗', 'county 岗']))
    for (const other of ['street 岗', 'othergrid 岗', 'neighbourcounty 岗', 'emergency 岗', 'patrol 岗'])
      expect(names).not.toContain(other)
  })

  test('the new owner and the old one are told, with the reason', async () => {
    const { id, no } = await book(world)
    await take(await world.asUser('grid'), id, 'serve', { pace: 'slow' })
    const to = world.account.gridWorker2
    const assigned = await operate(await world.asUser('township'), id, 'assign', { to, reason: '原承办人培训' })
    expect(assigned).toMatchObject({ status: 200, body: { owner: { id: to }, firstContact: { id: to }, version: 3 } })
    for (const account of [to, world.account.grid])
      expect((await noticesOf(account)).at(-1)).toMatchObject({
        matter_id: id,
        text: { zh: expect.stringContaining(`${no} 已转由 gridworker2 岗 办理：原承办人培训`) },
      })
    const { body: notices } = await (await world.asUser('gridWorker2')).get('/api/notices')
    expect(notices[0]).toMatchObject({ matterId: id, readAt: null })
  })

  test('not by everybody, not to anybody, not without a reason, not on an old version', async () => {
    const { id } = await book(world)
    const to = world.account.gridWorker2
    const [grid, township] = [await world.asUser('grid'), await world.asUser('township')]
    expect(await operate(grid, id, 'assign', { to, reason: '因为' })).toMatchObject({ status: 403 })
    for (const account of [world.account.street, world.account.neighbourGrid, world.account.patrol, 'nobody'])
      expect(await operate(township, id, 'assign', { to: account, reason: '因为' })).toMatchObject({
        status: 409,
        body: { code: 'matters.owner-needed' },
      })
    expect(await operate(township, id, 'assign', { to, reason: '' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'reason' }] },
    })
    const stale = await township.post(`/api/matters/${id}/assign`, { to, reason: '因为', version: 9 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'matters.stale', yours: 9, current: 1 } })
    const neighbour = await world.asUser('neighbourCounty')
    expect((await neighbour.post(`/api/matters/${id}/assign`, { to, reason: '因为', version: 1 })).status).toBe(404)
  })
})

describe('a longer deadline', () => {
  const playing = async () => {
    const { id } = await book(world)
    await take(await world.asUser('grid'), id, 'serve', { pace: 'slow' })
    return id
  }
  const until = (day: string) => new Date(`${day}T17:30:00+08:00`).toISOString()

  test('asked for with a reason, granted by somebody else; the clock goes on meanwhile', async () => {
    const id = await playing()
    const [grid, township] = [await world.asUser('grid'), await world.asUser('township')]
    const asked = await operate(grid, id, 'extend', { until: until('2026-12-01'), reason: '等草长出来' })
    expect(asked.body).toMatchObject({
      dueAt: until('2026-11-26'),
      extension: { state: 'asked', reason: '等草长出来', askedBy: { id: world.account.grid } },
      can: { decideExtension: 'access.not-your-post' },
    })
    expect((await look(township, id)).can.decideExtension).toBeNull()
    const granted = await operate(township, id, 'extension/decide', { grant: true })
    expect(granted.body).toMatchObject({
      dueAt: until('2026-12-01'),
      extension: { state: 'granted', decidedBy: { id: world.account.township } },
    })
    expect((await noticesOf(world.account.grid)).at(-1)?.text.zh).toContain('延期申请已批准')
    expect(await operate(township, id, 'extension/decide', { grant: true })).toMatchObject({
      body: { code: 'matters.already-decided' },
    })
  })

  test('refused, it stays as it was', async () => {
    const id = await playing()
    await operate(await world.asUser('grid'), id, 'extend', { until: until('2026-12-01'), reason: '等草长出来' })
    const refused = await operate(await world.asUser('county'), id, 'extension/decide', { grant: false })
    expect(refused.body).toMatchObject({ dueAt: until('2026-11-26'), extension: { state: 'refused' } })
  })

  test('never past the most, never earlier, never twice, never where there is no deadline to extend', async () => {
    const id = await playing()
    const grid = await world.asUser('grid')
    const ask = (day: string) => operate(grid, id, 'extend', { until: until(day), reason: '等草长出来' })
    expect((await ask('2026-12-04')).body).toMatchObject({ code: 'matters.too-long', latest: until('2026-12-03') })
    expect((await ask('2026-11-25')).body).toMatchObject({ code: 'input.invalid', errors: [{ field: 'until' }] })
    expect((await ask('2026-12-02')).status).toBe(200)
    expect((await ask('2026-12-03')).body.code).toBe('matters.already-decided')
    const { id: fresh } = await book(world)
    expect(await operate(grid, fresh, 'extend', { until: until('2026-12-01'), reason: '等等' })).toMatchObject({
      status: 409,
      body: { code: 'matters.no-deadline' },
    })
  })

  test('nobody approves their own request, and not every post approves', async () => {
    const { id } = await book(world)
    const township = await world.asUser('township')
    await take(township, id, 'serve', { pace: 'slow' })
    await operate(township, id, 'extend', { until: until('2026-12-01'), reason: '等草长出来' })
    expect((await operate(township, id, 'extension/decide', { grant: true })).body.code).toBe('matters.same-person')
    for (const [role, status] of [
      ['grid', 403],
      ['command', 403],
      ['otherTownship', 404],
      ['neighbourCounty', 404],
    ] as const)
      expect((await operate(await world.asUser(role), id, 'extension/decide', { grant: true })).status, role).toBe(
        status,
      )
    expect((await operate(await world.asUser('county'), id, 'extension/decide', { grant: true })).status).toBe(200)
  })

  test('a request that nobody decided in its state is not granted in another', async () => {
    const id = await playing()
    const [grid, township] = [await world.asUser('grid'), await world.asUser('township')]
    await operate(grid, id, 'extend', { until: until('2026-12-01'), reason: '等草长出来' })
    await take(grid, id, 'finish', { answer: '打完了' })
    expect((await operate(township, id, 'extension/decide', { grant: true })).body.code).toBe('matters.no-deadline')
    expect(await look(township, id)).toMatchObject({
      extension: null,
      can: expect.not.objectContaining({ decideExtension: null }),
    })
    world.clock.forward(1)
    await take(township, id, 'shakeHands')
    await take(township, id, 'replay', { why: '没打够' })
    await take(grid, id, 'serve', { pace: 'slow' })
    expect((await operate(township, id, 'extension/decide', { grant: true })).body.code).toBe('matters.already-decided')
    expect((await operate(grid, id, 'extend', { until: until('2026-12-01'), reason: '再等等' })).status).toBe(200)
    world.clock.forward(-1)
  })
})

test('the clock of these tests stands on a working Monday', () => {
  expect(world.clock.now).toEqual(monday)
})
