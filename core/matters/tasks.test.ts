// What hangs under a matter, records that are added to, clocks that run on, and who may read a restricted story.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MatterRow, Page } from '../../contract/views.ts'
import type { Client } from '../../testing/client.ts'
import { game, practice } from '../../testing/fixtures/game.matter.ts'
import { makeWorld, monday, type World } from '../../testing/world.ts'
import { countySettings, forgetSettings } from '../lists/settings.ts'
import { reconcile } from '../statistics/reconcile.ts'
import { giveCode, partyContext } from './codes.ts'
import { decideExtension } from './extend.ts'
import { remindOwners, remindSetting } from './remind.ts'

const games = '/api/club/games'
const practices = '/api/club/practices'

let world: World
let owner: { id: string; client: Client }
let colleague: { id: string; client: Client }
let abroad: { id: string; client: Client }

beforeAll(async () => {
  world = await makeWorld({ kinds: [game, practice] })
  owner = await world.asHolder([{ post: 'mediator', at: 'garden' }])
  colleague = await world.asHolder([{ post: 'mediator', at: 'garden' }])
  abroad = await world.asHolder([{ post: 'mediator', at: 'neighbourVillage' }])
})
beforeEach(() => {
  world.clock.now = monday
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const read = async (id: string, client = owner.client) => (await client.get(`${games}/${id}`)).body

async function take(id: string, step: string, data: object = {}, client = owner.client, base = games) {
  const { version } = (await client.get(`${base}/${id}`)).body
  return client.post(`${base}/${id}/${step}`, { data, version: version ?? 1 })
}

async function open(data: object = {}) {
  const { body, status } = await owner.client.post(games, {
    data: { title: '春季赛', secret: '打后场', ...data },
    divisionId: world.at.garden,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id as string
}

async function begun(drills = 0) {
  const id = await open()
  expect((await take(id, 'begin', { drills })).status).toBe(200)
  return id
}

const operate = async (id: string, name: string, body: object, client: Client) =>
  client.post(`/api/matters/${id}/${name}`, { ...body, version: (await client.get(`${games}/${id}`)).body.version })

describe('records', () => {
  test('each is added to those before; nothing is overwritten, and the list has its end', async () => {
    const id = await begun()
    for (const score of ['6:4', '2:6', '7:5'])
      expect((await take(id, 'score', { rounds: [{ score }] })).status).toBe(200)
    expect((await read(id)).data.rounds.map((r: { score: string }) => r.score)).toEqual(['6:4', '2:6', '7:5'])
    expect((await take(id, 'score', { rounds: [{ score: '1:6' }] })).body.code).toBe('matters.list-full')
    expect(await take(id, 'score', { rounds: [] })).toMatchObject({ status: 400 })
    expect(await take(id, 'score', { rounds: [{ score: '6:0', judge: '某人' }] })).toMatchObject({ status: 400 })
    // What was said in it goes to no event.
    const events = await world.ctx.db.selectFrom('events').select('data').where('subject_id', '=', id).execute()
    expect(JSON.stringify(events)).not.toContain('6:4')
  })
})

describe('tasks', () => {
  test('hang under the matter with its owner, its place and their own clock, and are its to wait for', async () => {
    const id = await begun(2)
    const { tasks } = await read(id)
    expect(
      tasks.map((t: { state: string; dueAt: string | null; headline: string }) => [t.state, t.dueAt, t.headline]),
    ).toEqual([
      ['due', '2026-12-04T09:30:00.000Z', '第1次'],
      ['someday', null, '第2次'],
    ])
    const [first, second] = tasks
    expect((await owner.client.get(`${practices}/${first.id}`)).body).toMatchObject({
      owner: { id: owner.id },
      taskOf: { id, kind: 'club.game' },
      division: { id: world.at.garden },
    })
    const listed = (await owner.client.get(`${practices}?work=true`)).body.rows.map((r: { id: string }) => r.id)
    expect(listed).toEqual(expect.arrayContaining([first.id, second.id]))
    expect((await take(id, 'end')).body.why).toBe('club.game.why.practiceLeft')
    expect((await read(id)).can.end).toBe('club.game.why.practiceLeft')
    await take(second.id, 'fix', { dueOn: '2026-12-05' }, owner.client, practices)
    // A Saturday: the next working day.
    expect((await owner.client.get(`${practices}/${second.id}`)).body.dueAt).toBe('2026-12-07T09:30:00.000Z')
    for (const t of [first, second]) await take(t.id, 'practise', { note: '好' }, owner.client, practices)
    expect((await take(id, 'end')).status).toBe(200)
  })

  test('without a clock are work as well, after all that have one', async () => {
    const me = await world.asHolder([{ post: 'mediator', at: 'garden' }])
    const id = await open()
    expect((await take(id, 'begin', { drills: 2 }, me.client)).status).toBe(200)
    const [first, second] = (await read(id, me.client)).tasks.map((t: { id: string }) => t.id)
    const page = async (after: string) =>
      (await me.client.get(`${practices}?work=true&sort=dueAt&limit=1${after}`)).body as Page<MatterRow>
    const one = await page('')
    const two = await page(`&after=${one.next}`)
    expect([one, two].map(({ rows }) => rows.map((r) => r.id))).toEqual([[first], [second]])
    expect(two.next).toBeNull()
  })

  test('are never opened by hand, and go along when the matter is given to somebody else', async () => {
    const byHand = await owner.client.post(practices, { data: { drill: '发球' }, divisionId: world.at.garden })
    expect(byHand.status).toBe(403)
    const id = await begun(1)
    await operate(id, 'assign', { to: colleague.id, reason: '换人' }, await world.asUser('county'))
    const [task] = (await read(id, colleague.client)).tasks
    expect(task.owner.id).toBe(colleague.id)
  })
})

describe('a restricted story', () => {
  const story = async (client: Client, id: string) => (await read(id, client)).data.secret

  test('is for its owner, for whom it waits, for named colleagues and for the centre', async () => {
    const id = await open()
    // It waits for the village's mediators: any of them has to decide whether to take it.
    expect(await story(colleague.client, id)).toBe('打后场')
    await take(id, 'begin', { drills: 1 })
    expect(await story(owner.client, id)).toBe('打后场')
    expect(await story(await world.asUser('county'), id)).toBe('打后场')
    for (const client of [colleague.client, await world.asUser('grid'), await world.asUser('township')]) {
      expect((await read(id, client)).data).toEqual(expect.not.objectContaining({ secret: expect.anything() }))
      expect((await read(id, client)).tasks[0].headline).toBe('')
    }
    expect((await take(id, 'score', { rounds: [{ score: '6:0' }] }, colleague.client)).status).toBe(403)
    const share = { accountId: colleague.id, purpose: '共同裁判' }
    const shared = await (await world.asUser('county')).post(`/api/matters/${id}/share`, share)
    expect(shared.status, JSON.stringify(shared.body)).toBe(200)
    expect(await story(colleague.client, id)).toBe('打后场')
    expect((await read(id, colleague.client)).tasks[0].headline).toBe('第1次')
    expect((await take(id, 'score', { rounds: [{ score: '6:0' }] }, colleague.client)).status).toBe(200)
  })

  test('leaves by no other door: lists, search, export, the phone', async () => {
    const id = await begun()
    for (const client of [colleague.client, await world.asUser('grid')]) {
      expect(JSON.stringify((await client.get(`${games}?limit=200`)).body)).not.toContain('打后场')
      expect((await client.get(`${games}?q=打后场`)).body.rows).toEqual([])
      const { body } = await client.get('/api/field/sync')
      const carried = body.matters?.find((m: { id: string }) => m.id === id)
      expect(JSON.stringify(carried ?? {})).not.toContain('打后场')
      expect(JSON.stringify((await client.get(`/api/matters/${id}/timeline`)).body)).not.toContain('打后场')
    }
  })
})

describe('a side in another county', () => {
  test('is shared with whoever would handle it there, who may do only what is theirs', async () => {
    const id = await open({ guests: world.at.neighbourVillage })
    expect((await read(id, abroad.client)).data.secret).toBe('打后场')
    expect((await take(id, 'ready', {}, owner.client)).body.code).toBe('access.not-your-post')
    expect((await take(id, 'begin', { drills: 0 }, abroad.client)).body.code).toBe('access.not-your-post')
    expect((await take(id, 'ready', {}, abroad.client)).status).toBe(200)
    expect((await read(id)).data.guestsReadyOn).toBe('2026-11-23')
    const other = await open()
    expect((await abroad.client.get(`${games}/${other}`)).status).toBe(404)
  })

  test('a division of the same county is refused, naming the field', async () => {
    const answer = await owner.client.post(games, {
      data: { title: '友谊赛', secret: '无', guests: world.at.street },
      divisionId: world.at.garden,
    })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'data.guests' }] } })
  })
})

