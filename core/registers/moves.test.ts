// Merging with undo, transfers that the other side accepts, plates, links, counts, the map, and what verify says of it all.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { book } from '../../testing/bookings.ts'
import { addCourt, courts, makeCourts, squareAround, stepCourt } from '../../testing/courts.ts'
import type { World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'
import { verifyAll } from '../events/verify-matters.ts'
import { entriesInReach } from './of-divisions.ts'
import { eraseClosedEntries } from './retention.ts'

let world: World
beforeAll(async () => {
  world = await makeCourts()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const look = async (role: Parameters<World['asUser']>[0], id: string) =>
  (await (await world.asUser(role)).get(`${courts}/${id}`)).body

test('a merge takes over what was chosen, leaves one entry, and its undo leaves two as they were', async () => {
  const [a, b] = [
    await addCourt(world, { data: { seats: 10, office: '110' } }),
    await addCourt(world, { data: { seats: 20 } }),
  ]
  const county = await world.asUser('county')
  const merged = await stepCourt(county, a.id, 'merge', { into: b.id, intoVersion: 1, takes: ['office', 'number'] })
  expect(merged.body).toMatchObject({ id: b.id, data: { seats: 20, office: '110', number: a.data.number } })
  expect(merged.body.mergedHere).toMatchObject([{ id: a.id }])
  expect((await look('county', a.id)).mergedInto).toMatchObject({ id: b.id })
  const list = await county.get(`${courts}?limit=200`)
  expect(list.body.rows.some((row: { id: string }) => row.id === a.id)).toBe(false)
  expect((await county.get(`/api/registers/plate/${a.code}`)).body.id).toBe(b.id)
  expect((await stepCourt(county, a.id, 'change', { data: { seats: 1 } })).body.code).toBe('registers.merged')

  const back = await stepCourt(county, a.id, 'unmerge')
  expect(back.body).toMatchObject({ id: a.id, mergedInto: null, data: { number: a.data.number, seats: 10 } })
  expect((await look('county', b.id)).data).toEqual(b.data)
  expect((await stepCourt(county, a.id, 'unmerge')).body.code).toBe('registers.not-merged')
})

test('an undo does not take back what somebody wrote after the merge', async () => {
  const [a, b] = [await addCourt(world), await addCourt(world)]
  const county = await world.asUser('county')
  await stepCourt(county, a.id, 'merge', { into: b.id, intoVersion: 1 })
  await stepCourt(county, b.id, 'change', { data: { seats: 99 } })
  await stepCourt(county, a.id, 'unmerge')
  expect((await look('county', b.id)).data.seats).toBe(99)
})

test('two entries of different reach are not merged by who keeps only one of them', async () => {
  const [a, b] = [await addCourt(world), await addCourt(world, { at: 'otherVillage' })]
  const grid = await world.asUser('grid')
  const merged = await stepCourt(grid, a.id, 'merge', { into: b.id, intoVersion: 1 })
  expect(merged.body.code).toBe('access.not-found')
})

test('a transfer waits for the receiving side, which is not whoever asked', async () => {
  const { id } = await addCourt(world)
  const [township, other, county] = await Promise.all(
    (['township', 'otherTownship', 'county'] as const).map((role) => world.asUser(role)),
  )
  const offered = await stepCourt(township as never, id, 'transfer', {
    divisionId: world.at.otherVillage,
    reason: '划错了',
  })
  expect(offered.body.transfer).toMatchObject({
    reason: '划错了',
    to: { name: '大堡村' },
    whyNot: 'access.not-your-post',
  })
  expect(
    (await stepCourt(township as never, id, 'transfer', { divisionId: world.at.otherVillage, reason: '再来' })).body
      .code,
  ).toBe('registers.in-transfer')
  const waiting = await other?.get('/api/registers/transfers')
  const mine = waiting?.body.find((each: { entry: { id: string } }) => each.entry.id === id)
  expect(mine).toMatchObject({ whyNot: null })
  expect((await other?.get(`${courts}/${id}`))?.status).toBe(404)
  expect((await township?.post(`/api/registers/transfers/${mine.id}`, { decision: 'accepted' }))?.status).toBe(404)
  const accepted = await other?.post(`/api/registers/transfers/${mine.id}`, { decision: 'accepted' })
  expect(accepted?.body.state).toBe('accepted')
  expect((await look('otherTownship', id)).division.name).toBe('大堡村')
  expect((await township?.get(`${courts}/${id}`))?.status).toBe(404)
  expect((await county?.post(`/api/registers/transfers/${mine.id}`, { decision: 'refused' }))?.body.code).toBe(
    'matters.already-decided',
  )
  const notices = await other?.get('/api/notices')
  expect(JSON.stringify(notices?.body)).toContain('拟移交到大堡村')
})

test('whoever asked cannot accept for both sides, may take it back, and never sends it to another county', async () => {
  const { id } = await addCourt(world)
  const county = await world.asUser('county')
  await stepCourt(county, id, 'transfer', { divisionId: world.at.street, reason: '调整' })
  const { transfer } = await look('county', id)
  expect(transfer.whyNot).toBe('matters.same-person')
  expect((await county.post(`/api/registers/transfers/${transfer.id}`, { decision: 'accepted' })).body.code).toBe(
    'matters.same-person',
  )
  expect((await stepCourt(county, id, 'withdraw')).body.transfer).toBeNull()
  const abroad = await stepCourt(county, id, 'transfer', { divisionId: world.at.neighbourVillage, reason: '给邻县' })
  expect(abroad.body.errors[0].message.en).toMatch(/another county/)
})

test('a plate is known by its code, and a made-up one is not', async () => {
  const { id, code } = await addCourt(world)
  const county = await world.asUser('county')
  const plate = (await county.get(`${courts}/${id}/plate`)).body
  expect(plate).toMatchObject({ code, address: `http://desk.test/f/#/e/${code.replaceAll('-', '')}` })
  expect(plate.svg).toMatch(/^<svg/)
  expect((await county.get(`/api/registers/plate/${code.toLowerCase().replaceAll('-', ' ')}`)).body.id).toBe(id)
  const forged = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
  expect((await county.get(`/api/registers/plate/${forged}`)).status).toBe(404)
  expect((await (await world.asUser('neighbourCounty')).get(`/api/registers/plate/${code}`)).status).toBe(404)
})

test('a matter that is linked is shown to those who may read it, and follows a merge', async () => {
  const [a, b] = [await addCourt(world), await addCourt(world)]
  const county = await world.asUser('county')
  const booking = await book(world)
  const link = { matterId: booking.id, why: '在这里打的' }
  expect((await county.post(`/api/registers/entries/${a.id}/link`, link)).status).toBe(200)
  expect((await county.post(`/api/registers/entries/${a.id}/link`, link)).body).toHaveLength(1)
  expect((await look('county', a.id)).links).toMatchObject([{ no: booking.no, why: '在这里打的', subject: 'matter' }])
  await stepCourt(county, a.id, 'merge', { into: b.id, intoVersion: 1 })
  expect((await look('county', b.id)).links).toMatchObject([{ id: booking.id }])
  const foreign = await book(world, { by: 'neighbourCounty', at: 'neighbour' })
  const refused = await county.post(`/api/registers/entries/${b.id}/link`, { ...link, matterId: foreign.id })
  expect(refused.status).toBe(404)
})

test('what may be kept no longer is erased with its former versions, and still verifies', async () => {
  const before = world.clock.now
  const { id } = await addCourt(world, { data: { keyBox: '旧抽屉' } })
  const county = await world.asUser('county')
  await stepCourt(county, id, 'change', { data: { keyBox: '新抽屉' } })
  await stepCourt(county, id, 'close', { reason: '拆除' })
  world.clock.forward(24 * 31)
  expect(await eraseClosedEntries(world.house)).toBe(1)
  expect((await look('county', id)).data).not.toHaveProperty('keyBox')
  const kept = await world.ctx.db.selectFrom('register_versions').selectAll().where('entry_id', '=', id).execute()
  expect(JSON.stringify(kept)).not.toContain('抽屉')
  expect((await verifyAll(world.ctx.db, world.house.secret)).finding).toBeNull()
  world.clock.now = before
})

test('counts and sums are those of the list, by filter, and the map has the shapes', async () => {
  const county = await world.asUser('county')
  const ground = squareAround(pointIn('street'))
  await addCourt(world, { at: 'street', data: { surface: 'ice', seats: 7, isLit: true, ground } })
  await addCourt(world, {
    at: 'street',
    data: { surface: 'ice', seats: 8, answers: 'gridWorker', office: '110', ground },
  })
  await addCourt(world, { at: 'street', data: { surface: 'grass', seats: 100 } })
  const within = `division=${world.at.street}`
  const { body: all } = await county.get(`${courts}/counts?${within}`)
  expect(all).toMatchObject({ total: 3, incomplete: 2, sums: { seats: 115 }, by: { surface: { ice: 2, grass: 1 } } })
  const { body: ice } = await county.get(`${courts}/counts?${within}&surface=ice&isLit=true`)
  expect(ice).toMatchObject({ total: 1, sums: { seats: 7 } })
  const { body: map } = await county.get(`${courts}/map?${within}&surface=ice`)
  expect(map.points).toHaveLength(2)
  expect(map.shapes.features).toHaveLength(2)
  const { body: none } = await (await world.asUser('neighbourCounty')).get(`${courts}/counts`)
  expect(none).toMatchObject({ total: 0, sums: { seats: 0 } })
})

test('a list goes on where it ended, in every order, and finds Chinese by any two signs', async () => {
  const county = await world.asUser('county')
  for (let i = 0; i < 5; i++)
    await addCourt(world, { at: 'otherVillage', data: { name: `朝阳体育馆${i}`, story: '靠近河边' } })
  for (const sort of ['headline', '-changedAt', 'confirmedAt']) {
    const ids: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const cursor: string = after === '' ? '' : `&after=${after}`
      const { body }: { body: { rows: { id: string }[]; next: string | null } } = await county.get(
        `${courts}?q=${encodeURIComponent('河边')}&division=${world.at.otherVillage}&sort=${sort}&limit=2${cursor}`,
      )
      ids.push(...body.rows.map((row) => row.id))
      after = body.next
    }
    expect(new Set(ids).size).toBe(5)
    expect(ids).toHaveLength(5)
  }
  const found = await county.get(`${courts}?q=${encodeURIComponent('阳体')}`)
  expect(found.body.rows).toHaveLength(5)
  expect((await county.get(`${courts}?after=nonsense`)).body.errors[0].field).toBe('after')
  expect((await county.get(`${courts}?colour=red`)).status).toBe(400)
})

test('a phone is given the entries of its divisions, without what is sealed', async () => {
  const { id } = await addCourt(world, { at: 'street', data: { keyBox: '抽屉' } })
  const street = { ...world.ctx, actor: await actorOf('street') }
  const { rows, truncated } = await entriesInReach(street)
  expect(truncated).toBe(false)
  expect(rows.find((row) => row.id === id)).toMatchObject({ kind: 'club.court' })
  expect(rows.every((row) => row.division.name === '街上村')).toBe(true)
  expect(JSON.stringify(rows)).not.toContain('抽屉')
})

async function actorOf(role: 'street') {
  const held = {
    id: 'x',
    post: 'gridWorker' as const,
    divisionId: world.at.street,
    countyId: world.at.county,
    path: world.house.divisions.tree.get(world.at.street).path,
    unitId: null,
  }
  return { type: 'staff' as const, id: world.account[role], name: role, posts: [held] }
}

test('verify finds an entry or a version that was changed, added or taken away by hand', async () => {
  const { house, ctx } = world
  const findings = async () => (await verifyAll(ctx.db, house.secret)).finding
  expect(await findings()).toBeNull()
  const { id } = await addCourt(world, { data: { seats: 1 } })
  await stepCourt(await world.asUser('county'), id, 'change', { data: { seats: 2 } })
  const tampering = async (change: ReturnType<typeof sql>, undo: ReturnType<typeof sql>) => {
    await change.execute(ctx.db)
    const found = await findings()
    await undo.execute(ctx.db)
    return found
  }
  const seats = (n: number) =>
    sql`update register_entries set data = jsonb_set(data, '{seats}', ${String(n)}::jsonb) where id = ${id}`
  expect(await tampering(seats(3), seats(2))).toMatchObject({ what: 'changed', of: 'entry', id })
  const version = (n: number) =>
    sql`update register_versions set row = jsonb_set(row, '{data,seats}', ${String(n)}::jsonb) where entry_id = ${id} and version = 1`
  expect((await tampering(version(9), version(1)))?.about).toMatch(/version 1 that is not as event/)
  const hide = (from: number, to: number) =>
    sql`update register_versions set version = ${to} where entry_id = ${id} and version = ${from}`
  expect((await tampering(hide(1, 77), hide(77, 1)))?.about).toMatch(/lacks version 1/)
  expect(await findings()).toBeNull()
})
