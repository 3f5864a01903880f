// Counters follow the events, agree with a recount after anything that can happen, and lead to exactly their rows.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NamedTable } from '../../contract/views.ts'
import {
  at,
  type County,
  centreOf,
  note,
  openCounty,
  openNote,
  pointIn,
  staff,
  step,
  unitId,
} from '../events/county.fixture.ts'
import { advance } from '../events/subscribers.ts'
import { countMatters } from '../matters/counts.ts'
import { listMatters } from '../matters/list.ts'
import { mergeMatters, unmergeMatter } from '../matters/merge.ts'
import { counters } from './counters.ts'
import { reconcile } from './reconcile.ts'
import { statisticsOf } from './statistics.ts'

let county: County
beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())

const hourMs = 3_600_000

/** A generator whose draws repeat: a failure can be looked at again (mulberry32). */
function draws(seed: number) {
  let a = seed
  return (below: number): number => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

async function readAll(): Promise<void> {
  for (;;) {
    const read = await advance(county.house, counters, 37)
    if (!read.isFull && !read.isHeld) return
  }
}

const kept = async (divisionId: number, measure: string): Promise<number> => {
  const { rows } = await county.database.pool.query(
    'select coalesce(sum(n), 0) as n from counters where division_id = $1 and measure = $2',
    [divisionId, measure],
  )
  return Number(rows[0].n)
}

const villages = [at.upper, at.lower, at.far, at.otherVillage, at.east, at.county, at.gridOne]
const categories = ['road', 'water', 'noise']

interface Draft {
  id: string
  divisionId: number
  state: string
  mergedInto: string | null
}

/** One thing that people do, drawn at random; what cannot be done now is left. */
async function change(pick: (below: number) => number, drafts: Draft[]): Promise<void> {
  county.later(pick(6) * hourMs)
  const which = pick(10)
  const draft = drafts[pick(Math.max(1, drafts.length))]
  if (which < 3 || !draft) {
    const divisionId = villages[pick(villages.length)] as number
    const opened = await openNote(county, divisionId, { category: categories[pick(3)] })
    drafts.push({ id: opened.id, divisionId, state: opened.state, mergedInto: null })
    return
  }
  const centre = centreOf(county, draft.divisionId)
  const version = await versionOf(draft.id)
  if (draft.mergedInto !== null) {
    if (which > 7) await unmergeMatter(centre, draft.id, { version })
    if (which > 7) draft.mergedInto = null
    return
  }
  const other = drafts[pick(drafts.length)] as Draft
  const county2 = (d: Draft) => centreOf(county, d.divisionId).actor
  const canMerge = other !== draft && other.mergedInto === null && sameCounty(draft, other)
  if (which === 3 && canMerge && county2(draft)) {
    await mergeMatters(centre, draft.id, { into: other.id, version })
    draft.mergedInto = other.id
    for (const d of drafts) if (d.mergedInto === draft.id) d.mergedInto = other.id
    return
  }
  draft.state = (await stepOf(draft, pick)).state
}

const sameCounty = (a: Draft, b: Draft) => (a.divisionId === at.otherVillage) === (b.divisionId === at.otherVillage)

async function stepOf(draft: Draft, pick: (below: number) => number) {
  const centre = centreOf(county, draft.divisionId)
  if (draft.state === 'fresh' && pick(3) === 0 && draft.divisionId !== at.otherVillage) {
    const village = [at.upper, at.lower, at.far][pick(3)] as number
    return step(centre, draft.id, 'place', { place: pointIn[village] })
  }
  if (draft.state === 'fresh') return step(centre, draft.id, 'take', { size: pick(2) ? 'small' : 'large' })
  if (draft.state === 'working') return step(centre, draft.id, 'finish', { answer: '已处理' })
  return step(centre, draft.id, 'reopen')
}

async function versionOf(id: string): Promise<number> {
  const row = await county.house.db
    .selectFrom('matters')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.version
}

describe('two thousand random changes: opened, placed elsewhere, taken, ended, reopened, merged, parted', () => {
  beforeAll(async () => {
    const pick = draws(20261123)
    const drafts: Draft[] = []
    county.set('2026-01-05T01:00:00Z')
    for (let i = 0; i < 2000; i++) {
      await change(pick, drafts)
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
    expect(await kept(at.east, 'received')).toBe(0)
  })

  test('what was changed by hand is found, named, and put right once', async () => {
    await sql`update counters set n = n + 5 where division_id = ${at.county} and measure = 'state:working'
      and month = (select max(month) from counters where division_id = ${at.county} and measure = 'state:working')`.execute(
      county.house.db,
    )
    await sql`delete from counters where division_id = ${at.nation} and measure = 'merged'`.execute(county.house.db)
    const found = await reconcile(county.clock)
    expect(found.differences).toBeGreaterThan(1)
    const named = found.examples.map((e) => `${e.divisionId} ${e.measure}`)
    expect(named).toContain(`${at.county} state:working`)
    expect(named).toContain(`${at.nation} merged`)
    expect(await reconcile(county.clock)).toMatchObject({ differences: 0 })
  })

  test('two that recount at once repair once', async () => {
    await sql`update counters set n = n + 1 where division_id = ${at.county} and measure = 'received'`.execute(
      county.house.db,
    )
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
