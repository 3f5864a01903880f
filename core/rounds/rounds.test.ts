// A round from the due check to the closed finding: by itself, once, and for nobody it does not concern.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPath, transitionPath } from '../../contract/derive/paths.ts'
import { courts } from '../../testing/fixtures/courts.round.ts'
import { mattersOf, openNow, setTime, startRound } from '../../testing/rounds.ts'
import { makeWorld, monday, type World } from '../../testing/world.ts'
import { verifyAll } from '../events/verify-matters.ts'
import { passDeadlines } from '../matters/clock.ts'
import { openDueChecks } from './open-checks.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ rounds: [courts] })
  setTime(world, '2026-11-23T08:00')
  await startRound(world, courts, '2026-11-23')
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const checks = () => mattersOf(world, courts.check.kind)
const findings = () => mattersOf(world, courts.findings.kind)
const checkOf = async (place: 'garden' | 'street' | 'otherVillage') =>
  (await checks()).filter((m) => m.division_id === world.at[place]).at(-1)

test('every village gets one check a week, whoever opens them and however often', async () => {
  const opened = await Promise.all([openDueChecks(world.house), openDueChecks(world.house)])
  await openNow(world)
  expect(opened[0] + opened[1]).toBe(3)
  const due = await checks()
  expect(due.map((m) => m.data.targetName).sort()).toEqual(['大堡村', '花园村', '街上村'])
  expect(due.every((m) => m.due_at?.toISOString() === new Date('2026-11-29T23:59:59.999+08:00').toISOString())).toBe(
    true,
  )
})

test('it waits in the list of who makes it, and is not there for the neighbour', async () => {
  const mine = await checkOf('garden')
  const grid = await world.asUser('grid')
  const work = await grid.get(`${listPath(courts.check)}?open=true`)
  expect(work.body.rows.map((row: { id: string }) => row.id)).toEqual([mine?.id])
  const phone = await grid.get('/api/field/sync')
  expect(phone.body.matters.map((m: { id: string }) => m.id)).toContain(mine?.id)
  const neighbour = await (await world.asUser('neighbourGrid')).get(`${listPath(courts.check)}/${mine?.id}`)
  expect(neighbour.status).toBe(404)
})

test('answers are checked against the checklist, by item', async () => {
  const mine = await checkOf('garden')
  const grid = await world.asUser('grid')
  const refused = await grid.post(transitionPath(courts.check, mine?.id ?? '', 'fill'), {
    version: 1,
    data: { answers: { mown: 'yes', moles: 120 } },
  })
  expect(refused.status).toBe(400)
  expect(refused.body.errors).toEqual([{ field: 'data.answers.moles', message: { zh: '0 到 99', en: '0 to 99' } }])
  const missing = await grid.post(transitionPath(courts.check, mine?.id ?? '', 'fill'), {
    version: 1,
    data: { answers: {} },
  })
  expect(missing.body.errors[0].field).toBe('data.answers.mown')
})

test('a fault becomes a finding with its order; what is not asked is not kept; no photo was needed', async () => {
  const mine = await checkOf('garden')
  const grid = await world.asUser('grid')
  const done = await grid.post(transitionPath(courts.check, mine?.id ?? '', 'fill'), {
    version: 1,
    // The grass is not mown, so mole hills are not asked.
    data: { answers: { mown: 'no', moles: 5 } },
  })
  expect(done.status).toBe(200)
  await world.idle()
  expect((await checkOf('garden'))?.data.answers).toEqual({ mown: 'no' })
  const [finding] = await findings()
  expect(finding).toMatchObject({ state: 'ordered', division_id: world.at.garden })
  expect(finding?.data).toMatchObject({
    item: 'mown',
    basis: '《草地规则》第三条',
    rectifyBy: '2026-11-30',
    check: mine?.id,
  })
})

test('events tell nothing of the answers', async () => {
  const events = await world.house.db
    .selectFrom('events')
    .select('data')
    .where('type', '=', 'clubs.court-check.fill')
    .execute()
  expect(events).toHaveLength(1)
  expect(JSON.stringify(events)).not.toContain('mown')
})

test('the finding is proven, looked at again, and closed', async () => {
  const [finding] = await findings()
  const grid = await world.asUser('grid')
  const path = (step: string) => transitionPath(courts.findings, finding?.id ?? '', step)
  expect((await grid.post(path('prove'), { version: 1, data: { proof: '割了' } })).body.state).toBe('proven')
  const failed = await grid.post(path('fail'), { version: 2, data: { recheck: '还没割', rectifyBy: '2026-11-01' } })
  expect(failed.body.why ?? failed.body.code).toMatch(/past/)
  const again = { recheck: '还没割', rectifyBy: '2026-12-02' }
  expect((await grid.post(path('fail'), { version: 2, data: again })).body.state).toBe('ordered')
  await grid.post(path('prove'), { version: 3, data: { proof: '真的割了' } })
  expect((await grid.post(path('pass'), { version: 4, data: {} })).body.state).toBe('closed')
})