describe('clocks', () => {
  test('one that several states share runs on, from the day it counts from', async () => {
    const id = await begun()
    const { dueAt } = await read(id)
    expect(dueAt).toBe('2026-12-03T09:30:00.000Z')
    world.clock.forward(48)
    await take(id, 'pause')
    await take(id, 'goOn')
    expect((await read(id)).dueAt).toBe(dueAt)
  })

  test('the owner is told so many days before, once each, and the county sets other days', async () => {
    const id = await begun()
    const { no } = await read(id)
    const told = async () => {
      await remindOwners(world.house)
      await remindOwners(world.house)
      const { body } = await owner.client.get('/api/notices')
      return body.filter((n: { text: { zh: string } }) => n.text.zh.startsWith(`${no} 将于`)).length
    }
    expect(await told()).toBe(0)
    world.clock.now = new Date('2026-11-28T08:00:00+08:00')
    expect(await told()).toBe(1)
    world.clock.now = new Date('2026-12-01T08:00:00+08:00')
    expect(await told()).toBe(2)
    const value = JSON.stringify([9]) as never
    const setting = { county_id: world.at.county, id: remindSetting('club.game', 'begun'), value, changed_at: monday }
    await world.ctx.db.insertInto('county_settings').values(setting).execute()
    forgetSettings(world.ctx)
    expect((await countySettings(world.ctx, world.at.county)).get(setting.id)).toEqual([9])
    world.clock.now = monday
    const next = await begun()
    world.clock.now = new Date('2026-11-24T08:00:00+08:00')
    await remindOwners(world.house)
    const { body } = await owner.client.get('/api/notices')
    const { no: nextNo } = await read(next)
    expect(body.some((n: { text: { zh: string } }) => n.text.zh.startsWith(`${nextNo} 将于`))).toBe(true)
  })

  test('a longer one needs every party’s consent, each recorded with when and how', async () => {
    const id = await begun()
    const until = '2026-12-18T17:30:00+08:00'
    await operate(id, 'extend', { until, reason: '下雨' }, owner.client)
    const alone = await operate(id, 'extension/decide', { grant: true, seat: 0 }, owner.client)
    expect(alone).toMatchObject({ status: 400, body: { errors: [{ field: 'seat' }] } })
    await take(id, 'join', { players: [{ name: '甲' }, { name: '乙', reach: { phone: '13800000000' } }] })
    const first = await operate(id, 'extension/decide', { grant: true, seat: 0, how: 'signed' }, owner.client)
    expect(first.body).toMatchObject({
      extension: { state: 'asked', consentsNeeded: 2, consents: [{ seat: 0, how: 'signed' }] },
    })
    expect((await operate(id, 'extension/decide', { grant: true, seat: 0 }, owner.client)).body.code).toBe(
      'matters.consented-already',
    )
    const code = await giveCode(world.ctx, { id, county_id: world.at.county }, 'party', 1)
    const party = await partyContext(world.ctx, code)
    await decideExtension(party, id, { grant: true, version: (await read(id)).version })
    const { extension, dueAt } = await read(id)
    expect(extension).toMatchObject({ state: 'granted', consents: [{ seat: 0 }, { seat: 1, how: 'online' }] })
    expect(dueAt).toBe(new Date(until).toISOString())
  })
})

