// Phones: made somebody's, met with every request, ended when they are lost, and by whom.
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { phoneOf, registeredPhone } from '../../testing/phone.ts'
import { makeWorld, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const someGrid = () => world.asHolder([{ post: 'gridWorker', at: 'garden' }])

test('a phone is registered, renamed, and shown to its owner as the one that asks', async () => {
  const { client } = await someGrid()
  const phone = phoneOf(world, client)
  const made = await phone.post('/api/field/devices', { id: phone.id, name: 'Chrome' })
  expect(made).toMatchObject({ status: 201, body: { id: phone.id, name: 'Chrome', current: true, revokedAt: null } })
  expect((await phone.post('/api/field/devices', { id: phone.id, name: ' 我的手机 ' })).body.name).toBe('我的手机')
  const other = await registeredPhone(world, client)
  const listed = (await other.get('/api/field/devices')).body as { id: string; current: boolean }[]
  expect(listed.map(({ id, current }) => ({ id, current }))).toEqual(
    expect.arrayContaining([
      { id: phone.id, current: false },
      { id: other.id, current: true },
    ]),
  )
})

test('a phone in other hands sends nothing under another name', async () => {
  const [one, two] = [await someGrid(), await someGrid()]
  const phone = await registeredPhone(world, one.client)
  const stolen = phoneOf(world, two.client, { id: phone.id })
  for (const answer of [
    await stolen.get('/api/me'),
    await stolen.post('/api/field/devices', { id: phone.id, name: 'x' }),
  ])
    expect(answer).toMatchObject({ status: 403, body: { code: 'field.other-person' } })
})

test('a name that is no id of a phone is refused, and so are machine-made ids of other versions', async () => {
  const { client } = await someGrid()
  const strange = phoneOf(world, client, { id: 'my-phone' })
  expect(await strange.get('/api/me')).toMatchObject({ status: 400, body: { errors: [{ field: 'x-field-device' }] } })
  const random = await client.post('/api/field/devices', { id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427', name: 'x' })
  expect(random).toMatchObject({ status: 400, body: { errors: [{ field: 'id' }] } })
})

describe('a lost phone', () => {
  test('is ended by the centre: its session at once, and its next contact is told to erase everything', async () => {
    const { id: account, client } = await someGrid()
    const phone = await registeredPhone(world, client)
    expect((await phone.get('/api/field/sync')).status).toBe(200)
    const township = await world.asUser('township')
    const ended = await township.post(`/api/field/devices/${phone.id}/revoke`)
    expect(ended).toMatchObject({ status: 200, body: { id: phone.id, account: { id: account } } })
    expect(ended.body.revokedAt).toBe(world.clock.now.toISOString())
    for (const path of ['/api/field/sync', '/api/me', '/api/setup'])
      expect(await phone.get(path)).toMatchObject({ status: 401, body: { code: 'field.device-revoked' } })
    expect(await client.get('/api/me')).toMatchObject({ status: 401, body: { code: 'access.sign-in' } })
    expect((await phone.post('/api/field/devices', { id: phone.id, name: 'again' })).status).toBe(401)
    const told = await world.ctx.db
      .selectFrom('events')
      .select(['type', 'actor_id'])
      .where('subject_id', '=', phone.id)
      .execute()
    expect(told).toEqual([{ type: 'field.device.revoked', actor_id: world.account.township }])
  })

  test('stays ended when its owner signs in on it again, and other phones of theirs go on', async () => {
    const { client, again } = await withTwoSessions()
    const lost = await registeredPhone(world, client)
    const kept = await registeredPhone(world, again)
    expect((await kept.post(`/api/field/devices/${lost.id}/revoke`)).status).toBe(200)
    expect((await kept.get('/api/me')).status).toBe(200)
    expect(await phoneOf(world, again, { id: lost.id }).get('/api/me')).toMatchObject({
      status: 401,
      body: { code: 'field.device-revoked' },
    })
  })

  test('ends the session that used it last, even when it was registered by an earlier one', async () => {
    const { client, again } = await withTwoSessions()
    const lost = await registeredPhone(world, client)
    const used = phoneOf(world, again, { id: lost.id })
    expect((await used.get('/api/me')).status).toBe(200)
    await (await world.asUser('township')).post(`/api/field/devices/${lost.id}/revoke`)
    for (const each of [client, again]) expect((await each.get('/api/me')).status).toBe(401)
  })

  test.each(['otherTownship', 'neighbourCounty', 'gridWorker2', 'officer'] as const)(
    'is not found by %s',
    async (role) => {
      const { client } = await someGrid()
      const phone = await registeredPhone(world, client)
      const answer = await (await world.asUser(role)).post(`/api/field/devices/${phone.id}/revoke`)
      expect(answer).toMatchObject({ status: 404, body: { code: 'access.not-found' } })
      expect((await phone.get('/api/me')).status).toBe(200)
    },
  )
})

test('the centre sees the phones of its own people and nobody else’s', async () => {
  const [here, abroad] = [await someGrid(), await world.asHolder([{ post: 'gridWorker', at: 'otherVillage' }])]
  const [own, other] = [await registeredPhone(world, here.client), await registeredPhone(world, abroad.client)]
  const ids = async (role: 'township' | 'county') =>
    ((await (await world.asUser(role)).get('/api/field/devices/staff')).body as { id: string }[]).map(({ id }) => id)
  expect(await ids('township')).toContain(own.id)
  expect(await ids('township')).not.toContain(other.id)
  expect(await ids('county')).toEqual(expect.arrayContaining([own.id, other.id]))
  expect((await here.client.get('/api/field/devices/staff')).status).toBe(403)
  const found = await (await world.asUser('county')).get(`/api/field/devices/staff?q=${uuidv7()}`)
  expect(found.body).toEqual([])
})

/** Somebody who is signed in twice. */
async function withTwoSessions() {
  const { id, client } = await someGrid()
  return { client, again: await world.signInAgain(id) }
}