test('coverage knows what was seen and what was not', async () => {
  await world.idle()
  const seen = await (await world.asUser('county')).get('/api/rounds/clubs.court/coverage')
  expect(seen.body).toMatchObject({ targets: 3, neverSeen: 2, due: 2, openFindings: 0 })
  expect(seen.body.rows.at(-1)).toMatchObject({ name: '花园村', lastDoneOn: '2026-11-23', unseenDays: 0 })
  const township = await (await world.asUser('otherTownship')).get('/api/rounds/clubs.court/coverage')
  expect(township.body.rows.map((r: { name: string }) => r.name)).toEqual(['大堡村'])
  expect((await (await world.asUser('mediator')).get('/api/rounds/clubs.court/coverage')).status).toBe(404)
})

test('what nobody made is missed; filling it in afterwards is refused, a note is kept', async () => {
  const missed = await checkOf('street')
  setTime(world, '2026-11-30T00:01')
  await passDeadlines(world.house)
  await world.idle()
  const street = await world.asUser('street')
  const path = (step: string) => transitionPath(courts.check, missed?.id ?? '', step)
  const late = await street.post(path('fill'), {
    version: 2,
    data: { answers: { mown: 'yes' } },
    deviceAt: '2026-11-28T10:00:00+08:00',
  })
  expect(late.status).toBe(409)
  expect(late.body.code).toBe('matters.wrong-state')
  const noted = await street.post(path('explain'), { version: 2, data: { note: '大雨封路' } })
  expect(noted.body).toMatchObject({ state: 'missed', data: { note: '大雨封路' } })
  const seen = await (await world.asUser('county')).get('/api/rounds/clubs.court/coverage')
  expect(seen.body.missedLast).toBe(2)
  const calendar = await (await world.asUser('county')).get(
    '/api/rounds/clubs.court/calendar?from=2026-11-23&to=2026-11-30',
  )
  expect(calendar.body).toEqual([{ day: '2026-11-29', due: 3, done: 1, missed: 2, reported: 0 }])
})

test('the next check carries over what was found, and keeps the version it was made with', async () => {
  setTime(world, '2026-11-30T08:00')
  await openNow(world)
  const next = await checkOf('garden')
  expect(next?.data.carried).toMatchObject([{ item: 'mown', state: 'closed', day: '2026-11-23' }])
  const admin = await world.asUser('admin')
  const changed = { ...courts.checklist, items: courts.checklist.items.slice(1) }
  const picture = { type: 'text', name: 'word', label: { zh: '一句话', en: 'A word' } }
  const draft = await admin.put('/api/rounds/clubs.court/checklists/draft', {
    form: { ...changed, items: [...changed.items, picture] },
    revision: 0,
  })
  expect(draft.body).toMatchObject({ version: 2, publishedAt: null })
  expect((await admin.post('/api/rounds/clubs.court/checklists/publish', { revision: 1 })).status).toBe(200)
  const grid = await world.asUser('grid')
  const filled = await grid.post(transitionPath(courts.check, next?.id ?? '', 'fill'), {
    version: 1,
    data: { answers: { mown: 'yes', moles: 5 } },
  })
  expect(filled.status).toBe(200)
  await world.idle()
  // Mole hills are advice: no order, but the next check is told.
  expect(await findings()).toHaveLength(1)
  setTime(world, '2026-12-07T08:00')
  await openNow(world)
  const third = await checkOf('garden')
  expect(third?.data.checklist).toBe(2)
  expect(third?.data.carried).toMatchObject([{ item: 'moles', state: 'advice', day: '2026-11-30' }])
})

test('two people who edit the draft do not overwrite each other', async () => {
  const admin = await world.asUser('admin')
  const put = (revision: number) =>
    admin.put('/api/rounds/clubs.court/checklists/draft', { form: courts.checklist, revision })
  expect((await put(0)).status).toBe(200)
  expect((await put(0)).body.code).toBe('matters.stale')
  expect((await put(1)).body.revision).toBe(2)
  const grid = await world.asUser('grid')
  expect(
    (await grid.put('/api/rounds/clubs.court/checklists/draft', { form: courts.checklist, revision: 2 })).status,
  ).toBe(403)
})

test('all of it is sealed, and verifies', async () => {
  const { finding, counts } = await verifyAll(world.house.db, world.house.secret)
  expect(finding).toBeNull()
  expect(counts.matters).toBeGreaterThan(8)
  world.clock.now = monday
})
