// What a phone is given: the first time, afterwards, when its person moves, and when the server is not the one it knew.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldSyncView } from '../../contract/field.ts'
import type { MatterView } from '../../contract/views.ts'
import { book, look, makeClub, take } from '../../testing/bookings.ts'
import type { Client } from '../../testing/client.ts'
import type { World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

/** Asks when nothing is under way that would keep events back. */
async function sync(client: Client, before?: FieldSyncView): Promise<FieldSyncView> {
  await world.idle()
  const query = before ? `?since=${before.next}&${held(before)}` : ''
  const answer = await client.get(`/api/field/sync${query}`)
  expect(answer.status).toBe(200)
  return answer.body
}

const held = ({ lists, divisions }: FieldSyncView): string =>
  `lists=${lists?.revision ?? ''}&divisions=${divisions?.revision ?? ''}`

const idsOf = (matters: readonly MatterView[]) => matters.map((m) => m.id)
const someone = () => world.asHolder([{ post: 'gridWorker', at: 'garden' }])

test('the first time: person, lists, units, divisions with outlines, and matters as they are shown online', async () => {
  const { id } = await book(world)
  const { client } = await someone()
  const first = await sync(client)
  expect(first).toMatchObject({ isWhole: true, gone: [], truncated: false, quiet: { from: '22:00', to: '07:00' } })
  expect(first.me.posts).toMatchObject([{ post: 'gridWorker', division: { name: '花园村' } }])
  expect(first.lists?.lists['club.surfaces']?.map((e) => e.id)).toEqual(['clay', 'grass', 'ice'])
  expect(first.lists?.units).toContainEqual({ id: world.unit.emergency, name: '县应急管理局' })
  expect(first.divisions?.divisions.map((d) => d.name)).toEqual(['花园村', '桂正网格'])
  expect(first.divisions?.outline.features.map((f) => f.properties?.name).sort()).toEqual(
    ['凉伞镇', '桂正网格', '花园村', '街上村'].sort(),
  )
  expect(first.matters.find((m) => m.id === id)).toEqual(await look(client, id))
})

test('afterwards: nothing when nothing happened, then what is new, and what is no longer theirs', async () => {
  const { client } = await someone()
  const [kept, ended] = [await book(world), await book(world)]
  const first = await sync(client)
  const quiet = await sync(client, first)
  expect(quiet).toMatchObject({ isWhole: false, matters: [], gone: [], lists: null, divisions: null })
  const fresh = await book(world)
  await take(await world.asUser('grid'), kept.id, 'serve', { pace: 'slow' })
  await take(await world.asUser('township'), ended.id, 'cancel', { why: '下雨' })
  const next = await sync(client, first)
  expect(next.isWhole).toBe(false)
  expect(idsOf(next.matters).sort()).toEqual([fresh.id, kept.id].sort())
  expect(next.gone).toEqual([ended.id])
  expect(next.matters.find((m) => m.id === kept.id)).toEqual(await look(client, kept.id))
})

test('a matter elsewhere is neither given nor named as gone', async () => {
  const { client } = await someone()
  const first = await sync(client)
  const elsewhere = await book(world, { at: 'street' })
  await take(await world.asUser('township'), elsewhere.id, 'cancel', { why: '下雨' })
  expect(await sync(client, first)).toMatchObject({ matters: [], gone: [] })
})

test('a matter given to somebody else is gone', async () => {
  const matter = await book(world)
  const grid = await world.asUser('grid')
  await take(grid, matter.id, 'serve', { pace: 'slow' })
  const department = await world.asUser('emergency')
  const before = await sync(department)
  await take(grid, matter.id, 'mow', { keeper: world.unit.emergency })
  const given = await sync(department, before)
  expect(idsOf(given.matters)).toEqual([matter.id])
  await take(department, matter.id, 'refuse', { why: '不是草地' })
  expect(await sync(department, given)).toMatchObject({ matters: [], gone: [matter.id] })
})

test('a share of another county comes, and goes when it ends', async () => {
  const matter = await book(world)
  const { client } = await world.asHolder([{ post: 'countyCentre', at: 'neighbour' }])
  const first = await sync(client)
  const county = await world.asUser('county')
  const share = { divisionId: world.at.neighbour, purpose: '边界联防' }
  expect((await county.post(`/api/matters/${matter.id}/share`, share)).status).toBe(200)
  const shared = await sync(client, first)
  // Reading alone is no work: it is told as seen, and not carried.
  expect([...idsOf(shared.matters), ...shared.gone]).toEqual([matter.id])
  const [{ id }] = (await county.get(`/api/matters/${matter.id}/shares`)).body
  expect((await county.delete(`/api/matters/${matter.id}/shares/${id}`)).status).toBe(200)
  expect(await sync(client, shared)).toMatchObject({ matters: [], gone: [matter.id] })
})

test('a change of lists comes with the next contact', async () => {
  const { client } = await someone()
  const first = await sync(client)
  const admin = await world.asUser('admin')
  const added = await admin.post('/api/admin/lists/club.surfaces', { label: { zh: '地毯', en: 'Carpet' } })
  expect(added.status).toBeLessThan(300)
  const next = await sync(client, first)
  expect(next.lists?.lists['club.surfaces']?.map((e) => e.label.zh)).toContain('地毯')
  expect(next.isWhole).toBe(false)
})

describe('everything anew', () => {
  test('for a person who was moved: the new division, and nothing of the old one', async () => {
    const { id: account, client } = await someone()
    const old = await book(world)
    const first = await sync(client)
    expect(idsOf(first.matters)).toContain(old.id)
    const there = await book(world, { at: 'street' })
    await world.ctx.db
      .updateTable('posts_held')
      .set({ division_id: world.at.street })
      .where('account_id', '=', account)
      .execute()
    const moved = await sync(await world.signInAgain(account), first)
    expect(moved.isWhole).toBe(true)
    expect(idsOf(moved.matters)).toContain(there.id)
    expect(idsOf(moved.matters)).not.toContain(old.id)
    expect(moved.divisions?.divisions.map((d) => d.name)).toEqual(['街上村'])
  })

  test.each(['nonsense', '1:1:000000000000:abc', '999999999:999999999:0123456789ab:x'])(
    'for a bookmark this server never gave: %s',
    async (since) => {
      const { client } = await someone()
      expect((await client.get(`/api/field/sync?since=${since}`)).body.isWhole).toBe(true)
    },
  )

  test('when another event stands where it stopped reading, as after a restore', async () => {
    const { client } = await someone()
    const first = await sync(client)
    const [xid, seq, mark, reach] = first.next.split(':')
    await book(world)
    const other = `${xid}:${seq}:${mark?.replace(/^./, (c) => (c === '0' ? '1' : '0'))}:${reach}`
    expect((await client.get(`/api/field/sync?since=${other}`)).body.isWhole).toBe(true)
    expect((await client.get(`/api/field/sync?since=${first.next}`)).body.isWhole).toBe(false)
  })
})

test('own matters come first, then the most urgent', async () => {
  const { id: account, client } = await world.asHolder([{ post: 'gridWorker', at: 'otherVillage' }])
  const [late, soon, own] = [
    await book(world, { at: 'otherVillage' }),
    await book(world, { at: 'otherVillage' }),
    await book(world, { at: 'otherVillage' }),
  ]
  const due = (id: string, at: string) =>
    world.ctx.db
      .updateTable('matters')
      .set({ due_at: new Date(at) })
      .where('id', '=', id)
      .execute()
  await take(client, own.id, 'serve', { pace: 'slow' })
  await due(late.id, '2026-12-02T10:00:00+08:00')
  await due(soon.id, '2026-11-30T10:00:00+08:00')
  await due(own.id, '2026-12-05T10:00:00+08:00')
  const { matters } = await sync(client)
  expect(idsOf(matters)).toEqual([own.id, soon.id, late.id])
  expect(matters[0]?.owner?.id).toBe(account)
})

test('what was read of persons is logged, once for all matters', async () => {
  const { id: account, client } = await someone()
  await book(world)
  await book(world)
  const { matters } = await sync(client)
  const rows = await world.ctx.db
    .selectFrom('access_log')
    .select(['route', 'fields', 'subject_ids', 'purpose'])
    .where('actor_id', '=', account)
    .where('what', '=', 'read')
    .execute()
  expect(rows).toMatchObject([{ route: 'field.sync', fields: ['wish'], purpose: '移动端办理' }])
  expect(rows[0]?.subject_ids.sort()).toEqual(idsOf(matters).sort())
})

test('without a post there is nothing to carry; without a session nothing at all', async () => {
  const { client } = await world.asHolder([])
  expect(await sync(client)).toMatchObject({ matters: [], divisions: { divisions: [] } })
  expect((await world.asPublic().get('/api/field/sync')).status).toBe(401)
})
