// Two people on one matter, one of them without a network: both versions are kept, and a person decides.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../world.ts'
import type { Pocket } from './pocket.ts'
import { openVillage, type Village } from './village.ts'

let world: World
let village: Village

beforeAll(async () => {
  world = await makeWorld()
  village = await openVillage(world)
})
afterAll(async () => {
  await village.end()
  await world.end()
  expect(world.faults).toEqual([])
})

const commandOn = (phone: Pocket, id: string) => phone.outbox().find(({ matterId }) => matterId === id)
const present = async (id: string) => (await (await world.asUser('county')).get(`/api/reports/reports/${id}`)).body
const openConflicts = async (id: string) =>
  (await (await world.asUser('township')).get(`/api/field/conflicts?matter=${id}`)).body

/** The phone accepts without a network what the desk has contained meanwhile. */
async function meet(account: string): Promise<{ phone: Pocket; id: string }> {
  const id = await village.report(account)
  const phone = await village.phoneOf('grid')
  const desk = await world.asUser('township')
  const measures = { hazardLevel: 'high', measures: '拉了警戒带' }
  expect((await desk.post(`/api/reports/reports/${id}/contain`, { data: measures, version: 1 })).status).toBe(200)
  expect(await phone.engine.take(id, 'accept', { effort: 'hard' })).toMatchObject({ ok: true })
  expect(await phone.engine.take(id, 'resolve', { answer: '修好了' })).toMatchObject({ ok: true })
  await phone.engine.contact()
  return { phone, id }
}

test('a step that came too late is no step: it is shown beside what there is, and at the desk too', async () => {
  const { phone, id } = await meet('山体有裂缝')
  const [follower, conflict] = phone.outbox()
  expect(conflict).toMatchObject({
    state: 'conflict',
    mine: { state: 'received', version: 1 },
    theirs: { state: 'contained', version: 2, data: { measures: '拉了警戒带' } },
  })
  expect(follower).toMatchObject({ state: 'waiting', transition: 'resolve' })
  expect(await present(id)).toMatchObject({ state: 'contained', version: 2 })
  expect(await openConflicts(id)).toMatchObject([
    { id: conflict?.id, transition: 'accept', queued: { effort: 'hard' } },
  ])
})

test('given up, it leaves the server as it is, and what followed is compared in its turn', async () => {
  const { phone, id } = await meet('沟里有积水')
  const conflict = phone.outbox().find(({ state }) => state === 'conflict')
  await phone.engine.drop(conflict?.id ?? '')
  expect(phone.outbox().map(({ transition }) => transition)).toEqual(['resolve'])
  await phone.engine.contact()
  expect(phone.outbox()).toMatchObject([{ transition: 'resolve', state: 'conflict' }])
  expect(await openConflicts(id)).toMatchObject([{ transition: 'resolve' }])
  expect(await present(id)).toMatchObject({ state: 'contained', version: 2 })
})

test('done again on what there is now, it is one change more, with its receipt, and what followed goes on', async () => {
  const id = await village.report('护栏坏了')
  const phone = await village.phoneOf('grid')
  const desk = await world.asUser('township')
  await desk.post(`/api/reports/reports/${id}/accept`, { data: { effort: 'ordinary' }, version: 1 })
  await phone.engine.take(id, 'contain', { hazardLevel: 'low', measures: '放了锥桶' })
  await phone.engine.take(id, 'resolve', { answer: '换了新的' })
  await phone.engine.contact()
  const conflict = phone.outbox().find(({ state }) => state === 'conflict')
  expect(await phone.engine.resend(conflict?.id ?? '', { hazardLevel: 'medium', measures: '放了锥桶' })).toMatchObject({
    ok: true,
  })
  village.line.spoilNext('unanswered', (_, path) => path.includes('/settle'))
  await phone.engine.contact()
  await phone.engine.contact()
  expect(phone.outbox()).toMatchObject([
    { transition: 'resolve', state: 'accepted', receipt: { version: 4 } },
    { transition: 'contain', state: 'accepted', receipt: { version: 3 } },
  ])
  expect(await present(id)).toMatchObject({
    state: 'resolved',
    version: 4,
    data: { hazardLevel: 'medium', answer: '换了新的' },
  })
  expect(await openConflicts(id)).toEqual([])
  // The step keeps the moment at which it was done, on the phone as at the server.
  const contained = phone.outbox().find(({ transition }) => transition === 'contain')
  const { body: story } = await (await world.asUser('county')).get(`/api/matters/${id}/timeline`)
  const told = story.find(({ type }: { type: string }) => type === 'reports.report.contain')
  expect(told.deviceAt).toBe(contained?.deviceAt)
  expect(contained?.deviceAt).toBe(conflict?.deviceAt)
})

test('settled at the desk, it is no longer the phone’s to settle', async () => {
  const { phone, id } = await meet('屋顶漏水')
  const conflict = phone.outbox().find(({ state }) => state === 'conflict')
  const desk = await world.asUser('township')
  const settled = await desk.post(`/api/field/conflicts/${conflict?.id}/settle`, { choice: 'kept' })
  expect(settled.status).toBe(200)
  await phone.engine.contact()
  expect(phone.outbox().find(({ id: one }) => one === conflict?.id)).toMatchObject({
    state: 'refused',
    refusal: { code: 'field.settled' },
  })
  expect(commandOn(phone, id)).toBeDefined()
})

test('what a cut line kept from being handed in is handed in at the next contact', async () => {
  const id = await village.report('桥面有洞')
  const phone = await village.phoneOf('grid')
  const desk = await world.asUser('township')
  await desk.post(`/api/reports/reports/${id}/accept`, { data: { effort: 'ordinary' }, version: 1 })
  await phone.engine.take(id, 'accept', { effort: 'hard' })
  village.line.spoilNext('before', (_, path) => path === '/api/field/conflicts')
  await phone.engine.contact()
  expect(commandOn(phone, id)).toMatchObject({ state: 'conflict' })
  expect(await openConflicts(id)).toEqual([])
  phone.kill()
  await phone.restart()
  await phone.engine.contact()
  expect(await openConflicts(id)).toMatchObject([{ transition: 'accept' }])
  expect(commandOn(phone, id)).toMatchObject({ state: 'conflict', theirs: { state: 'inHand' } })
})
