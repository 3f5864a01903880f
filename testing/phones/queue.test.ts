// The queue of a phone: what was done without a network is shown at once, arrives once, in order, and is answered.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openOffline } from '../../web/field/offline/index.ts'
import { makeWorld, type World } from '../world.ts'
import { pointIn } from '../world-ground.ts'
import type { Pocket } from './pocket.ts'
import { fates } from './thin-line.ts'
import { openVillage, type Village } from './village.ts'

let world: World
let village: Village
let phone: Pocket

beforeAll(async () => {
  world = await makeWorld()
  village = await openVillage(world)
})
beforeEach(async () => {
  phone = await village.phoneOf('grid')
})
afterAll(async () => {
  await village.end()
  await world.end()
  expect(world.faults).toEqual([])
})

const opening = (account: string) => ({
  kind: 'reports.report',
  data: { category: 'environment', account, place: pointIn('garden') },
})

const report = async (account: string, from = phone) => {
  const kept = await from.engine.report(opening(account))
  if (!kept.ok) throw new Error(kept.why)
  return kept.id
}

const take = async (id: string, step: string, data: Record<string, unknown>, from = phone) => {
  const kept = await from.engine.take(id, step, data)
  if (!kept.ok) throw new Error(kept.why)
  return kept.id
}

const matterOn = (from: Pocket, id: string) => from.known().matters.find(({ view }) => view.id === id)
const commandsOn = (id: string, from = phone) => from.outbox().filter(({ matterId }) => matterId === id)

/** What happened to a matter, as the server has it. */
async function eventsOf(id: string) {
  const { rows } = await sql<{ did: string; device_at: Date | null; device_ahead_ms: number | null }>`
    select split_part(type, '.', 3) as did, device_at, (data->>'deviceAheadMs')::int as device_ahead_ms from events where subject_id = ${id} order by seq`.execute(
    world.house.db,
  )
  return rows
}

