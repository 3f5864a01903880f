// Steps of a matter: who takes them, what they change, what is refused, and the story they leave.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, bookings, look, makeClub, take } from '../../testing/bookings.ts'
import type { World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'
import { refusalsWritten } from '../access/log.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const dayMs = 86_400_000

test('a whole life: taken, given to a department, sent back, finished, confirmed, played again', async () => {
  const [grid, emergency, township] = [
    await world.asUser('grid'),
    await world.asUser('emergency'),
    await world.asUser('township'),
  ]
  const { id } = await book(world)
  const served = await take(grid, id, 'serve', { pace: 'slow' })
  expect(served).toMatchObject({
    status: 200,
    body: {
      state: 'playing',
      version: 2,
      owner: { id: world.account.grid },
      firstContact: { id: world.account.grid },
      waitsFor: null,
      answeredAt: world.clock.now.toISOString(),
      dueAt: new Date('2026-11-26T17:30:00+08:00').toISOString(),
    },
  })
  expect((await emergency.get(`${bookings}/${id}`)).status).toBe(404)
  const given = await take(grid, id, 'mow', { keeper: world.unit.emergency })
  expect(given.body).toMatchObject({
    state: 'mowing',
    owner: null,
    firstContact: { id: world.account.grid },
    unit: { id: world.unit.emergency, name: '县应急管理局' },
    waitsFor: { post: 'department' },
  })
  expect((await take(await world.asUser('power'), id, 'mown', { pace: 'quick' })).status).toBe(404)
  const back = await take(emergency, id, 'refuse', { why: '不是草地' })
  expect(back.status).toBe(200)
  expect((await emergency.get(`${bookings}/${id}`)).status).toBe(404)
  expect(await look(grid, id)).toMatchObject({ state: 'playing', owner: { id: world.account.grid }, unit: null })
  const finished = await take(grid, id, 'finish', { answer: '打完了', sets: 3 })
  expect(finished.body).toMatchObject({ state: 'played', data: { answer: '打完了', sets: 3 } })
  const won = await take(township, id, 'shakeHands')
  expect(won.body).toMatchObject({ state: 'won', endedAt: world.clock.now.toISOString(), dueAt: null })
  const again = await take(township, id, 'replay', { why: '没打够' })
  expect(again.body).toMatchObject({ state: 'asked', endedAt: null })
  expect(again.body.data).not.toHaveProperty('answer')
  expect(again.body.data).not.toHaveProperty('sets')

  const story = (await grid.get(`/api/matters/${id}/timeline`)).body
  expect(story.map((e: { type: string }) => e.type.split('.')[2])).toEqual([
    'opened',
    'serve',
    'mow',
    'refuse',
    'finish',
    'shakeHands',
    'replay',
  ])
  expect(story[1]).toMatchObject({ from: 'asked', to: 'playing', byPost: 'gridWorker', by: { id: world.account.grid } })
  expect(story[4].data).toEqual({ answer: '打完了', sets: 3 })
})

test('a department that takes it becomes the owner; the first contact never changes silently', async () => {
  const { id } = await book(world)
  const grid = await world.asUser('grid')
  await take(grid, id, 'serve', { pace: 'quick' })
  await take(grid, id, 'mow', { keeper: world.unit.power })
  const power = await world.asUser('power')
  const mown = await take(power, id, 'mown', { pace: 'quick' })
  expect(mown.body).toMatchObject({
    state: 'playing',
    owner: { id: world.account.power },
    firstContact: { id: world.account.grid },
  })
  expect((await take(grid, id, 'finish', { answer: 'x' })).body.code).toBe('access.not-your-post')
  expect((await take(power, id, 'finish', { answer: 'x' })).status).toBe(200)
})

test('finding its place moves a matter to where it belongs', async () => {
  const township = await world.asUser('township')
  const opened = await township.post(bookings, { data: { surface: 'clay', wish: '不知道在哪' } })
  const county = await world.asUser('county')
  expect(await look(county, opened.body.id)).toMatchObject({ state: 'somewhere', placed: false })
  const found = await take(county, opened.body.id, 'find', { court: pointIn('street') })
  expect(found.body).toMatchObject({
    state: 'asked',
    placed: true,
    division: { name: '街上村' },
    waitsFor: { post: 'gridWorker', division: { id: world.at.street } },
    point: pointIn('street'),
  })
  const outside = await book(world, { divisionId: world.at.county })
  expect(await take(county, outside.id, 'find', { court: { lng: 100, lat: 20 } })).toMatchObject({
    status: 400,
    body: { code: 'input.outside', errors: [{ field: 'data.court' }] },
  })
})

test('raised by hand it waits for the level above', async () => {
  const { id } = await book(world)
  const raised = await take(await world.asUser('grid'), id, 'call')
  expect(raised.body).toMatchObject({ state: 'called', waitsFor: { post: 'townshipCentre' } })
  const low = await take(await world.asUser('township'), id, 'serve', { pace: 'quick' })
  expect(low.body.owner).toMatchObject({ id: world.account.township })
})

describe('what is refused', () => {
  test('a stale version, with both', async () => {
    const { id } = await book(world)
    const grid = await world.asUser('grid')
    await take(grid, id, 'serve', { pace: 'slow' })
    const stale = await grid.post(`${bookings}/${id}/finish`, { data: { answer: 'x' }, version: 1 })
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'matters.stale', yours: 1, current: 2, state: 'playing' },
    })
    expect((await look(grid, id)).state).toBe('playing')
  })

  test('two at once: one goes, the other is told', async () => {
    const { id } = await book(world)
    const clients = [await world.asUser('grid'), await world.asUser('gridWorker2'), await world.asUser('township')]
    const answers = await Promise.all(
      clients.map((c) => c.post(`${bookings}/${id}/serve`, { data: { pace: 'slow' }, version: 1 })),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409])
    expect((await look(await world.asUser('county'), id)).version).toBe(2)
  })

  test('a step that the state does not know, a step nobody knows, a guard that speaks', async () => {
    const { id } = await book(world, { data: { surface: 'ice' } })
    const grid = await world.asUser('grid')
    expect(await take(grid, id, 'finish', { answer: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'matters.wrong-state' },
    })
    expect((await grid.post(`${bookings}/${id}/fly`, { data: {}, version: 1 })).status).toBe(404)
    await take(grid, id, 'serve', { pace: 'slow' })
    expect(await take(grid, id, 'finish', { answer: 'x' })).toMatchObject({
      status: 409,
      body: { why: 'club.booking.why.tooSlippery', details: { zh: '太滑了', en: 'Too slippery' } },
    })
  })

  test('a post that does not take it; the refusal is logged', async () => {
    const { id } = await book(world)
    const command = await world.asUser('command')
    expect(await take(command, id, 'serve', { pace: 'slow' })).toMatchObject({
      status: 403,
      body: { code: 'access.not-your-post' },
    })
    await refusalsWritten(world.house)
    const rows = await world.house.db
      .selectFrom('access_log')
      .selectAll()
      .where('what', '=', 'refused')
      .where('actor_id', '=', world.account.command)
      .orderBy('id')
      .execute()
    expect(rows.at(-1)).toMatchObject({ subject_ids: [id], why: 'serve: access.not-your-post' })
  })

  test('fields that the step does not ask for, and those it needs', async () => {
    const { id } = await book(world)
    const grid = await world.asUser('grid')
    const bodies: [object, string][] = [
      [{ data: { pace: 'slow', sets: 3 }, version: 1 }, 'data.sets'],
      [{ data: {}, version: 1 }, 'data.pace'],
      [{ data: { pace: 'slowly' }, version: 1 }, 'data.pace'],
      [{ data: { pace: 'slow' } }, 'version'],
      [{ data: { pace: 'slow' }, version: '1' }, 'version'],
      [{ data: { pace: 'slow' }, version: 0 }, 'version'],
    ]
    for (const [body, field] of bodies)
      expect(await grid.post(`${bookings}/${id}/serve`, body)).toMatchObject({
        status: 400,
        body: { errors: [{ field }] },
      })
    const unit = await take(grid, id, 'mow', { keeper: world.unit.neighbourEmergency })
    expect(unit).toMatchObject({ status: 400, body: { errors: [{ field: 'data.keeper' }] } })
  })

  test('playing again after thirty days', async () => {
    const { id } = await book(world)
    const township = await world.asUser('township')
    await take(township, id, 'cancel', { why: '下雨' })
    world.clock.forward(30 * 24 + 1)
    expect(await take(township, id, 'replay', { why: '晴了' })).toMatchObject({
      status: 409,
      body: { why: 'club.booking.why.tooLate' },
    })
    world.clock.now = new Date(world.clock.now.getTime() - 31 * dayMs)
  })

  test('an id that is none, and one that is nobody’s', async () => {
    const grid = await world.asUser('grid')
    expect((await grid.get(`${bookings}/nonsense`)).status).toBe(400)
    expect((await grid.get(`${bookings}/00000000-0000-7000-8000-000000000000`)).status).toBe(404)
    expect((await world.asPublic().get(`${bookings}/00000000-0000-7000-8000-000000000000`)).status).toBe(401)
  })
})

