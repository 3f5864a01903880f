// A visitor books by the link of a school and follows the visit by a code; another school's gate knows nothing of it.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayAfter } from '../../contract/calendar.ts'
import type { VisitorView } from '../../contract/views.ts'
import { passDeadlines } from '../../core/matters/clock.ts'
import { eraseExpired } from '../../core/matters/retention.ts'
import type { Answer, Client } from '../../testing/client.ts'
import { setTime } from '../../testing/rounds.ts'
import { addSchool, schoolsPath } from '../../testing/schools.ts'
import { tablesWith } from '../../testing/whole-database.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { bookedAheadDays } from './booking.fields.ts'

const visits = '/api/schools/visits'
const phone = '13900456789'
const today = '2026-03-10'
const usual = { office: '三年级', day: today, expected: '10:00', visitor: { name: '家长', phone }, purpose: '送药品' }
let world: World
let own: { id: string; code: string }
let other: { id: string; code: string }
let guard: Client

beforeAll(async () => {
  world = await makeWorld()
  setTime(world, `${today}T08:30`)
  own = await addSchool(world, { unit: world.unit.school, name: '花园小学' })
  other = await addSchool(world, { unit: world.unit.power, name: '街上小学' })
  guard = await world.asUser('school')
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const book = (data: object = {}, more: object = {}, client = world.asPublic()): Promise<Answer> =>
  client.post('/api/public/visits', { school: own.code, data: { ...usual, ...data }, ...more })

async function booked(data: object = {}): Promise<{ no: string; code: string; id: string }> {
  const { status, body } = await book(data)
  expect(status, JSON.stringify(body)).toBe(201)
  const { id } = (await guard.get(`/api/matters/find?no=${body.no}`)).body
  return { ...body, id }
}

const followed = async (code: string): Promise<VisitorView> =>
  (await world.asPublic().get(`/api/public/visits/${code}`)).body

async function step(id: string, name: string, data: object = {}): Promise<Answer> {
  const { body } = await guard.get(`${visits}/${id}`)
  return guard.post(`${visits}/${id}/${name}`, { data, version: body.version })
}

const callOff = async (code: string): Promise<Answer> =>
  world.asPublic().post(`/api/public/visits/${code}/callOff`, { data: {}, version: (await followed(code)).version })

describe('the link', () => {
  test('tells the name of the school and nothing else, however the code is typed', async () => {
    for (const code of [own.code, own.code.replaceAll('-', ''), own.code.toLowerCase()]) {
      const { status, body } = await world.asPublic().get(`/api/public/schools/${code}`)
      expect([status, body]).toEqual([200, { name: '花园小学' }])
    }
  })

  test('is on the page of the school at the desk, with the code of its plate', async () => {
    const { body } = await guard.get(`${schoolsPath}/${own.id}/glance`)
    expect(body.booking).toBe(`http://desk.test/p/#/visit/${own.code.replaceAll('-', '')}`)
  })

  test('with a wrong code finds nothing and books nothing', async () => {
    const wrong = 'ZZZZ-ZZZZ-ZZZZ'
    expect((await world.asPublic().get(`/api/public/schools/${wrong}`)).status).toBe(404)
    expect((await book({}, { school: wrong })).status).toBe(404)
  })

  test('of a school without accounts says to call, at the desk as in the portal', async () => {
    const silent = await addSchool(world)
    const county = await world.asUser('county')
    expect((await county.get(`${schoolsPath}/${silent.id}/glance`)).body.booking).toBeNull()
    for (const answer of [
      await world.asPublic().get(`/api/public/schools/${silent.code}`),
      await book({}, { school: silent.code }),
    ])
      expect([answer.status, answer.body.errors[0].field]).toEqual([400, 'school'])
  })

  test('of a school that was closed leads nowhere', async () => {
    const gone = await addSchool(world, { unit: world.unit.power })
    const county = await world.asUser('county')
    const closed = await county.post(`${schoolsPath}/${gone.id}/close`, { version: gone.version, reason: '撤并' })
    expect(closed.status, JSON.stringify(closed.body)).toBe(200)
    expect((await world.asPublic().get(`/api/public/schools/${gone.code}`)).status).toBe(404)
  })
})

describe('booking', () => {
  test('reaches the gate of that school, with name and telephone, and no other', async () => {
    const { id, no } = await booked()
    const { status, body } = await guard.get(`${visits}/${id}`)
    expect(body.waitsFor.post).toBe('schoolGuard')
    expect([status, body.state, body.data.visitor, body.data.purpose]).toEqual([200, 'booked', usual.visitor, '送药品'])
    const beside = await world.asHolder([{ post: 'schoolGuard', at: 'garden', unit: 'power' }])
    for (const client of [beside.client, await world.asUser('county'), await world.asUser('chief')]) {
      expect((await client.get(`${visits}/${id}`)).status).toBe(404)
      expect((await client.get(`/api/matters/find?no=${no}`)).status).toBe(404)
      expect((await client.get(visits)).body.rows).toEqual([])
    }
  })

  test.each([
    ['data.day', { day: dayAfter(today, -1) }],
    ['data.day', { day: dayAfter(today, bookedAheadDays + 1) }],
    ['data.visitor.name', { visitor: { phone } }],
    ['data.visitor.phone', { visitor: { name: '家长' } }],
    ['data.purpose', { purpose: '办手续，身份证 431227199001011234' }],
  ])('is refused with %s named: %j', async (field, data) => {
    const { status, body } = await book(data)
    expect([status, body.errors[0].field]).toEqual([400, field])
  })

  test('takes today and the last day', async () => {
    await booked({ day: today })
    await booked({ day: dayAfter(today, bookedAheadDays) })
  })

  test('has no field for an identity number or a face', async () => {
    for (const extra of [{ idNumber: '1' }, { face: '1' }, { unit: world.unit.power }, { school: other.id }])
      expect((await book(extra)).status).toBe(400)
  })

  test('sent twice under its key is one visit', async () => {
    const [key, client] = [randomUUID(), world.asPublic()]
    const send = () => client.post('/api/public/visits', { school: own.code, data: usual }, { key })
    const [first, again] = [await send(), await send()]
    expect([first.status, again.status, again.body.no]).toEqual([201, 201, first.body.no])
  })

  test('in a flood from one address is held back', async () => {
    const client = world.asPublic()
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) statuses.push((await book({}, {}, client)).status)
    expect(statuses).toEqual([...Array(10).fill(201), 429, 429])
  })
})

describe('following', () => {
  test('shows the state and the number for the gate once confirmed, and nothing of the visitor', async () => {
    const { code, no, id } = await booked()
    const waiting = await followed(code)
    expect(waiting).toMatchObject({
      no,
      schoolName: '花园小学',
      state: 'booked',
      gateAddress: null,
      can: { callOff: null },
    })
    expect(waiting.stateLabel.zh).toBe('待学校确认')
    await step(id, 'confirm')
    const confirmed = await followed(code)
    expect(confirmed.gateAddress).toBe(`http://desk.test/f/#/n/${no}`)
    expect(confirmed.data).toEqual({ office: '三年级', day: today, expected: '10:00' })
    expect(JSON.stringify(confirmed)).not.toContain(code)
    expect((await step(id, 'enter')).body.state).toBe('inside')
    expect((await followed(code)).can.callOff).toBe('matters.wrong-state')
    expect((await step(id, 'leave')).body.state).toBe('left')
    expect(await followed(code)).toMatchObject({ state: 'left', gateAddress: null })
  })

  test('a refusal comes with its reason', async () => {
    const { code, id } = await booked()
    await step(id, 'refuse', { reason: '当天考试' })
    expect(await followed(code)).toMatchObject({ state: 'refused', data: { reason: '当天考试' } })
  })

  test('the visitor calls it off, and the gate sees it; a stranger cannot', async () => {
    const { code, id } = await booked()
    expect((await world.asPublic().get('/api/public/visits/AAAA-AAAA-AAAA')).status).toBe(404)
    expect((await callOff(code)).body.state).toBe('calledOff')
    expect((await guard.get(`${visits}/${id}`)).body.state).toBe('calledOff')
    expect((await step(id, 'enter')).status).toBe(409)
  })

  test('the code of a visit opens no report and no dispute', async () => {
    const { code } = await booked()
    for (const path of ['track', 'disputes'])
      expect((await world.asPublic().get(`/api/public/${path}/${code}`)).status).toBe(404)
  })
})

test('a visit booked by link is forgotten 30 days after it ended, come or not', async () => {
  const { code } = await booked({ day: dayAfter(today, 3) })
  expect(await tablesWith(world.house.db, phone)).toEqual(['matters'])
  setTime(world, `${dayAfter(today, bookedAheadDays + 1)}T00:10`)
  await passDeadlines(world.house)
  expect((await followed(code)).state).toBe('lapsed')
  await eraseExpired(world.house)
  expect(await tablesWith(world.house.db, phone)).toEqual(['matters'])
  setTime(world, `${dayAfter(today, 2 * bookedAheadDays + 2)}T01:00`)
  await eraseExpired(world.house)
  expect(await tablesWith(world.house.db, phone)).toEqual([])
  expect(await followed(code)).toMatchObject({ state: 'lapsed', schoolName: '花园小学' })
})
