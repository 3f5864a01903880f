// Opening a matter: where it lands, whom it waits for, what is refused, and that a retry never doubles.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, bookings, look, makeClub } from '../../testing/bookings.ts'
import { monday, type World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const data = (more: object = {}) => ({ surface: 'clay', wish: '周六打两小时', court: pointIn('garden'), ...more })
const countMatters = async () =>
  (
    await world.house.db
      .selectFrom('matters')
      .select((s) => s.fn.countAll<number>().as('n'))
      .executeTakeFirst()
  )?.n

describe('where it lands', () => {
  test('a point decides: grid, village and township, number, deadline, and who gets it first', async () => {
    const client = await world.asUser('county')
    const opened = await client.post(bookings, { data: data({ court: pointIn('gardenGrid') }) })
    expect(opened).toMatchObject({ status: 201, body: { state: 'asked', version: 1, kind: 'club.booking' } })
    const { body } = await client.get(`${bookings}/${opened.body.id}`)
    expect(body).toMatchObject({
      no: opened.body.no,
      state: 'asked',
      version: 1,
      placed: true,
      channel: 'visit',
      division: { name: '桂正网格', names: ['新晃侗族自治县', '凉伞镇', '花园村', '桂正网格'] },
      point: pointIn('gardenGrid'),
      openedBy: { id: world.account.county },
      owner: null,
      dueAt: new Date('2026-11-24T17:30:00+08:00').toISOString(),
      waitsFor: { post: 'gridWorker', division: { id: world.at.gardenGrid } },
      data: { surface: 'clay', wish: '周六打两小时' },
    })
    expect(body.no).toMatch(/^431227-2026-\d{6}$/)
    expect((await book(world, { at: 'street' })).waitsFor).toMatchObject({
      post: 'gridWorker',
      division: { name: '街上村' },
    })
  })

  test('a village alone is enough; the county alone is not, and waits for a place', async () => {
    const inVillage = await book(world, { divisionId: world.at.otherVillage })
    expect(inVillage).toMatchObject({ state: 'asked', placed: true, point: null, division: { name: '大堡村' } })
    const client = await world.asUser('township')
    const { court: _, ...noCourt } = data()
    const { body } = await client.post(bookings, { data: noCourt })
    expect(body).toMatchObject({ state: 'somewhere', division: { id: world.at.county } })
    expect(new Date(body.dueAt)).toEqual(new Date(world.clock.now.getTime() + 4 * 3_600_000))
    expect(await look(await world.asUser('county'), body.id)).toMatchObject({
      placed: false,
      point: null,
      waitsFor: { post: 'countyCentre', division: { id: world.at.county } },
    })
  })

  test('a township alone is no place yet', async () => {
    expect(await book(world, { divisionId: world.at.township })).toMatchObject({ state: 'somewhere', placed: false })
  })

  test('one taken for another village is opened there; who took it gets its number and no more', async () => {
    const client = await world.asUser('grid')
    const { status, body } = await client.post(bookings, { data: data({ court: pointIn('otherVillage') }) })
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(['id', 'kind', 'no', 'state', 'version', 'division', 'dueAt'])
    expect((await client.get(`${bookings}/${body.id}`)).status).toBe(404)
    expect((await (await world.asUser('otherGrid')).get(`${bookings}/${body.id}`)).status).toBe(200)
  })

  test('the category brings its note', async () => {
    expect((await book(world, { data: { surface: 'grass' } })).data.isLawn).toBe(true)
    expect((await book(world)).data.isLawn).toBeUndefined()
  })

  test('a phone that was offline keeps its id and its clock', async () => {
    const id = randomUUID()
    const deviceAt = new Date(monday.getTime() - 7_200_000).toISOString()
    const client = await world.asUser('grid')
    expect((await client.post(bookings, { id, deviceAt, channel: 'field', data: data() })).status).toBe(201)
    expect(await look(client, id)).toMatchObject({
      id,
      deviceAt,
      channel: 'field',
      openedAt: world.clock.now.toISOString(),
    })
  })
})

describe('a place that is not ours loses nothing', () => {
  const kept: [string, object][] = [
    ['a point outside', { data: { surface: 'clay', wish: 'x', court: { lng: 116, lat: 40 } } }],
    ['an unknown division', { divisionId: 99_999, data: { surface: 'clay', wish: 'x' } }],
  ]
  test.each(kept)('%s is told so and kept to be placed', async (_, body) => {
    const { status, body: answer } = await (await world.asUser('grid')).post(bookings, body)
    expect([status, answer.state]).toEqual([201, 'somewhere'])
    expect(answer.notes).toMatchObject([{ field: 'data.place' }])
  })
})

describe('what is refused', () => {
  const refused: [string, object, string, string][] = [
    ['an unknown category', { data: { surface: 'carpet', wish: 'x' } }, 'input.invalid', 'data.surface'],
    ['an unknown field', { data: { surface: 'clay', wish: 'x', height: 3 } }, 'input.invalid', 'data.height'],
    ['an unknown key', { data: { surface: 'clay', wish: 'x' }, colour: 'red' }, 'input.invalid', 'colour'],
    ['a missing field', { data: { surface: 'clay' } }, 'input.invalid', 'data.wish'],
    ['a wrong type', { data: { surface: 'clay', wish: 5 } }, 'input.invalid', 'data.wish'],
    [
      'a field that is not asked at the start',
      { data: { surface: 'clay', wish: 'x', sets: 3 } },
      'input.invalid',
      'data.sets',
    ],
    ['control characters', { data: { surface: 'clay', wish: 'a\u0000b' } }, 'input.invalid', 'data.wish'],
    ['too much text', { data: { surface: 'clay', wish: 'x'.repeat(501) } }, 'input.invalid', 'data.wish'],
    ['a channel nobody knows', { data: { surface: 'clay', wish: 'x' }, channel: 'pigeon' }, 'input.invalid', 'channel'],
    ['an id that is none', { data: { surface: 'clay', wish: 'x' }, id: 'seven' }, 'input.invalid', 'id'],
  ]
  test.each(refused)('%s is refused, and the field named', async (_, body, code, field) => {
    const before = await countMatters()
    const answer = await (await world.asUser('county')).post(bookings, body)
    expect(answer).toMatchObject({ status: 400, body: { code, errors: [{ field }] } })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.body.errors[0].message).toMatchObject({ zh: expect.any(String), en: expect.any(String) })
    expect(await countMatters()).toBe(before)
  })

  test('posts that do not open, and nobody at all', async () => {
    for (const role of ['patrol', 'emergency', 'auditor', 'command', 'nobody'] as const)
      expect(await (await world.asUser(role)).post(bookings, { data: data() }), role).toMatchObject({
        status: 403,
        body: { code: 'access.not-your-post' },
      })
    expect((await world.asPublic().post(bookings, { data: data() })).status).toBe(401)
  })

  test('a body that is no object', async () => {
    const client = await world.asUser('county')
    for (const body of [[], [{}], { data: null }, { data: [] }])
      expect((await client.post(bookings, body)).status).toBe(400)
    const sent = (body: string, type: string) => client.post(bookings, body, { headers: { 'content-type': type } })
    expect(await sent('hello', 'text/plain')).toMatchObject({ status: 400, body: { code: 'input.invalid' } })
    expect(await sent('{"data":', 'application/json')).toMatchObject({ status: 400, body: { code: 'input.invalid' } })
    expect(await sent('<a/>', 'application/xml')).toMatchObject({ status: 415, body: { code: 'input.not-this-type' } })
  })
})

