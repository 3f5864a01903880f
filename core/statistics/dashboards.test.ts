// Dashboards at every level and for any months say what the matters say, after anything that can happen to both.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, type County, note, openCounty, staff } from '../events/county.fixture.ts'
import { advance, type EventSubscriber } from '../events/subscribers.ts'
import { countMatters } from '../matters/counts.ts'
import { change, type Draft, draws } from './changes.fixture.ts'
import { counters } from './counters.ts'
import { childrenView, totalView, trendView } from './dashboards.ts'

let county: County
beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())

/** Breaks after it has moved the counters and before its cursor is committed, as a process that is killed does. */
const dying: EventSubscriber = {
  ...counters,
  handle: async (ctx, events) => {
    await counters.handle(ctx, events)
    throw new Error('killed')
  },
}

async function readAll(): Promise<void> {
  for (;;) {
    const read = await advance(county.house, counters, 61)
    if (!read.isFull && !read.isHeld) return
  }
}

interface Fact {
  path: string
  state: string
  category: string | null
  merged: boolean
  /** Days in Asia/Shanghai. */
  opened: string
  ended: string | null
  ended_as: string | null
}

/** The matters themselves, counted here without a line of what is tried. */
async function factsIn(divisionId: number): Promise<Fact[]> {
  const { path } = county.house.divisions.tree.get(divisionId)
  const { rows } = await county.database.pool.query(
    `select path, state, category, merged_into is not null as merged, ended_as,
      to_char(opened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as opened,
      to_char(ended_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as ended
     from matters where path like $1`,
    [`${path}%`],
  )
  return rows
}

const tallied = (values: readonly string[]): Record<string, number> => {
  const out: Record<string, number> = {}
  for (const value of values) out[value] = (out[value] ?? 0) + 1
  return out
}

const withoutZeros = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0))

/** What a cohort must say. */
function cohortOf(facts: readonly Fact[], from: string, to: string) {
  const isIn = (day: string | null) => day !== null && day.slice(0, 7) >= from && day.slice(0, 7) <= to
  const opened = facts.filter((f) => isIn(f.opened))
  const alone = opened.filter((f) => !f.merged)
  return {
    opened: alone.length,
    merged: opened.length - alone.length,
    byState: tallied(alone.map((f) => f.state)),
    settledOfOpened: alone.filter((f) => f.state === 'done').length,
    settledIn: facts.filter((f) => !f.merged && f.ended_as === 'settled' && isIn(f.ended)).length,
  }
}

const shown = (c: ReturnType<typeof cohortOf>) => ({
  opened: c.opened,
  merged: c.merged,
  byState: withoutZeros(c.byState),
  settledOfOpened: c.settledOfOpened,
  settledIn: c.settledIn,
})

const reader = () => staff(county, 'countyCentre', at.nation)

const places = [
  ['the nation', at.nation],
  ['the province', at.province],
  ['the prefecture', at.prefecture],
  ['a county', at.county],
  ['a township', at.east],
  ['a village', at.upper],
  ['a grid', at.gridOne],
] as const

