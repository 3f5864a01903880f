// Imports: reasons for every refused row, running twice, renaming and renumbering, the whole country's list.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/errors.ts'
import { type FreshDatabase, freshDatabase } from '../../testing/database.ts'
import { type Database, openDatabase } from '../db/db.ts'
import { squareAt } from '../geo/shapes.fixture.ts'
import { importDivisions } from './import.ts'
import { loadDivisions } from './load.ts'
import { rowsOfCounties, rowsOfCountry, rowsOfCsv, type SourceRow } from './source.ts'

let fresh: FreshDatabase
let database: Database
beforeAll(async () => {
  fresh = await freshDatabase()
  database = openDatabase(fresh.url, { max: 2 })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const run = (rows: SourceRow[], day = '2026-11-23') =>
  importDivisions(database.kysely, rows, { now: new Date(`${day}T12:00:00+08:00`) })
const runCsv = (...lines: string[]) => run(rowsOfCsv(lines.join('\n')))
const reasons = (report: Awaited<ReturnType<typeof run>>) =>
  report.rejections.map(({ line, reason }) => `${line}: ${reason.en}`)
const count = async () => (await database.pool.query<{ n: number }>('select count(*) as n from divisions')).rows[0]?.n
const everything = async () => (await database.pool.query('select * from divisions order by id')).rows

const seed = {
  counties: [
    {
      code: '431227',
      name: '新晃侗族自治县',
      townships: [
        {
          code: '431227104',
          name: '凉伞镇',
          villages: [
            { code: '431227104216', name: '街上村村委会' },
            { code: '431227104226', name: '花园村村委会' },
          ],
        },
      ],
    },
    { code: '520622', name: '玉屏侗族自治县', townships: [] },
  ],
}

describe('counties', () => {
  it('come with what is above them', async () => {
    const report = await run(rowsOfCounties(seed))
    expect(report).toMatchObject({ accepted: 10, added: 10, rejections: [] })
    const { tree } = await loadDivisions(database.kysely)
    const village = tree.findByCode('431227104226')
    expect(tree.ancestors(village?.id ?? 0).map((d) => d.name)).toEqual([
      '全国',
      '湖南省',
      '怀化市',
      '新晃侗族自治县',
      '凉伞镇',
      '花园村',
    ])
    expect(village?.countyId).toBe(tree.findByCode('431227')?.id)
    const stored = await everything()
    expect(stored.find((row) => row.id === village?.id)).toMatchObject({
      path: village?.path,
      county_id: village?.countyId,
    })
  })

  it('come in once, however often', async () => {
    const before = await everything()
    expect(await run(rowsOfCounties(seed))).toMatchObject({ accepted: 10, added: 0, unchanged: 10 })
    expect(await everything()).toEqual(before)
  })
})

describe('a CSV file', () => {
  const header = 'code,name,level,parent_code,valid_from,valid_to,previous_code,polygon_geojson'

  it('is refused row by row, with reasons; the good rows go in', async () => {
    const before = await count()
    const square = JSON.stringify(squareAt(109, 27, 0.1)).replaceAll('"', '""')
    const bowTie = '{""type"":""Polygon"",""coordinates"":[[[0,0],[2,3],[2,0],[0,2],[0,0]]]}'
    const report = await runCsv(
      header,
      '431227105,扶罗镇,,,,,,',
      '431227105,扶罗镇,,,,,,',
      '999999105,无处镇,,,,,,',
      '431227106,中寨镇,5,431227,,,,',
      '431227107,,,,,,,',
      '4312 27,晃洲镇,4,,,,,',
      '431227108,林冲镇,九,,,,,',
      '431227109,贡溪镇,,,2026-02-30,,,',
      `431227110,禾滩镇,,,,,,"${bowTie}"`,
      '431227110201,大坪村,,,,,,',
      '431227200,步头降乡,,,,,,not geojson',
      `431227215,米贝乡,,,,,,"${square}"`,
      `431227215200,界外村,,,,,,"${square.replaceAll('109', '110')}"`,
      '431227103,鱼市镇,,,2020-01-01,2019-01-01,,',
      '431227102,方家屯,,,,2099-01-01,,',
    )
    expect(reasons(report)).toEqual([
      '3: Duplicate code: line 2 has it already',
      '4: There is no division that it could be below',
      '5: Level 5 cannot be below 新晃侗族自治县, which is of level 3',
      '6: The name is missing',
      '7: Not a code: 4312 27',
      '8: The level must be 0 (nation) to 7 (micro-grid)',
      '9: Not a day (YYYY-MM-DD): 2026-02-30',
      '10: Bad polygon: The border crosses itself at 0.80000, 1.20000',
      '11: Its parent 431227110 (line 10) was refused',
      '12: Bad polygon: This is not a GeoJSON Polygon or MultiPolygon',
      expect.stringMatching(/^14: Bad polygon: It lies \d+ m outside 米贝乡/),
      '15: It must end after it begins',
      '16: It cannot end in the future',
    ])
    expect(report).toMatchObject({ accepted: 2, added: 2, drawn: 1 })
    expect(await count()).toBe((before ?? 0) + 2)
    const { places, tree } = await loadDivisions(database.kysely)
    expect(tree.get(places.divisionAt(109.05, 27.05) ?? 0).name).toBe('米贝乡')
  })

  it('checks a polygon against a parent that came earlier', async () => {
    const outside = JSON.stringify(squareAt(109.08, 27.05, 0.04)).replaceAll('"', '""')
    const inside = JSON.stringify(squareAt(109.02, 27.05, 0.04)).replaceAll('"', '""')
    const report = await runCsv(header, `431227215201,甲村,,,,,,"${outside}"`, `431227215202,乙村,,,,,,"${inside}"`)
    expect(reasons(report)).toEqual([expect.stringMatching(/^2: Bad polygon: It lies \d+ m outside 米贝乡/)])
  })

  it('renames and renumbers, and keeps what was', async () => {
    const { tree: before } = await loadDivisions(database.kysely)
    const [county, village] = [before.findByCode('520622')?.id ?? 0, before.findByCode('431227104216')?.id ?? 0]
    const lines = [header, '520699,玉屏县,,,2030-01-01,,520622,', '431227104216,新街村,,,2022-07-01,,,']
    expect(reasons(await runCsv(header, '520699,玉屏县,,,2026-05-01,,520622,', lines[2] as string))).toEqual([])
    const { tree } = await loadDivisions(database.kysely)
    expect(tree.get(county)).toMatchObject({ code: '520699', name: '玉屏县' })
    expect(tree.findByCode('520622')?.id).toBe(county)
    expect(tree.findByCode('520622', '2026-05-01')).toBeUndefined()
    expect([tree.nameOn(village, '2021-05-01'), tree.nameOn(village, '2022-07-01')]).toEqual(['街上村', '新街村'])
  })

  it('changes nothing the second time, and says so of former codes', async () => {
    const before = await everything()
    const again = await runCsv(header, '520699,玉屏县,,,2026-05-01,,520622,', '431227104216,新街村,,,2022-07-01,,,')
    expect(again).toMatchObject({ unchanged: 2, renamed: 0 })
    expect(reasons(await runCsv(header, '520622,玉屏侗族自治县,,,,,,'))).toEqual([
      '2: 520622 is a former code of 520699 玉屏县',
    ])
    expect(reasons(await runCsv(header, '431227104216,另一名,,,2020-01-01,,,'))).toEqual([
      '2: Its present name holds since 2022-07-01; it cannot change on 2020-01-01',
    ])
    expect(await everything()).toEqual(before)
  })

  it('takes a new division that bore another code before', async () => {
    const report = await runCsv(header, '520603,万山区,3,5206,2011-11-22,,522230,', '520604,无日区,3,5206,,,522299,')
    expect(reasons(report)).toEqual(['3: With a previous code, say from which day (valid_from)'])
    const { tree } = await loadDivisions(database.kysely)
    expect(tree.findByCode('522230', '2001-01-01')?.name).toBe('万山区')
  })

  it('does not move a division to another parent or level', async () => {
    expect(reasons(await runCsv(header, '431227104226,花园村,5,431227215,,,,'))).toEqual([
      '2: It is below 凉伞镇, not 米贝乡; close it and add a new one',
    ])
  })

  it('closes a division with all below it, and its code may be given again later', async () => {
    const [village, again] = ['431227104,凉伞镇,,,,2024-01-01,,', '431227104,凉伞新镇,,,2025-01-01,,,']
    expect(await runCsv(header, village)).toMatchObject({ closed: 1, rejections: [] })
    const { tree } = await loadDivisions(database.kysely)
    expect(tree.findByCode('431227104226')).toBeUndefined()
    expect(tree.findByCode('431227104226', '2023-12-31')?.name).toBe('花园村')
    expect(await runCsv(header, village)).toMatchObject({ closed: 0, unchanged: 1 })
    expect(reasons(await runCsv(header, '431227104,凉伞新镇,,,2023-01-01,,,'))).toEqual([
      '2: 凉伞镇 bore this code until 2024-01-01',
    ])
    expect(await runCsv(header, again)).toMatchObject({ added: 1 })
    const { tree: later } = await loadDivisions(database.kysely)
    expect(later.findByCode('431227104')?.name).toBe('凉伞新镇')
    expect(later.findByCode('431227104', '2020-01-01')?.name).toBe('凉伞镇')
  })

  it('stays within what the importer administers', async () => {
    const { tree } = await loadDivisions(database.kysely)
    const rows = rowsOfCsv(
      [
        header,
        '431227111,新镇,,,,,,',
        '520699101,邻镇,,,,,,',
        '431227112,改邻,3,5206,2026-11-01,,520699,',
        '431227113,挂邻,4,520699,,,,',
        '43122711120,新村,5,431227111,,,,',
        '520699,玉屏侗族自治县,,,,,,',
      ].join('\n'),
    )
    const within = [tree.findByCode('431227')?.id ?? 0]
    const report = await importDivisions(database.kysely, rows, { now: new Date('2026-11-23T12:00:00Z'), within })
    expect(report.added).toBe(2)
    expect(reasons(report)).toEqual([3, 4, 5, 7].map((line) => `${line}: It lies outside the area you administer`))
  })

  it('is refused as a whole when its header is wrong', () => {
    const faults = ['code,title\n1,2', 'code\n1', 'code,name\n"1,2', 'code,name\n1,2,3'].map((text) => {
      try {
        return rowsOfCsv(text)
      } catch (error) {
        return (error as Problem).detail.errors?.[0]?.message.en
      }
    })
    expect(faults).toEqual([
      expect.stringContaining('Unknown column title'),
      'The column name is missing',
      expect.stringContaining('Not a sound CSV file'),
      expect.stringContaining('Not a sound CSV file'),
    ])
  })

  it('may begin with a byte order mark and carry the level by the length of the code', () => {
    expect(rowsOfCsv('\ufeffname,code\n 甲村 ,431227104216\n桂正网格,431227104216003')).toMatchObject([
      { line: 2, name: '甲村', level: 5, parentCode: null },
      { line: 3, level: 6 },
    ])
  })
})

describe('the whole country', () => {
  it('is read with every parent, no code twice, down to the villages', () => {
    const rows = rowsOfCountry()
    expect(rows).toHaveLength(665_277)
    const codes = new Set(rows.map((row) => row.code))
    expect(codes.size).toBe(rows.length)
    expect(rows.every((row) => row.level === 0 || codes.has(row.parentCode ?? ''))).toBe(true)
    expect(rows.find((row) => row.code === '431227104216')?.name).toBe('街上村')
  })
})