describe('supervision', () => {
  test('goes a rung at a time; a missed clock is the reason, otherwise one is given', async () => {
    const id = await begun()
    const centre = await world.asUser('county')
    expect(await operate(id, 'supervise', {}, centre)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'reason' }] },
    })
    expect((await operate(id, 'supervise', { reason: '催一催' }, owner.client)).status).toBe(403)
    expect((await operate(id, 'supervise', { reason: '球场要用' }, centre)).body.supervision).toBe('urged')
    world.clock.now = new Date('2026-12-05T09:00:00+08:00')
    expect((await operate(id, 'supervise', {}, centre)).body.supervision).toBe('overseen')
    const raised = (await operate(id, 'supervise', {}, centre)).body
    expect(raised).toMatchObject({ supervision: 'raised', owner: null, waitsFor: { post: 'countyCentre' } })
    expect((await operate(id, 'supervise', { reason: '再提' }, centre)).body.code).toBe('matters.top-rung')
    const story = (await centre.get(`/api/matters/${id}/timeline`)).body
    const rungs = story.filter((line: { type: string }) => /\.(urged|overseen|raised)$/.test(line.type))
    expect(rungs.map((line: { note: string }) => line.note)).toEqual([
      '球场要用',
      '已超期：期限 2026-12-03 17:30',
      '已超期：期限 2026-12-03 17:30',
    ])
    expect((await centre.get(`${games}?supervision=raised`)).body.rows.map((r: { id: string }) => r.id)).toEqual([id])
    expect((await centre.get(`${games}/counts`)).body.bySupervision.raised).toBe(1)
    await world.idle()
    expect(await reconcile(world.ctx)).toMatchObject({ differences: 0, examples: [] })
  })
})
