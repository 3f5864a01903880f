// Law lessons are added up by school year, peaks at the gate want somebody on the roster, and youth-rights posts are for everybody.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integer } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { addEntry } from '../../core/registers/write.ts'
import { setTime } from '../../testing/rounds.ts'
import { addSchool, schoolsPath } from '../../testing/schools.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'
import { school } from './school.register.ts'
import { youthPost } from './youth-post.register.ts'

const lessons = '/api/schools/lessons'
const shifts = '/api/schools/shifts'
let world: World

beforeAll(async () => {
  world = await makeWorld()
  setTime(world, '2026-11-23T09:00')
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

type Role = Parameters<World['asUser']>[0]

/** Adds an entry in the garden village, as somebody. */
async function add(path: string, data: object, role: Role = 'county') {
  return (await world.asUser(role)).post(path, { divisionId: world.at.garden, data })
}

const glanceOf = async (id: string) =>
  (await (await world.asUser('county')).get(`${schoolsPath}/${id}/glance`)).body.glance

test('lessons of this school year are added up; one of last year and one still to come do not count', async () => {
  const lawHead = world.unit.emergency
  const { id } = await addSchool(world, { lawHead, lawHeadUntil: '2027-08-31' })
  const held = async (day: string, hours: number) =>
    (await add(lessons, { topic: '防欺凌', school: id, day, hours })).status
  expect(await glanceOf(id)).toMatchObject({ deputy: 'serving', lawHours: 0, lawShort: true })
  expect(await held('2026-08-31', 4)).toBe(201)
  expect(await held('2026-11-24', 4)).toBe(201)
  expect(await held('2026-09-01', 2.5)).toBe(201)
  expect(await glanceOf(id)).toMatchObject({ lawHours: 2.5, lawShort: true })
  expect(await held('2026-11-23', 1.5)).toBe(201)
  expect(await glanceOf(id)).toMatchObject({ lawHours: 4, lawShort: false })
  setTime(world, '2027-09-01T08:00')
  expect(await glanceOf(id)).toMatchObject({ deputy: 'over', lawHours: 0, lawShort: true })
  setTime(world, '2026-11-23T09:00')
})

test('a guard keeps the lessons of the own school, and none of them counts for another', async () => {
  const { unit } = world
  const own = (await addSchool(world, { name: '自己的小学', unit: unit.school })).id
  const other = (await addSchool(world, { name: '别的小学', unit: unit.emergency })).id
  const lesson = { topic: '禁毒', day: '2026-10-10', hours: 2 }
  const added = await add(lessons, { ...lesson, school: own, unit: unit.school }, 'school')
  expect(added.status).toBe(201)
  expect((await glanceOf(own)).lawHours).toBe(2)
  const strange = await add(lessons, { ...lesson, school: other, unit: unit.emergency })
  expect((await glanceOf(other)).lawHours).toBe(2)
  const guard = await world.asUser('school')
  expect((await guard.get(`${lessons}/${strange.body.id}`)).status).toBe(404)
  expect((await guard.get(lessons)).body.rows.map((row: { id: string }) => row.id)).toEqual([added.body.id])
  const claimed = { ...lesson, topic: '消防', school: other }
  expect((await add(lessons, { ...claimed, unit: unit.emergency }, 'school')).status).toBe(403)
  expect((await add(lessons, claimed, 'school')).status).toBe(403)
  await add(lessons, { ...claimed, unit: unit.school }, 'school')
  expect([(await glanceOf(own)).lawHours, (await glanceOf(other)).lawHours]).toEqual([2, 2])
})

test('hours once typed are read no more, and an entry that has them can still be changed', async () => {
  const hours = integer({ label: label('本学年法治课时', 'Law lessons this year (hours)'), min: 0, max: 400 })
  const older = { ...school, fields: { ...school.fields, lawHours: hours } } as unknown as AnyRegister
  const data = {
    ...{ number: '2143999999', name: '老校', stage: 'primary', students: 90, guards: 1, lawHours: 4 },
    ...{ authority: world.unit.education, phone: '0745-6221110', place: pointIn('garden') },
  }
  const { id } = await addEntry(world.ctx, older, { data })
  const county = await world.asUser('county')
  expect((await county.get(`${schoolsPath}/${id}`)).body.data).not.toHaveProperty('lawHours')
  expect((await glanceOf(id)).lawHours).toBe(0)
  const changed = await county.post(`${schoolsPath}/${id}/change`, { version: 1, data: { students: 91 } })
  expect([changed.status, changed.body.data.students]).toEqual([200, 91])
})

test('a peak at a gate is short until a shift of escort covers it on school days', async () => {
  const { id } = await addSchool(world, { name: '护学小学' })
  const gate = async (data: object) =>
    add('/api/schools/gates', { name: '正门', school: id, place: pointIn('garden'), ...data })
  expect((await gate({ peak: '上下学' })).body.errors[0].field).toBe('data.peak')
  const { body: front } = await gate({ peak: '7:00–8:00，16：30至17：30' })
  await gate({ name: '后门' })
  const peaks = async () =>
    (await glanceOf(id)).peaks.map((peak: { from: string; isStaffed: boolean }) => [peak.from, peak.isStaffed])
  const total = async () => (await (await world.asUser('county')).get('/api/schools/overview')).body.total
  expect(await peaks()).toEqual([
    ['07:00', false],
    ['16:30', false],
  ])
  expect(await total()).toMatchObject({ peaks: 2, unescorted: 1 })
  let n = 0
  const shift = async (data: object) => {
    n += 1
    const usual = { name: `班次${n}`, school: id, gate: front.id, days: 'schoolDays', guards: 2, peak: true }
    expect((await add(shifts, { ...usual, ...data })).status).toBe(201)
  }
  await shift({ from: '06:50', to: '07:40' })
  await shift({ from: '07:40', to: '08:00', peak: false })
  await shift({ from: '07:40', to: '08:00', days: 'restDays' })
  expect((await peaks())[0]).toEqual(['07:00', false])
  await shift({ from: '07:30', to: '08:10' })
  expect(await total()).toMatchObject({ peaks: 1, unescorted: 1 })
  await shift({ from: '16:00', to: '18:00', days: 'everyDay' })
  expect(await peaks()).toEqual([
    ['07:00', true],
    ['16:30', true],
  ])
  expect(await total()).toMatchObject({ peaks: 0, unescorted: 0 })
})

test('anybody reads the county’s posts without an account: a hundred at most, and nothing of another register', async () => {
  const anybody = world.asPublic()
  const posts = '/api/public/youth-posts'
  expect((await anybody.get(posts)).body).toEqual({ posts: [], truncated: false })
  const one = { name: '法律援助岗', phone: '0745-6223001', helps: '法律咨询', place: pointIn('garden') }
  const { body: entry } = await add('/api/schools/youth-posts', { ...one, unit: world.unit.emergency })
  const neighbour = { name: '邻县的岗', phone: '0745-6223002', helps: '咨询' }
  await addEntry(world.ctx, youthPost as unknown as AnyRegister, { divisionId: world.at.neighbour, data: neighbour })
  const told = { id: entry.id, name: one.name, helps: one.helps, phone: one.phone, address: null }
  expect((await anybody.get(posts)).body).toEqual({ posts: [told], truncated: false })
  expect((await anybody.get('/api/schools/youth-posts')).status).toBe(401)
  expect((await (await world.asUser('grid')).get('/api/schools/youth-posts')).body.rows).toHaveLength(1)
  for (let i = 0; i < 100; i++)
    await addEntry(world.ctx, youthPost as unknown as AnyRegister, {
      divisionId: world.at.garden,
      data: { ...one, name: `第${i}岗` },
    })
  const { body } = await anybody.get(posts)
  expect([body.posts.length, body.truncated]).toEqual([100, true])
  await (await world.asUser('county')).post(`/api/schools/youth-posts/${entry.id}/close`, {
    version: 1,
    reason: '撤销',
  })
  const after = (await anybody.get(posts)).body.posts as { name: string }[]
  expect(after.map(({ name }) => name)).not.toContain(one.name)
})
