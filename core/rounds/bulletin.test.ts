// Surprise checks of one spring, by the draw: the weekly summary, the monthly bulletin, a contest and its erratum.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPath, transitionPath } from '../../contract/derive/paths.ts'
import { whyUnsound } from '../../contract/draw.ts'
import { label } from '../../contract/label.ts'
import { defineRound, type Target } from '../../contract/round.ts'
import { courts } from '../../testing/fixtures/courts.round.ts'
import { mattersOf, openNow, setTime, startRound } from '../../testing/rounds.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { passDeadlines } from '../matters/clock.ts'
import { revealDraws } from './draws.ts'
import { writeSummaries } from './summaries.ts'

const { check: _, findings: __, ...notes } = courts
/** Twelve club houses; three of them are looked at each week, and nobody knows which. */
const houses = defineRound({
  ...notes,
  kind: 'clubs.house',
  label: label('会所夜查', 'Night look at the club houses'),
  over: { register: 'clubs.houses' },
  by: [{ post: 'commandCentre', level: 'county' }],
  leads: ['countyCentre'],
  approves: ['countyCentre'],
  checked: ['unitGuard'],
  draw: { count: 3 },
})

let world: World
beforeAll(async () => {
  world = await makeWorld({
    rounds: [houses],
    registerTargets: async (_ctx, _register, countyId) =>
      countyId === world.at.county
        ? Array.from(
            { length: 12 },
            (_, n): Target => ({
              id: `house-${String(n).padStart(2, '0')}`,
              name: `会所${n}`,
              divisionId: world.at.garden,
              unitId: world.unit.power,
            }),
          )
        : [],
  })
  setTime(world, '2026-03-02T08:00')
  await startRound(world, houses, '2026-03-02')
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const checks = () => mattersOf(world, houses.check.kind)
const findings = () => mattersOf(world, houses.findings.kind)
const report = (role: 'county' | 'guard', query: string) =>
  world.asUser(role).then((client) => client.get(`/api/rounds/clubs.house/report?${query}`))
const march = 'sort=monthly&from=2026-03-01&to=2026-03-31'

/** Makes the checks that are due; the first of them finds a fault when asked to. */
async function makeChecks(withFault: boolean): Promise<void> {
  const command = await world.asUser('command')
  const due = (await checks()).filter((m) => m.state === 'due')
  for (const [n, m] of due.entries()) {
    const answers = { mown: withFault && n === 0 ? 'no' : 'yes' }
    const done = await command.post(transitionPath(houses.check, m.id, 'fill'), { version: 1, data: { answers } })
    expect(done.status).toBe(200)
  }
  await world.idle()
}

const step = async (role: 'command' | 'guard' | 'county' | 'county2', id: string, name: string, data: object) => {
  const m = (await findings()).find((each) => each.id === id)
  const client = await world.asUser(role)
  return client.post(transitionPath(houses.findings, id, name), { version: m?.version, data })
}

test('three of twelve are drawn; the hash is told at once, the seed afterwards, and anybody can compute it again', async () => {
  expect(await openNow(world)).toBe(3)
  expect(await openNow(world)).toBe(0)
  const county = await world.asUser('county')
  const bound = (await county.get('/api/rounds/clubs.house/draws')).body
  expect(bound).toMatchObject([{ from: '2026-03-02', count: 3, revealed: null }])
  const events = await world.house.db
    .selectFrom('events')
    .select('data')
    .where('type', '=', 'rounds.draw.bound')
    .execute()
  expect(events).toHaveLength(1)
  expect(events[0]?.data.commitment).toBe(bound[0].commitment)
  expect(JSON.stringify(events[0]?.data)).not.toMatch(/seed|house-/)
  expect((await (await world.asUser('guard')).get('/api/field/sync')).body.matters).toEqual([])
  await makeChecks(false)
  setTime(world, '2026-03-09T08:00')
  expect(await revealDraws(world.ctx)).toBe(1)
  const [told] = (await county.get('/api/rounds/clubs.house/draws')).body
  expect(told.revealed.ids).toHaveLength(12)
  expect(await whyUnsound({ ...told.revealed, commitment: told.commitment, count: told.count })).toBeNull()
  expect((await checks()).map((m) => m.data.target).sort()).toEqual([...told.revealed.drawn].sort())
})

test('a finding is ordered, proven and rechecked; the week is summed up by the system', async () => {
  await openNow(world)
  setTime(world, '2026-03-10T23:40')
  await makeChecks(true)
  const [first] = await findings()
  expect(first).toMatchObject({ state: 'ordered', unit_id: world.unit.power })
  setTime(world, '2026-03-16T08:00')
  await writeSummaries(world.house)
  expect(await writeSummaries(world.house)).toBe(0)
  const week = (await report('county', 'sort=weekly&from=2026-03-09&to=2026-03-15')).body
  expect(week).toMatchObject({ edition: 1, isSound: true, totals: { checks: 3, findings: 1, open: 1 } })
  expect((await step('guard', first?.id ?? '', 'prove', { proof: '已派人值守' })).body.state).toBe('proven')
  expect((await step('guard', first?.id ?? '', 'pass', {})).status).toBe(403)
  setTime(world, '2026-03-18T10:00')
  expect((await step('command', first?.id ?? '', 'pass', {})).body.state).toBe('closed')
})

test('an order that is not kept becomes overdue; the measure is refused by a second person with a reason', async () => {
  await openNow(world)
  setTime(world, '2026-03-20T23:15')
  await makeChecks(true)
  const second = (await findings()).find((m) => m.state === 'ordered')
  const id = second?.id ?? ''
  setTime(world, '2026-03-28T10:00')
  await passDeadlines(world.house)
  await world.idle()
  expect((await findings()).find((m) => m.id === id)?.state).toBe('overdue')
  const isWorkOf = async (role: 'county' | 'county2' | 'guard') => {
    const { body } = await (await world.asUser(role)).get(`${listPath(houses.findings)}?work=true`)
    return body.rows.some((row: { id: string }) => row.id === id)
  }
  expect(await isWorkOf('county2')).toBe(false)
  const proposed = await step('county', id, 'propose', { measure: 'yellow', why: '逾期未改' })
  expect(proposed.body).toMatchObject({ state: 'proposed', waitsFor: { post: 'countyCentre' } })
  expect([await isWorkOf('county'), await isWorkOf('county2'), await isWorkOf('guard')]).toEqual([true, true, false])
  expect((await step('county', id, 'refuse', { decision: '自己定' })).body.code).toBe('matters.same-person')
  const refused = await step('county2', id, 'refuse', { decision: '已在施工，不予黄牌' })
  expect(refused.body).toMatchObject({ state: 'overdue', data: { decision: '已在施工，不予黄牌' }, waitsFor: null })
  expect([await isWorkOf('county'), await isWorkOf('county2')]).toEqual([true, false])
})

test('the bulletin is a preview until it is published; then it stands, and names no person', async () => {
  setTime(world, '2026-04-01T08:30')
  const preview = (await report('county', march)).body
  expect(preview).toMatchObject({ id: null, totals: { targets: 12, checks: 9, findings: 2, overdue: 1, open: 1 } })
  expect((await report('guard', march)).status).toBe(404)
  const county = await world.asUser('county')
  const body = { sort: 'monthly', from: '2026-03-01', to: '2026-03-31' }
  expect((await (await world.asUser('command')).post('/api/rounds/clubs.house/reports', body)).status).toBe(403)
  const published = await county.post('/api/rounds/clubs.house/reports', body)
  expect(published.status).toBe(201)
  expect((await county.post('/api/rounds/clubs.house/reports', body)).body.code).toBe('matters.already-decided')
  expect(published.raw.toString()).not.toMatch(/岗|command|guard/)
  const kept = await world.house.db.selectFrom('round_reports').selectAll().where('sort', '=', 'monthly').execute()
  expect(JSON.stringify(kept[0]?.facts)).not.toMatch(/岗|已派人/)
})

test('the unit contests its own line in time, once; what is upheld becomes an erratum beside the first edition', async () => {
  const guard = await world.asUser('guard')
  const county = await world.asUser('county')
  const seen = (await report('guard', march)).body
  expect(seen.contestUntil).toBe('2026-04-05')
  const id = (await findings()).find((m) => m.state === 'overdue')?.id ?? ''
  const target = String((await findings()).find((m) => m.id === id)?.data.target)
  const url = `/api/rounds/clubs.house/reports/${seen.id}`
  const contested = await guard.post(`${url}/contest`, { target, reason: '当晚有人值守，有监控为证' })
  expect(contested.body.contests).toMatchObject([{ target, upheld: null }])
  expect((await guard.post(`${url}/contest`, { target, reason: '再说一遍，当晚有人' })).body.code).toBe(
    'matters.already-decided',
  )
  const contest = contested.body.contests[0].id
  await county.post(`${url}/contests/${contest}`, { upheld: true, answer: '查看录像，属实' })
  expect((await step('county', id, 'drop', { why: '异议成立' })).body.state).toBe('dropped')
  const erratum = await county.post(`${url}/erratum`, { why: '一条问题经异议撤销' })
  expect(erratum.body).toMatchObject({ edition: 2, totals: { findings: 1, overdue: 0 }, why: '一条问题经异议撤销' })
  expect((await county.get(url)).body).toMatchObject({ edition: 1, totals: { findings: 2, overdue: 1 }, isSound: true })
  setTime(world, '2026-04-06T09:00')
  const late = await guard.post(`${url}/contest`, { target: 'house-00', reason: '这一条也不对' })
  expect(late.body.code).toBe('rounds.contest-over')
})
