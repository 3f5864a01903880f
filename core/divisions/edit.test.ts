// Changes by an administrator: codes, names over time, borders refused with reasons, and nobody else's county.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../contract/access.ts'
import { Problem } from '../../contract/errors.ts'
import { type FreshDatabase, freshDatabase } from '../../testing/database.ts'
import { chinaCalendar } from '../calendar/china.ts'
import type { Ctx, House } from '../context.ts'
import { type Database, openDatabase } from '../db/db.ts'
import { groupWriter } from '../db/group-writer.ts'
import { ringOf, squareAt } from '../geo/shapes.fixture.ts'
import { fetchOutside } from '../outgoing/fetch-outside.ts'
import { makeAuth } from '../people/auth.ts'
import { addDivision, closeDivision, divisionSubject, drawDivision, renameDivision } from './edit.ts'
import { importDivisions } from './import.ts'
import { loadDivisions } from './load.ts'
import { rowsOfCounties } from './source.ts'

let fresh: FreshDatabase
let database: Database
let house: House
const now = new Date('2026-11-23T12:00:00+08:00')
const counties = {
  counties: [
    {
      code: '431227',
      name: '新晃侗族自治县',
      townships: [{ code: '431227104', name: '凉伞镇', villages: [{ code: '431227104216', name: '街上村村委会' }] }],
    },
    {
      code: '522624',
      name: '三穗县',
      townships: [{ code: '522624104', name: '雪洞镇', villages: [{ code: '522624104200', name: '雪洞村村委会' }] }],
    },
  ],
}

const idOf = (code: string): number => house.divisions.tree.findByCode(code)?.id ?? 0

