// A month without a check is listed on the first of the next; nobody makes it up afterwards, only a note says why.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transitionPath } from '../../contract/derive/paths.ts'
import { passDeadlines } from '../../core/matters/clock.ts'
import { mattersOf, openNow, setTime, startRound } from '../../testing/rounds.ts'
import { addSchool } from '../../testing/schools.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { monthly } from './monthly.round.ts'

let world: World
let schoolId: string

beforeAll(async () => {
  world = await makeWorld()
  setTime(world, '2026-03-02T08:00')
  schoolId = (await addSchool(world, { name: '丙校', unit: world.unit.school })).id
  await startRound(world, monthly, '2026-03-01')
  await openNow(world)
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const latest = async () => (await mattersOf(world, monthly.check.kind)).at(-1)

/** All items there and sound, but for those that are named. */
function answers(wrong: Record<string, string> = {}): Record<string, string> {
  const items = monthly.checklist.items.flatMap((item) => ('items' in item ? item.items : []))
  return { ...Object.fromEntries(items.map((item) => [item.name, 'yes'])), ...wrong }
}

test('the check waits for the school itself, and for no other', async () => {
  const mine = await (await world.asUser('school')).get('/api/schools/monthly-checks?work=true')
  expect(mine.body.rows.map((row: { headline: string }) => row.headline)).toEqual(['丙校'])
  const other = await world.asHolder([{ post: 'schoolGuard', at: 'street', unit: 'power' }])
  expect((await other.client.get('/api/schools/monthly-checks')).body.rows).toEqual([])
})

test('March without a check is listed on 1 April; filled in on 2 April it is refused, a note is kept', async () => {
  setTime(world, '2026-04-01T00:05')
  await passDeadlines(world.house)
  const county = await world.asUser('county')
  const glance = async () =>
    (await county.get('/api/schools/overview')).body.rows.find((row: { id: string }) => row.id === schoolId)
  expect(await glance()).toMatchObject({ missed: 1 })

  setTime(world, '2026-04-02T09:00')
  const march = await latest()
  const school = await world.asUser('school')
  const version = march?.version ?? 0
  const late = await school.post(transitionPath(monthly.check, march?.id ?? '', 'fill'), {
    version,
    data: { answers: answers() },
  })
  expect([late.status, late.body.code]).toEqual([409, 'matters.wrong-state'])
  const noted = await school.post(transitionPath(monthly.check, march?.id ?? '', 'explain'), {
    version,
    data: { note: '三月底停课' },
  })
  expect(noted.body).toMatchObject({ state: 'missed', data: { note: '三月底停课' } })
})

test('a broken shall item is ordered with its days, a should item is advice; the next check made clears the list', async () => {
  await openNow(world)
  const april = await latest()
  const school = await world.asUser('school')
  const filled = await school.post(transitionPath(monthly.check, april?.id ?? '', 'fill'), {
    version: april?.version ?? 0,
    data: { answers: answers({ alarmKey: 'no', speedSigns: 'no' }) },
  })
  expect(filled.body.state).toBe('done')
  await world.idle()
  const findings = await mattersOf(world, monthly.findings.kind)
  expect(findings.map(({ state, data }) => [state, data.item, data.basis, data.rectifyBy])).toEqual([
    ['ordered', 'alarmKey', 'GB/T 29315-2022', '2026-04-05'],
  ])
  setTime(world, '2026-04-07T09:00')
  const { body } = await (await world.asUser('county')).get('/api/schools/overview')
  expect(body.rows[0]).toMatchObject({ missed: 0, findings: 1, overdue: 1 })
  expect(body.total.overdue).toBe(1)
})
