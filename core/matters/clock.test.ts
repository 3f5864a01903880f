// What happens when nobody does anything: deadlines pass, superiors are told, contacts are erased.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, look, makeClub, operate, take } from '../../testing/bookings.ts'
import { monday, type World } from '../../testing/world.ts'
import { sealEvents } from '../events/seal.ts'
import { verifyAll } from '../events/verify-matters.ts'
import { passDeadlines } from './clock.ts'
import { eraseExpired } from './retention.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const at = (local: string) => {
  world.clock.now = new Date(`${local}:00+08:00`)
}
const back = () => {
  world.clock.now = monday
}
const noticesOf = async (account: string, matter: string) =>
  (
    await world.house.db
      .selectFrom('notices')
      .select('text')
      .where('account_id', '=', account)
      .where('matter_id', '=', matter)
      .execute()
  ).map((n) => n.text.zh)
const didOf = async (id: string) =>
  (
    await world.house.db
      .selectFrom('events')
      .select(['type', 'actor_type'])
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
  ).map((e) => `${e.type.split('.')[2]} by ${e.actor_type}`)

describe('deadlines', () => {
  test('nothing happens before its time; then the clock takes the step, once, and the township is told', async () => {
    const { id, no } = await book(world)
    at('2026-11-24T17:29')
    await passDeadlines(world.house)
    expect((await look(await world.asUser('grid'), id)).state).toBe('asked')
    at('2026-11-24T17:31')
    expect((await look(await world.asUser('grid'), id)).overdue).toBe(true)
    await passDeadlines(world.house)
    await passDeadlines(world.house)
    const called = await look(await world.asUser('grid'), id)
    expect(called).toMatchObject({ state: 'called', version: 2, waitsFor: { post: 'townshipCentre' }, overdue: false })
    expect(called.dueAt).toBe(new Date('2026-11-26T17:30:00+08:00').toISOString())
    expect(await didOf(id)).toEqual(['opened by staff', 'call by clock'])
    expect(await noticesOf(world.account.township, id)).toEqual([`${no} 已超过期限`])
    back()
  })

  test('without a step to take it is missed once: overdue, the owner and their superiors told', async () => {
    const { id, no } = await book(world)
    await take(await world.asUser('grid'), id, 'serve', { pace: 'quick' })
    at('2026-11-25T09:00')
    await passDeadlines(world.house)
    await passDeadlines(world.house)
    expect(await didOf(id)).toEqual(['opened by staff', 'serve by staff', 'deadline-missed by clock'])
    for (const account of [world.account.grid, world.account.township])
      expect(await noticesOf(account, id)).toEqual([`${no} 已超过期限`])
    expect(await look(await world.asUser('grid'), id)).toMatchObject({ state: 'playing', overdue: true, version: 3 })
    back()
  })

  test('a granted extension gives a new deadline, which may be missed anew', async () => {
    const { id } = await book(world)
    await take(await world.asUser('grid'), id, 'serve', { pace: 'quick' })
    at('2026-11-25T09:00')
    await passDeadlines(world.house)
    const until = new Date('2026-11-27T17:30:00+08:00').toISOString()
    await operate(await world.asUser('grid'), id, 'extend', { until, reason: '再等等' })
    await operate(await world.asUser('township'), id, 'extension/decide', { grant: true })
    expect(await look(await world.asUser('grid'), id)).toMatchObject({ overdue: false, dueAt: until })
    at('2026-11-27T18:00')
    await passDeadlines(world.house)
    expect((await didOf(id)).filter((d) => d.startsWith('deadline-missed'))).toHaveLength(2)
    back()
  })

  test('weekends and holidays are not worked', async () => {
    at('2026-11-27T16:00')
    const friday = await book(world)
    expect(friday.dueAt).toBe(new Date('2026-11-30T17:30:00+08:00').toISOString())
    at('2026-09-30T16:00')
    const beforeHoliday = await book(world)
    expect(new Date(beforeHoliday.dueAt ?? 0).getTime()).toBeGreaterThan(
      new Date('2026-10-07T00:00:00+08:00').getTime(),
    )
    back()
  })

  test('a merged matter has no deadline of its own', async () => {
    const [a, b] = [await book(world), await book(world)]
    await operate(await world.asUser('grid'), b.id, 'merge', { into: a.id })
    at('2026-11-30T09:00')
    await passDeadlines(world.house)
    expect(await didOf(b.id)).toEqual(['opened by staff', 'merged by staff'])
    back()
  })

  test('what nobody answers ends by itself', async () => {
    const { id } = await book(world)
    await take(await world.asUser('grid'), id, 'serve', { pace: 'quick' })
    await take(await world.asUser('grid'), id, 'finish', { answer: '打完了' })
    at('2026-11-30T18:00')
    await passDeadlines(world.house)
    expect(await look(await world.asUser('grid'), id)).toMatchObject({ state: 'won', dueAt: null })
    back()
  })

  test('a county’s own span replaces the usual one', async () => {
    const setting = {
      county_id: world.at.neighbour,
      id: 'deadline.club.booking.asked',
      value: JSON.stringify('2h') as never,
    }
    await world.house.db
      .insertInto('county_settings')
      .values({ ...setting, changed_at: world.clock.now })
      .execute()
    const theirs = await book(world, { at: 'neighbourVillage', by: 'neighbourCounty' })
    expect(theirs.dueAt).toBe(new Date('2026-11-23T12:00:00+08:00').toISOString())
  })
})

describe('erasing', () => {
  const phone = { player: { phone: '000-1234-5678' } }
  const dataOf = async (id: string) =>
    (await world.house.db.selectFrom('matters').select('data').where('id', '=', id).executeTakeFirst())?.data

  test('a contact goes thirty days after the end, not before, and not while it is open', async () => {
    const [ended, open, again] = [
      await book(world, { data: phone }),
      await book(world, { data: phone }),
      await book(world, { data: phone }),
    ]
    const township = await world.asUser('township')
    for (const { id } of [ended, again]) await take(township, id, 'cancel', { why: '下雨' })
    world.clock.forward(29 * 24)
    await take(township, again.id, 'replay', { why: '晴了' })
    expect(await eraseExpired(world.house)).toBe(0)
    world.clock.forward(24)
    expect(await eraseExpired(world.house)).toBe(1)
    expect(await dataOf(ended.id)).not.toHaveProperty('player')
    expect(await dataOf(ended.id)).toHaveProperty('wish')
    for (const { id } of [open, again]) expect(await dataOf(id)).toHaveProperty('player')
    expect((await didOf(ended.id)).at(-1)).toBe('erased by clock')
    expect(await eraseExpired(world.house)).toBe(0)
    back()
  })

  test('a merged one goes with the one it was merged into', async () => {
    const [lead, merged] = [await book(world), await book(world, { data: phone })]
    const township = await world.asUser('township')
    await operate(township, merged.id, 'merge', { into: lead.id })
    world.clock.forward(40 * 24)
    expect(await eraseExpired(world.house)).toBe(0)
    await take(township, lead.id, 'cancel', { why: '下雨' })
    world.clock.forward(31 * 24)
    expect(await eraseExpired(world.house)).toBe(1)
    expect(await dataOf(merged.id)).not.toHaveProperty('player')
    back()
  })
})

test('after all this every row is as its last event left it', async () => {
  await sealEvents(world.house)
  const { finding, counts } = await verifyAll(world.house.db, world.house.secret)
  expect(finding).toBeNull()
  expect(counts.matters).toBeGreaterThan(10)
})
