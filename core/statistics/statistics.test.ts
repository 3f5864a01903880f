// Counters follow the events, agree with a recount after anything that can happen, and lead to exactly their rows.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NamedTable } from '../../contract/views.ts'
import { at, type County, note, openCounty, openNote, staff, unitId } from '../events/county.fixture.ts'
import { advance } from '../events/subscribers.ts'
import { countMatters } from '../matters/counts.ts'
import { listMatters } from '../matters/list.ts'
import { change, type Draft, draws, hourMs } from './changes.fixture.ts'
import { counters } from './counters.ts'
import { reconcile } from './reconcile.ts'
import { statisticsOf } from './statistics.ts'

let county: County
beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())

async function readAll(): Promise<void> {
  for (;;) {
    const read = await advance(county.house, counters, 37)
    if (!read.isFull && !read.isHeld) return
  }
}

const kept = async (divisionId: number, measure: string): Promise<number> => {
  const { rows } = await county.database.pool.query(
    `select coalesce(sum(c.n[s.slot]), 0) as n from counters c join counter_slots s using (kind)
      where c.grain = 'month' and c.division_id = $1 and s.measure = $2`,
    [divisionId, measure],
  )
  return Number(rows[0].n)
}

/** Makes the newest month of a counter wrong. */
const addToNewest = (divisionId: number, measure: string, n: number) =>
  county.database.pool.query(
    `update counters c set n[s.slot] = c.n[s.slot] + $3 from counter_slots s
      where s.kind = c.kind and s.measure = $2 and c.division_id = $1 and c.grain = 'month'
        and c.period = (select max(period) from counters where division_id = $1 and grain = 'month')`,
    [divisionId, measure, n],
  )

