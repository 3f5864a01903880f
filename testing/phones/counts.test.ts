// What the phone counts is what the server counts: its heaps hold the matters that the desk's filters find.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heapOf, taskOf } from '../../web/field/tasks/heaps.ts'
import { makeWorld, type World } from '../world.ts'
import type { Pocket } from './pocket.ts'
import { openVillage, type Village } from './village.ts'

let world: World
let village: Village
let phone: Pocket

beforeAll(async () => {
  world = await makeWorld()
  village = await openVillage(world)
})
afterAll(async () => {
  await village.end()
  await world.end()
  expect(world.faults).toEqual([])
})

/** Ids in a heap of the phone, in no order. */
function onPhone(heap: 'mine' | 'overdue'): string[] {
  const { matters, me } = phone.known()
  const tasks = matters.map((matter) => taskOf(matter, me))
  return heapOf(tasks, heap, new Date(), null)
    .map(({ id }) => id)
    .sort()
}

/** The same person at a desk. */
async function atDesk(filter: string): Promise<string[]> {
  const desk = await world.asUser('grid')
  const { status, body } = await desk.get(`/api/reports/reports?limit=200&open=true&${filter}`)
  expect(status).toBe(200)
  return body.rows.map(({ id }: { id: string }) => id).sort()
}

test('mine and overdue, with steps of others and of this phone, before and after they are sent', async () => {
  const ids: string[] = []
  for (const account of ['路灯', '井盖坏了', '护栏断了', '沟堵住了', '电线垂下', '围墙要倒了'])
    ids.push(await village.report(account))
  const [taken = '', late = '', elsewhere = '', resolved = '', lateToo = ''] = ids
  const step = async (
    role: 'grid' | 'gridWorker2' | 'township',
    id: string,
    name: string,
    data: object,
    version: number,
  ) => {
    const { status } = await (await world.asUser(role)).post(`/api/reports/reports/${id}/${name}`, { data, version })
    expect(status).toBe(200)
  }
  await step('gridWorker2', taken, 'accept', { effort: 'ordinary' }, 1)
  await step('grid', resolved, 'accept', { effort: 'ordinary' }, 1)
  await step('township', elsewhere, 'decline', { reason: '不在受理范围', answer: '请找物业' }, 1)
  await sql`update matters set due_at = now() - interval '1 hour' where id = any(${[late, lateToo, elsewhere]}::uuid[])`.execute(
    world.house.db,
  )
  phone = await village.phoneOf('grid')
  expect(onPhone('overdue')).toEqual([late, lateToo].sort())
  expect(onPhone('overdue')).toEqual(await atDesk('overdue=true'))
  expect(onPhone('mine')).toEqual(await atDesk('work=true'))
  expect(onPhone('mine')).not.toContain(taken)

  expect(await phone.engine.take(late, 'accept', { effort: 'hard' })).toMatchObject({ ok: true })
  expect(await phone.engine.take(resolved, 'resolve', { answer: '修好了' })).toMatchObject({ ok: true })
  await phone.engine.contact()
  await phone.engine.contact()
  expect(phone.outbox().map(({ state }) => state)).toEqual(['accepted', 'accepted'])
  expect(onPhone('overdue')).toEqual(await atDesk('overdue=true'))
  expect(onPhone('mine')).toEqual(await atDesk('work=true'))
})
