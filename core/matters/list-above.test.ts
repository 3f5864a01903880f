// Lists above the counties: the counties of a prefecture or a province in one order of time, page by page.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { label } from '../../contract/label.ts'
import type { ListQuery } from '../../contract/list-query.ts'
import { reloadDivisions } from '../divisions/edit.ts'
import { at, type County, centreOf, note, openCounty, openNote, staff, step } from '../events/county.fixture.ts'
import { startLists } from '../lists/lists.ts'
import { listMatters } from './list.ts'

let county: County
const opened: { id: string; state: string; category: string | null; county: number; at: Date; dueAt: Date | null }[] =
  []

beforeAll(async () => {
  county = await openCounty()
  const places = [at.upper, at.otherVillage, at.far, at.otherVillage, at.county, at.lower]
  for (let i = 0; i < 18; i++) {
    county.later(3_600_000)
    const place = places[i % places.length] as number
    const m = await openNote(county, place, i % 2 === 0 ? { category: 'road' } : { category: 'water' })
    const now = i % 3 === 0 ? await step(centreOf(county, place), m.id, 'take', { size: 'small' }) : m
    opened.push({
      id: m.id,
      state: now.state,
      category: now.category,
      county: now.county_id,
      at: now.opened_at,
      dueAt: now.due_at,
    })
  }
  county.later(10 * 86_400_000)
})
afterAll(() => county.close())

type Asked = Pick<ListQuery, 'sort' | 'state' | 'division' | 'open' | 'overdue' | 'category' | 'from' | 'supervision'>

async function allPages(divisionId: number, query: Asked) {
  const ctx = staff(county, 'countyCentre', divisionId)
  const ids: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listMatters(ctx, note, { ...query, limit: 4, ...(after ? { after } : {}) })
    expect(page.rows.length).toBeLessThanOrEqual(4)
    ids.push(...page.rows.map((row) => row.id))
    after = page.next
  }
  return ids
}

const newestFirst = (fits: (m: (typeof opened)[number]) => boolean) =>
  opened
    .filter(fits)
    .map((m) => m.id)
    .reverse()

test.each([
  ['the nation', at.nation],
  ['a province', at.province],
  ['a prefecture', at.prefecture],
])('%s: every matter once, the newest first', async (_, divisionId) => {
  expect(await allPages(divisionId, {})).toEqual(newestFirst(() => true))
  expect(await allPages(divisionId, { sort: 'openedAt' })).toEqual(newestFirst(() => true).reverse())
  expect(await allPages(divisionId, { state: ['working'] })).toEqual(newestFirst((m) => m.state === 'working'))
  expect(await allPages(divisionId, { state: ['working', 'fresh'] })).toEqual(newestFirst(() => true))
  expect(await allPages(divisionId, { state: ['done'] })).toEqual([])
  expect(await allPages(divisionId, { category: ['road'] })).toEqual(newestFirst((m) => m.category === 'road'))
  const since = opened[9]?.at as Date
  expect(await allPages(divisionId, { from: since.toISOString(), state: ['fresh'], category: ['water'] })).toEqual(
    newestFirst((m) => m.at >= since && m.state === 'fresh' && m.category === 'water'),
  )
  expect(await allPages(divisionId, { supervision: ['urged'] })).toEqual([])
  expect(await allPages(divisionId, { open: true })).toEqual(newestFirst(() => true))
  const isLate = (m: (typeof opened)[number]) => m.dueAt !== null && m.dueAt < county.house.now()
  expect(opened.filter(isLate).length).toBeGreaterThan(5)
  expect(await allPages(divisionId, { overdue: true })).toEqual(newestFirst(isLate))
  const due = opened.filter((m) => m.dueAt !== null).map((m) => m.id)
  expect(await allPages(divisionId, { sort: 'dueAt' })).toEqual(due)
  expect(await allPages(divisionId, { division: at.other })).toEqual(newestFirst((m) => m.county === at.other))
})

test('a post of one county reads only that, whatever is asked for', async () => {
  expect(await allPages(at.other, { division: at.prefecture })).toEqual(newestFirst((m) => m.county === at.other))
})

test('of two trees that stand beside each other each reader sees one, and what happened in a county that has ended', async () => {
  const [root, ended] = [101, 102]
  const level = (n: number, of: object) => ({ code: `9${n}`, name: `另一处${n}`, level: n, polygon: null, ...of })
  await county.house.db
    .insertInto('divisions')
    .values([
      level(2, { id: root, parent_id: null, county_id: null, path: `/${root}/` }),
      level(3, { id: ended, parent_id: root, county_id: ended, path: `/${root}/${ended}/` }),
    ] as never)
    .execute()
  await reloadDivisions(county.house)
  const entries = [{ id: 'road', label: label('路', 'Road') }]
  await startLists(county.clock, ended, [{ id: 'trial.categories', label: label('类别', 'Categories'), entries }])
  const own = (await openNote(county, ended)).id
  await county.house.db.updateTable('divisions').set({ valid_to: '2026-11-24' }).where('id', '=', ended).execute()
  await reloadDivisions(county.house)
  const asked: Asked[] = [{}, { open: true }, { state: ['fresh'] }, { sort: 'dueAt' }]
  for (const query of asked) {
    expect(await allPages(root, query)).toEqual([own])
    expect(await allPages(at.nation, query)).not.toContain(own)
    expect(await allPages(at.nation, query)).not.toEqual([])
  }
})