describe('two thousand random changes: opened, placed elsewhere, taken, ended, reopened, merged, parted', () => {
  beforeAll(async () => {
    const pick = draws(20_261_123)
    const drafts: Draft[] = []
    county.set('2026-01-05T01:00:00Z')
    for (let i = 0; i < 2000; i++) {
      await change(county, pick, drafts)
      // The reader comes round now and then, and always finds something half done.
      if (pick(40) === 0) await advance(county.house, counters, 1 + pick(50))
    }
  }, 300_000)

  test('unread events are no difference', async () => {
    const found = await reconcile(county.clock)
    expect(found).toMatchObject({ differences: 0 })
    expect(found.compared).toBeGreaterThan(100)
  })

  test('the counters equal a recount', async () => {
    await readAll()
    expect(await reconcile(county.clock)).toMatchObject({ differences: 0, examples: [] })
    const { rows } = await county.database.pool.query('select count(*) as n from matters')
    for (const division of [at.nation, at.province, at.prefecture])
      expect(await kept(division, 'received')).toBe(rows[0].n)
    expect((await kept(at.county, 'received')) + (await kept(at.other, 'received'))).toBe(rows[0].n)
    const { rows: east } = await county.database.pool.query(
      'select count(*) as n from matters where township_id = $1',
      [at.east],
    )
    expect(await kept(at.east, 'received')).toBe(east[0].n)
    expect(await kept(at.upper, 'received')).toBe(0)
  })

  test('what was changed by hand is found, named, and put right once', async () => {
    await addToNewest(at.county, 'state:working', 5)
    await sql`delete from counters where division_id = ${at.nation}`.execute(county.house.db)
    const found = await reconcile(county.clock)
    expect(found.differences).toBeGreaterThan(1)
    const named = found.examples.map((e) => `${e.divisionId} ${e.measure}`)
    expect(named).toContain(`${at.county} state:working`)
    expect(named).toContain(`${at.nation} merged`)
    expect(await reconcile(county.clock)).toMatchObject({ differences: 0 })
  })

  test('two that recount at once repair once', async () => {
    await addToNewest(at.county, 'received', 1)
    await Promise.all([reconcile(county.clock), reconcile(county.clock), reconcile(county.clock)])
    expect(await reconcile(county.clock)).toMatchObject({ differences: 0 })
  })

  const asked = { from: '2026-01', to: '2026-12' }
  const tableOf = (tables: NamedTable[], id: string) => tables.find((t) => t.id === id) as NamedTable
  const sumOf = (table: NamedTable) => table.rows.reduce((sum, row) => sum + (row.n ?? 0), 0)

  test.each([
    ['the prefecture', at.prefecture],
    ['the county', at.county],
    ['a township', at.east],
    ['a village', at.upper],
    ['a grid', at.gridOne],
  ])('every number of %s leads to exactly its rows', async (_, divisionId) => {
    const ctx = { ...staff(county, 'countyCentre', at.prefecture) }
    const { tables } = await statisticsOf(ctx, note.kind, { divisionId, ...asked })
    let compared = 0
    for (const row of tables.flatMap((t) => t.rows).filter((r) => r.rows.division !== undefined)) {
      const { division, state, category, from, to, overdue, merged } = row.rows
      const query = {
        division: Number(division),
        ...(state ? { state: [state] } : {}),
        ...(category ? { category: [category] } : {}),
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
        ...(overdue ? { overdue: true } : {}),
        ...(merged ? { merged: true } : {}),
      }
      const counts = await countMatters(ctx, note, query)
      expect({ row: row.key, n: counts.total }).toEqual({ row: row.key, n: row.n })
      if (row.n && row.n <= 200)
        expect((await listMatters(ctx, note, { ...query, limit: 200 })).rows).toHaveLength(row.n)
      compared += 1
    }
    expect(compared).toBeGreaterThan(15)
  })

  test('the levels below the county say the same as a county of counters would', async () => {
    const ctx = staff(county, 'countyCentre', at.county)
    const ofCounty = (await statisticsOf(ctx, note.kind, { divisionId: at.county, ...asked })).tables
    const below = await Promise.all(
      [at.east, at.west].map(async (d) => (await statisticsOf(ctx, note.kind, { divisionId: d, ...asked })).tables),
    )
    const direct = tableOf(ofCounty, 'by-division').rows.find((r) => r.key === '')?.n ?? 0
    const sum = below.reduce((n, tables) => n + sumOf(tableOf(tables, 'by-month')), 0)
    expect(sum + direct).toBe(sumOf(tableOf(ofCounty, 'by-month')))
    expect(sumOf(tableOf(ofCounty, 'by-division'))).toBe(sumOf(tableOf(ofCounty, 'by-month')))
    expect(sumOf(tableOf(ofCounty, 'by-category'))).toBe(sumOf(tableOf(ofCounty, 'by-month')))
  })

  test('means follow from the facts', async () => {
    const { rows } = await county.database.pool.query(
      `select round(avg(extract(epoch from ended_at - opened_at)) / 3600, 1)::float8 as mean,
        round((percentile_cont(0.5) within group (order by extract(epoch from ended_at - opened_at)) / 3600)::numeric, 1)::float8 as median
       from matters where county_id = $1 and merged_into is null and ended_at is not null`,
      [at.county],
    )
    const ctx = staff(county, 'countyCentre', at.county)
    const times = tableOf((await statisticsOf(ctx, note.kind, { divisionId: at.county, ...asked })).tables, 'times')
    const n = (key: string) => times.rows.find((r) => r.key === key)?.n
    expect(n('ended-mean')).toBeCloseTo(rows[0].mean, 0)
    expect(n('ended-median')).toBeCloseTo(rows[0].median, 0)
  })
})

test('unread events show in the time the counters are of', async () => {
  await readAll()
  county.later(hourMs)
  const readAt = (await statisticsAt()).asOf
  await openNote(county, at.upper)
  county.later(hourMs)
  expect(new Date((await statisticsAt()).asOf).getTime()).toBeLessThan(county.house.now().getTime())
  await readAll()
  const after = await statisticsAt()
  expect(after.asOf > readAt && after.asOf === county.house.now().toISOString()).toBe(true)
})

async function statisticsAt(): Promise<NamedTable> {
  const ctx = staff(county, 'countyCentre', at.county)
  const input = { divisionId: at.county, from: '2026-01', to: '2026-12' }
  return (await statisticsOf(ctx, note.kind, input)).tables[0] as NamedTable
}

describe('whoever does not read the kind over the whole division', () => {
  const input = { divisionId: at.county, from: '2026-01', to: '2026-12' }
  test.each([
    ['the neighbour county', () => staff(county, 'countyCentre', at.other)],
    ['a township of it', () => staff(county, 'townshipCentre', at.east)],
    ['a department, which reads only what it was given', () => staff(county, 'department', at.county, unitId)],
    ['the public', () => ({ ...county.clock, actor: { type: 'public' as const } })],
  ])('gets not found: %s', async (_, who) => {
    await expect(statisticsOf(who(), note.kind, input)).rejects.toThrow('access.not-found')
  })

  test('and the refusal is logged', async () => {
    const { rows } = await county.database.pool.query(`select distinct what, kind from access_log`)
    expect(rows).toContainEqual({ what: 'refused', kind: note.kind })
  })
})