describe('after fifteen hundred changes in fourteen months, read by a reader that often dies', () => {
  const ranges: { from: string; to: string }[] = []
  beforeAll(async () => {
    const pick = draws(4)
    const drafts: Draft[] = []
    county.set('2025-01-03T01:00:00Z')
    for (let i = 0; i < 1500; i++) {
      await change(county, pick, drafts, 14)
      if (pick(30) === 0) await advance(county.house, dying, 1 + pick(60)).catch(() => undefined)
      if (pick(30) === 0) await advance(county.house, counters, 1 + pick(60))
    }
    await readAll()
    const month = () => `${2025 + pick(2)}-${String(1 + pick(12)).padStart(2, '0')}`
    for (let i = 0; i < 8; i++) {
      const [from, to] = [month(), month()].sort() as [string, string]
      ranges.push({ from, to })
    }
    ranges.push({ from: '2020-01', to: '2027-12' })
  }, 300_000)

  test.each(places)('children of %s, in any months', async (_, divisionId) => {
    const facts = await factsIn(divisionId)
    for (const range of ranges) {
      const view = await childrenView(reader(), note.kind, { divisionId, ...range })
      const children = county.house.divisions.tree.children(divisionId)
      const of = (row: (typeof view.rows)[number]) =>
        facts.filter((f) =>
          row.division
            ? f.path.startsWith(county.house.divisions.tree.get(row.division.id).path)
            : !children.some((child) => f.path.startsWith(child.path)),
        )
      expect(view.rows.filter((row) => row.division).map((row) => row.division?.id)).toEqual(
        view.rows.length > 0 ? children.map((child) => child.id) : [],
      )
      for (const row of view.rows) expect(shown(row)).toEqual(shown(cohortOf(of(row), range.from, range.to)))
      const all = cohortOf(facts, range.from, range.to)
      if (children.length > 0) expect(view.rows.reduce((sum, row) => sum + row.opened, 0)).toBe(all.opened)
    }
  })

  test.each(places)('totals of %s and of the year before', async (_, divisionId) => {
    const facts = await factsIn(divisionId)
    for (const range of ranges) {
      const view = await totalView(reader(), note.kind, { divisionId, ...range })
      expect(shown(view)).toEqual(shown(cohortOf(facts, range.from, range.to)))
      const [from, to] = [range.from, range.to].map((m) => `${Number(m.slice(0, 4)) - 1}${m.slice(4)}`) as [
        string,
        string,
      ]
      expect(view.yearBefore).toMatchObject({ from, to })
      expect(shown(view.yearBefore)).toEqual(shown(cohortOf(facts, from, to)))
      const categories = Object.values(view.byCategory).reduce((sum, n) => sum + n, 0)
      expect(categories).toBe(view.opened)
      if (view.opened > 0) expect(view.settledOfOpenedShare).toBeCloseTo((view.settledOfOpened / view.opened) * 100, 1)
    }
  })

  test.each(places)('the trend of %s by day, month and year', async (_, divisionId) => {
    const facts = (await factsIn(divisionId)).filter((f) => !f.merged)
    for (const range of ranges) {
      for (const [by, length] of [
        ['day', 10],
        ['month', 7],
        ['year', 4],
      ] as const) {
        const view = await trendView(reader(), note.kind, { divisionId, ...range, by })
        const inRange = facts.filter((f) => f.opened.slice(0, 7) >= range.from && f.opened.slice(0, 7) <= range.to)
        const said = Object.fromEntries(view.periods.map((period, i) => [period, view.opened[i] as number]))
        expect(withoutZeros(said)).toEqual(tallied(inRange.map((f) => f.opened.slice(0, length))))
        for (const { category, n } of view.series) {
          const ofCategory = inRange.filter((f) => f.category === category)
          const series = Object.fromEntries(view.periods.map((period, i) => [period, n[i] as number]))
          expect(withoutZeros(series)).toEqual(tallied(ofCategory.map((f) => f.opened.slice(0, length))))
        }
      }
    }
  })

  test('a number leads to its rows', async () => {
    const range = { from: '2025-02', to: '2025-07' }
    const view = await childrenView(reader(), note.kind, { divisionId: at.county, ...range })
    for (const row of view.rows.filter((r) => r.division)) {
      const { division, from, to } = row.rows
      const counts = await countMatters(reader(), note, {
        division: Number(division),
        from: from as string,
        to: to as string,
      })
      expect(counts.total).toBe(row.opened)
    }
    expect(view.rows.some((row) => row.opened > 0)).toBe(true)
  })
})

test('what the reader has not read yet shows in the time the numbers are of', async () => {
  await readAll()
  await change(county, () => 0, [])
  county.later(3_600_000)
  const input = { divisionId: at.county, from: '2025-01', to: '2027-12' }
  const before = await childrenView(reader(), note.kind, input)
  expect(new Date(before.asOf).getTime()).toBeLessThan(county.house.now().getTime())
  await readAll()
  expect((await childrenView(reader(), note.kind, input)).asOf).toBe(county.house.now().toISOString())
})

test('the neighbour county and the public get not found', async () => {
  const input = { divisionId: at.county, from: '2025-01', to: '2025-12' }
  const neighbour = staff(county, 'countyCentre', at.other)
  for (const ctx of [neighbour, { ...county.clock, actor: { type: 'public' as const } }]) {
    await expect(childrenView(ctx, note.kind, input)).rejects.toThrow('access.not-found')
    await expect(totalView(ctx, note.kind, input)).rejects.toThrow('access.not-found')
    await expect(trendView(ctx, note.kind, { ...input, by: 'day' })).rejects.toThrow('access.not-found')
  }
})