test('three steps without a network are seen at once, sent in order, and each has its receipt', async () => {
  phone.aheadMs = 180_000
  village.line.isDown = true
  const id = await report('水管爆了')
  await take(id, 'accept', { effort: 'onTheSpot' })
  const last = await take(id, 'resolve', { answer: '已修好' })
  expect(matterOn(phone, id)).toMatchObject({
    view: { state: 'resolved', no: '', owner: { id: world.account.grid }, data: { answer: '已修好' } },
    server: null,
    unsent: [{ transition: null }, { transition: 'accept' }, { transition: 'resolve', id: last }],
  })
  await phone.engine.contact()
  expect(phone.engine.snapshot().contact.isReached).toBe(false)
  expect(commandsOn(id).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
  village.line.isDown = false
  await phone.engine.contact()
  const commands = commandsOn(id)
  expect(commands.map(({ state, receipt }) => [state, receipt?.version])).toEqual([
    ['accepted', 3],
    ['accepted', 2],
    ['accepted', 1],
  ])
  const events = await eventsOf(id)
  expect(events.map(({ did }) => did)).toEqual(['opened', 'accept', 'resolve'])
  expect(events.map(({ device_at }) => device_at?.toISOString())).toEqual(commands.map((c) => c.deviceAt).reverse())
  for (const { device_ahead_ms } of events) expect(Math.abs((device_ahead_ms ?? 0) - 180_000)).toBeLessThan(20_000)
  const there = matterOn(phone, id)
  expect(there).toMatchObject({ view: { state: 'resolved', version: 3, channel: 'field' }, unsent: [] })
  expect(there?.view.no).toBe(commands[0]?.receipt?.no)
  expect(Math.abs((phone.engine.snapshot().contact.aheadMs ?? 0) - 180_000)).toBeLessThan(20_000)
})

test.each(fates)('a command whose request fares %s arrives once', async (fate) => {
  const id = await report(`一次（${fate}）`)
  village.line.spoilNext(fate, (method) => method === 'POST')
  await phone.engine.contact()
  expect(commandsOn(id)).toMatchObject([{ state: 'waiting', tries: 1 }])
  await phone.engine.contact()
  village.line.spoilNext(fate, (method) => method === 'POST')
  await take(id, 'accept', { effort: 'ordinary' })
  await phone.engine.contact()
  await phone.engine.contact()
  expect(commandsOn(id)).toMatchObject([{ receipt: { version: 2 } }, { receipt: { version: 1 } }])
  expect((await eventsOf(id)).map(({ did }) => did)).toEqual(['opened', 'accept'])
})

test('a phone that dies between sending and its answer gets the answer when it is back', async () => {
  const id = await report('电线垂下来了')
  village.line.spoilNext('unanswered', (method) => method === 'POST')
  void phone.engine.contact()
  await expect.poll(() => eventsOf(id)).toHaveLength(1)
  phone.kill()
  await phone.restart()
  expect(commandsOn(id)).toMatchObject([{ state: 'waiting' }])
  await phone.engine.contact()
  expect(commandsOn(id)).toMatchObject([{ state: 'accepted', receipt: { version: 1 } }])
  expect(await eventsOf(id)).toHaveLength(1)
})

test('a refused command says why, holds back what follows, and goes on when it was changed or given up', async () => {
  const kept = await phone.engine.report({
    kind: 'reports.report',
    data: { ...opening('井盖').data, category: 'no-such' },
  })
  const id = kept.ok ? kept.id : ''
  await take(id, 'accept', { effort: 'ordinary' })
  await phone.engine.contact()
  await phone.engine.contact()
  const [follower, refused] = commandsOn(id)
  expect(refused).toMatchObject({ state: 'refused', tries: 0, refusal: { errors: [{ field: 'data.category' }] } })
  expect(follower).toMatchObject({ state: 'waiting' })
  expect(village.line.passed.filter(({ key }) => key === refused?.id)).toHaveLength(1)
  await phone.engine.resend(refused?.id ?? '', opening('井盖').data)
  await phone.engine.contact()
  expect(commandsOn(id)).toMatchObject([{ receipt: { version: 2 } }, { receipt: { version: 1 } }])

  const other = await phone.engine.report({
    kind: 'reports.report',
    data: { ...opening('井盖').data, category: 'no-such' },
  })
  const otherId = other.ok ? other.id : ''
  await take(otherId, 'accept', { effort: 'ordinary' })
  await phone.engine.contact()
  await phone.engine.drop(commandsOn(otherId)[1]?.id ?? '')
  expect(commandsOn(otherId)).toEqual([])
  expect(matterOn(phone, otherId)).toBeUndefined()
})

test('when the session has ended the queue waits, under nobody else’s name, until its person is back', async () => {
  const id = await report('墙裂了')
  const { cookie } = phone
  phone.cookie = ''
  await phone.engine.contact()
  expect(phone.engine.snapshot().contact).toMatchObject({ needsSignIn: true, isReached: true })
  expect(commandsOn(id)).toMatchObject([{ state: 'waiting' }])
  phone.cookie = await village.cookieOf('gridWorker2')
  await phone.engine.contact()
  expect(phone.engine.snapshot().contact).toMatchObject({ isOtherPerson: true })
  expect(await eventsOf(id)).toEqual([])
  phone.cookie = cookie
  await phone.engine.contact()
  expect(phone.engine.snapshot().contact).toMatchObject({ isOtherPerson: false, needsSignIn: false })
  expect(commandsOn(id)).toMatchObject([{ state: 'accepted' }])
})

test('a busy server is left alone for as long as it says', async () => {
  const id = await report('路面塌了')
  const isOpening = (method: string, path: string) => method === 'POST' && path === '/api/reports/reports'
  village.line.spoilNext('busy', isOpening)
  await phone.engine.contact()
  expect(commandsOn(id)).toMatchObject([{ state: 'waiting', tries: 1 }])
  const before = village.line.passed.length
  await phone.engine.contact()
  await phone.engine.drain()
  expect(village.line.passed).toHaveLength(before)
  phone.aheadMs += 31_000
  await phone.engine.contact()
  expect(commandsOn(id)).toMatchObject([{ state: 'accepted' }])
})

test('two tabs send nothing twice, and each shows what the other did', async () => {
  const tab = await phone.secondTab()
  const id = await report('树倒在路上')
  await expect.poll(() => tab.snapshot().known?.outbox).toHaveLength(1)
  await Promise.all([phone.engine.contact(), tab.contact()])
  await expect.poll(() => tab.snapshot().known?.outbox[0]?.state).toBe('accepted')
  expect(commandsOn(id)).toMatchObject([{ state: 'accepted' }])
  expect(await eventsOf(id)).toHaveLength(1)
  expect(village.line.passed.filter(({ key }) => key === commandsOn(id)[0]?.id)).toHaveLength(1)
})

test('a tab that died with the receipt written and nothing said leaves nobody waiting', async () => {
  const silent = openOffline({ ...phone.ports, tabs: undefined })
  await silent.open()
  await silent.unlock(phone.pin)
  const id = await report('井盖丢了')
  await silent.lock()
  await silent.unlock(phone.pin)
  await silent.contact()
  silent.close()
  expect(commandsOn(id)).toMatchObject([{ state: 'waiting' }])
  await phone.engine.contact()
  expect(commandsOn(id)).toMatchObject([{ state: 'accepted' }])
  expect(await eventsOf(id)).toHaveLength(1)
})

test('a full phone says so before anything typed is lost, and keeps again when there is room', async () => {
  phone.fillDisk(true)
  expect(await phone.engine.report(opening('写了很多'))).toEqual({ ok: false, why: 'full' })
  expect(await phone.engine.keepDraft('report', { account: '写了很多' })).toEqual({ ok: false, why: 'full' })
  expect(phone.engine.snapshot().trouble).toEqual({ is: 'full' })
  phone.fillDisk(false)
  const id = await report('写了很多')
  expect(phone.engine.snapshot().trouble).toBeNull()
  phone.fillDisk(true)
  await phone.engine.contact()
  expect(await eventsOf(id)).toHaveLength(1)
  phone.fillDisk(false)
  await phone.engine.contact()
  expect(commandsOn(id)).toMatchObject([{ state: 'accepted' }])
  expect(await eventsOf(id)).toHaveLength(1)
})

test('many matters go side by side, each in order', async () => {
  village.line.isDown = true
  const ids: string[] = []
  for (let i = 0; i < 12; i++) {
    const id = await report(`第${i}处`)
    await take(id, 'accept', { effort: 'ordinary' })
    ids.push(id)
  }
  village.line.isDown = false
  await phone.engine.contact()
  for (const id of ids) expect((await eventsOf(id)).map(({ did }) => did)).toEqual(['opened', 'accept'])
})