beforeAll(async () => {
  fresh = await freshDatabase()
  database = openDatabase(fresh.url, { max: 4 })
  const rows = rowsOfCounties(counties).map((row) =>
    row.code === '431227104216' ? { ...row, polygon: squareAt(109, 27, 0.1) } : row,
  )
  await importDivisions(database.kysely, rows, { now })
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  house = {
    db: database.kysely,
    auth: makeAuth({
      db: database.kysely,
      secret: 'test',
      baseUrl: 'http://127.0.0.1',
      trustedOrigins: [],
      oidc: null,
      now: () => now,
      log: quiet,
    }),
    log: quiet,
    secret: 'test',
    publicUrl: 'http://127.0.0.1',
    filesDir: '',
    registers: new Map(),
    needsSecondFactor: [],
    kinds: new Map(),
    rounds: new Map(),
    registerTargets: async () => [],
    lists: new Map(),
    messages: {},
    divisions: await loadDivisions(database.kysely),
    calendar: chinaCalendar(),
    sendSms: async () => undefined,
    fetchOutside: fetchOutside({ networks: [] }),
    writer: groupWriter(database.pool),
    wake: () => undefined,
    now: () => now,
  }
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

function asAdministratorOf(code: string): Ctx {
  const { id, path, countyId } = house.divisions.tree.get(idOf(code))
  const held = { id: 'p', post: 'administrator' as const, divisionId: id, countyId, path, unitId: null }
  const actor: Actor = { type: 'staff', id: 'a', name: '系统管理员', posts: [held] }
  return { house, db: house.db, actor, requestId: 'r', route: 'test', purpose: null, now: () => now }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  )
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused')
  return [error.code, ...(error.detail.errors ?? []).map((e) => `${e.field}: ${e.message.en}`)].join(' | ')
}

describe('grids', () => {
  it('get the next code, below a village three digits and below a grid two', async () => {
    const ctx = asAdministratorOf('431227')
    const grid = await addDivision(ctx, { parentId: idOf('431227104216'), name: ' 桂正网格 ' })
    const second = await addDivision(ctx, { parentId: idOf('431227104216'), name: '街头网格' })
    const micro = await addDivision(ctx, { parentId: second, name: '桥头微网格' })
    const { tree } = house.divisions
    expect([grid, second, micro].map((id) => tree.get(id).code)).toEqual([
      '431227104216001',
      '431227104216002',
      '43122710421600201',
    ])
    expect(tree.get(grid)).toMatchObject({
      name: '桂正网格',
      level: 6,
      validFrom: '2026-11-23',
      countyId: idOf('431227'),
    })
    expect(tree.get(micro).path).toBe(`${tree.get(second).path}${micro}/`)
  })

  it('go below villages and grids only, and have a name', async () => {
    const ctx = asAdministratorOf('431227')
    expect(await refusal(addDivision(ctx, { parentId: idOf('431227104'), name: '镇网格' }))).toContain(
      'parentId: Grids go',
    )
    expect(await refusal(addDivision(ctx, { parentId: idOf('43122710421600201'), name: '更小' }))).toContain('parentId')
    expect(await refusal(addDivision(ctx, { parentId: idOf('431227104216'), name: '  ' }))).toContain('name: The name')
  })

  it('end when nothing is below them, and their codes are not given again', async () => {
    const ctx = asAdministratorOf('431227')
    const second = idOf('431227104216002')
    expect(await refusal(closeDivision(ctx, second))).toContain('桥头微网格 below it is still in use')
    await closeDivision(ctx, idOf('43122710421600201'))
    await closeDivision(ctx, second)
    expect(house.divisions.tree.findByCode('431227104216002')).toBeUndefined()
    expect(house.divisions.tree.get(second).validTo).toBe('2026-11-23')
    const third = await addDivision(ctx, { parentId: idOf('431227104216'), name: '街尾网格' })
    expect(house.divisions.tree.get(third).code).toBe('431227104216003')
    expect(await refusal(renameDivision(ctx, second, { name: '又来' }))).toBe('access.not-found')
  })

  it('do not end while somebody holds a post there', async () => {
    const third = idOf('431227104216003')
    await database.pool.query(
      `insert into posts_held (id, account_id, post, division_id, from_at) values (gen_random_uuid(), 'a', 'gridWorker', $1, $2)`,
      [third, now],
    )
    expect(await refusal(closeDivision(asAdministratorOf('431227'), third))).toContain('still holds a post')
  })

  it('run out at 999, and at 99 below a grid', async () => {
    const grid = idOf('431227104216001')
    await database.pool.query(
      `insert into division_aliases (division_id, code, name, valid_from, valid_to)
       select id, '43122710421600199', 'x', '2020-01-01', '2021-01-01' from divisions where id = $1`,
      [await addDivision(asAdministratorOf('431227'), { parentId: grid, name: '一' })],
    )
    expect(await refusal(addDivision(asAdministratorOf('431227'), { parentId: grid, name: '二' }))).toContain(
      'All 99 codes',
    )
  })
})

describe('names', () => {
  it('change from a day on, and stay what they were before', async () => {
    const ctx = asAdministratorOf('431227104')
    const village = idOf('431227104216')
    await renameDivision(ctx, village, { name: '新街村', from: '2022-07-01' })
    await renameDivision(ctx, village, { name: '新街上村' })
    await renameDivision(ctx, village, { name: '新街社区' })
    const { tree } = house.divisions
    const on = (day: string) => tree.nameOn(village, day)
    expect([on('2021-06-01'), on('2022-07-01'), on('2026-11-22'), on('2026-11-23')]).toEqual([
      '街上村',
      '新街村',
      '新街村',
      '新街社区',
    ])
    expect(await refusal(renameDivision(ctx, village, { name: '旧', from: '2022-01-01' }))).toContain(
      'between 2026-11-23 and today',
    )
    expect(await refusal(renameDivision(ctx, village, { name: '未来', from: '2027-01-01' }))).toContain('from:')
  })
})

describe('borders', () => {
  const shape = (text: string) => ({ type: 'Polygon', coordinates: [ringOf(text)] })

  it('are refused with all reasons, and kept when sound', async () => {
    const ctx = asAdministratorOf('431227')
    const [first, third] = [idOf('431227104216001'), idOf('431227104216003')]
    await drawDivision(ctx, first, shape('109 27, 109.05 27, 109.05 27.1, 109 27.1, 109 27'))
    expect(house.divisions.places.divisionAt(109.02, 27.05)).toBe(first)
    const draw = (text: string) => refusal(drawDivision(ctx, third, shape(text)))
    expect(await draw('109.05 27, 109.12 27, 109.12 27.1, 109.05 27.1, 109.05 27')).toMatch(
      /polygon: It lies \d+ m outside 新街社区/,
    )
    expect(await draw('109.04 27, 109.1 27, 109.1 27.1, 109.04 27.1, 109.04 27')).toMatch(
      /polygon: It overlaps 桂正网格 by \d+.\d+ ha \(20 %/,
    )
    expect(await draw('109.05 27, 109.1 27.1, 109.1 27, 109.05 27.09, 109.05 27')).toContain('crosses itself at')
    await drawDivision(ctx, third, shape('109.05 27, 109.1 27, 109.1 27.1, 109.05 27.1, 109.05 27'))
    expect(house.divisions.places.divisionAt(109.08, 27.05)).toBe(third)
    const { rows } = await database.pool.query('select centre_lng, geometry_source from divisions where id = $1', [
      third,
    ])
    expect(rows).toEqual([{ centre_lng: expect.closeTo(109.075, 6), geometry_source: 'surveyed' }])
  })

  it('of a village do not leave its grids outside', async () => {
    const ctx = asAdministratorOf('431227')
    const smaller = squareAt(109, 27, 0.08)
    expect(await refusal(drawDivision(ctx, idOf('431227104216'), smaller))).toMatch(
      /街尾网格: It lies \d+ m outside 新街社区/,
    )
    await drawDivision(ctx, idOf('431227104216'), squareAt(108.99, 26.99, 0.12))
  })

  it('come with a new grid too', async () => {
    const ctx = asAdministratorOf('431227')
    const polygon = shape('109 26.99, 109.1 26.99, 109.1 27, 109 27, 109 26.99')
    const id = await addDivision(ctx, { parentId: idOf('431227104216'), name: '南网格', polygon })
    expect(house.divisions.places.divisionAt(109.05, 26.995)).toBe(id)
  })
})

describe('reach', () => {
  it("ends at the county's border: the neighbour is not found", async () => {
    const ctx = asAdministratorOf('431227')
    for (const work of [
      () => addDivision(ctx, { parentId: idOf('522624104200'), name: '网格' }),
      () => renameDivision(ctx, idOf('522624104'), { name: '改名' }),
      () => closeDivision(ctx, idOf('522624104200')),
      () => drawDivision(ctx, idOf('522624104200'), squareAt(108.9, 27, 0.05)),
      () => renameDivision(asAdministratorOf('431227104'), idOf('431227'), { name: '改名' }),
      () => renameDivision({ ...ctx, actor: { type: 'public' } }, idOf('431227104'), { name: '改名' }),
    ])
      expect(await refusal(work())).toBe('access.not-found')
  })

  it('and each change is an event of the county', async () => {
    const { rows } = await database.pool.query<{ type: string }>(
      'select type from events where subject_id = $1 and county_id = $2 order by id',
      [divisionSubject(idOf('431227104216001')), idOf('431227')],
    )
    expect(rows.map((r) => r.type)).toEqual(['divisions.division.added', 'divisions.division.drawn'])
  })
})