test('every answer says what may be done now, and why not', async () => {
  const { id } = await book(world)
  const asGrid = (await look(await world.asUser('grid'), id)).can
  expect(asGrid).toMatchObject({
    serve: null,
    call: null,
    mow: null,
    cancel: 'access.not-your-post',
    finish: 'matters.wrong-state',
    assign: 'access.not-your-post',
    link: null,
    merge: null,
  })
  expect((await look(await world.asUser('command'), id)).can).toMatchObject({
    serve: 'access.not-your-post',
    link: null,
  })
})

test('fields are left out for those who may not read them, and the reading of a person’s is logged', async () => {
  const { id } = await book(world, { data: { player: { phone: '000-1111-2222' } } })
  expect((await look(await world.asUser('grid'), id)).data).toHaveProperty('player')
  const asTownship = await look(await world.asUser('township'), id)
  expect(asTownship.data).toHaveProperty('wish')
  expect(asTownship.data).not.toHaveProperty('player')
  const asCommand = await look(await world.asUser('command'), id)
  expect(asCommand.data).toEqual({ surface: 'clay', court: pointIn('garden') })
  const readings = async (account: string) =>
    (
      await world.house.db
        .selectFrom('access_log')
        .select(['fields', 'purpose'])
        .where('actor_id', '=', account)
        .where('what', '=', 'read')
        .where('route', '=', 'club.booking.read')
        .orderBy('id')
        .execute()
    ).at(-1)
  expect(await readings(world.account.township)).toMatchObject({ fields: ['wish'], purpose: '办理球场预订' })
  expect((await readings(world.account.grid))?.fields).toEqual(['wish', 'player'])
  expect(await readings(world.account.command)).toBeUndefined()
})

test('events tell nothing of a person', async () => {
  const { id } = await book(world, { data: { wish: '不要让别人看到', player: { phone: '000-1111-2222' } } })
  const events = await world.house.db.selectFrom('events').selectAll().where('subject_id', '=', id).execute()
  expect(events).toHaveLength(1)
  expect(JSON.stringify(events)).not.toMatch(/不要让|000-1111/)
})