describe('a retry never doubles', () => {
  test('the same key gives the first answer, word for word', async () => {
    const client = await world.asUser('county')
    const key = randomUUID()
    const body = { data: data({ wish: '只订一次' }) }
    const first = await client.post(bookings, body, { key })
    const before = await countMatters()
    const second = await client.post(bookings, body, { key })
    expect(second).toMatchObject({ status: 201, body: first.body })
    expect(await countMatters()).toBe(before)
  })

  test('even when many come at once', async () => {
    const client = await world.asUser('township')
    const key = randomUUID()
    const body = { data: data({ wish: '同时点了很多下' }) }
    const before = Number(await countMatters())
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.post(bookings, body, { key })))
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]))
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
    expect(await countMatters()).toBe(before + 1)
  })

  test('the same key with another body is refused; another account’s key is another key', async () => {
    const client = await world.asUser('county')
    const key = randomUUID()
    await client.post(bookings, { data: data() }, { key })
    const other = await client.post(bookings, { data: data({ wish: '别的' }) }, { key })
    expect(other).toMatchObject({ status: 409, body: { code: 'request.duplicate-key' } })
    const somebodyElse = await (await world.asUser('township')).post(
      bookings,
      { data: data({ wish: '别的' }) },
      { key },
    )
    expect(somebodyElse.status).toBe(201)
  })

  test('a refused request may be sent again with the same key once it is right', async () => {
    const client = await world.asUser('county')
    const key = randomUUID()
    expect((await client.post(bookings, { data: { surface: 'clay' } }, { key })).status).toBe(400)
    expect((await client.post(bookings, { data: data() }, { key })).status).toBe(201)
  })

  test('the same id twice is one matter, whoever asks for it', async () => {
    const id = randomUUID()
    const client = await world.asUser('county')
    expect((await client.post(bookings, { id, data: data() })).status).toBe(201)
    const again = await client.post(bookings, { id, data: data() })
    expect(again.status).toBe(409)
    const rows = await world.house.db.selectFrom('matters').select('id').where('id', '=', id).execute()
    expect(rows).toHaveLength(1)
  })

  test('a key that is none is refused', async () => {
    const client = await world.asUser('county')
    for (const key of ['short', 'x'.repeat(101), 'with space in it'])
      expect((await client.post(bookings, { data: data() }, { key })).body.code).toBe('request.key-needed')
  })
})
