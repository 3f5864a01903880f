// What the scenarios of schools share: the sample sheet of 655 schools with seven deliberate errors, and its numbers.
import { addEntry } from '../core/registers/write.ts'
import { school } from '../modules/schools/school.register.ts'
import { eastOf, groundsAround } from '../testing/schools.ts'
import type { Stage } from './stage.ts'

export const schoolCount = 655
export const studentCount = 100_100

const headings = [
  '学校编码',
  '学校名称',
  '办学类型',
  '在校学生数',
  '专职保安人数',
  '主管教育行政部门',
  '学校账号单位',
  '校长办公室电话',
  '区划',
  '经度',
  '纬度',
  '校园边界',
] as const
type Heading = (typeof headings)[number]
type Row = Partial<Record<Heading, string | number>>

/** Where the three schools that the scenario tells of stand in the list. */
export const told = { a: 0, b: 1, c: 2 } as const
const students = (i: number): number => (i === told.a ? 1720 : i === told.b ? 96 : i < 336 ? 151 : 150)

/** The seven errors, by the index of their row: what is put in, and how the reason must read. */
export const errors: Record<number, { put: Row; reason: RegExp }> = {
  10: { put: { 学校编码: codeOf(9) }, reason: /学校编码.*与第 11 行重复/ },
  20: { put: { 在校学生数: -3 }, reason: /在校学生数/ },
  30: { put: { 区划: '', 经度: '', 纬度: '' }, reason: /请选择区划或位置/ },
  40: { put: { 办学类型: '大学' }, reason: /办学类型.*不在可选范围内/ },
  50: { put: { 校长办公室电话: '12-34' }, reason: /校长办公室电话/ },
  60: { put: { 经度: 116.4, 纬度: 39.9 }, reason: /不在本县/ },
  70: {
    put: { 校园边界: '109.1 27.3; 109.102 27.302; 109.102 27.3; 109.1 27.302' },
    reason: /校园边界.*与自身相交/,
  },
}

function codeOf(i: number): string {
  return String(2_143_012_000 + i)
}

/** Pupils of the rows that the errors leave out. */
export const lostStudents = Object.keys(errors).reduce((sum, i) => sum + students(Number(i)), 0)

/** Half a side of school A's square grounds, metres: its door venue is 164.8 m from the boundary and 214 m from the middle. */
export const halfSideM = 49.2
export const doorM = 164.8

/** Rows of the sheet, headings first; with the errors or as it should be. */
export async function sampleSheet(stage: Stage, hasErrors: boolean): Promise<unknown[][]> {
  const villages = await middles(stage)
  const rows = Array.from({ length: schoolCount }, (_, i): Row => {
    const village = villages[i % villages.length] as (typeof villages)[number]
    const ground = i === told.a ? groundsAround(village, halfSideM).coordinates[0] : undefined
    return {
      学校编码: codeOf(i),
      学校名称: `样例学校${i + 1}`,
      办学类型: i === told.a ? '完全中学' : '小学',
      在校学生数: students(i),
      专职保安人数: i === told.a ? 3 : i === told.b ? 1 : 2,
      主管教育行政部门: '县教育局',
      学校账号单位: i === told.c ? '晃洲中学' : '',
      校长办公室电话: `0745-622${String(1000 + i)}`,
      区划: village.code,
      经度: village.lng,
      纬度: village.lat,
      校园边界:
        ground
          ?.slice(0, -1)
          .map((position) => position.join(' '))
          .join('; ') ?? '',
      ...(hasErrors ? errors[i]?.put : {}),
    }
  })
  return [[...headings], ...rows.map((row) => headings.map((name) => row[name] || (row[name] === 0 ? 0 : null)))]
}

/** The middles of the villages of the home county. */
async function middles(stage: Stage): Promise<{ code: string; lng: number; lat: number }[]> {
  const rows = await stage.house.db
    .selectFrom('divisions')
    .select(['code', 'centre_lng', 'centre_lat'])
    .where('level', '=', 5)
    .where('code', 'like', '431227%')
    .where('centre_lng', 'is not', null)
    .orderBy('code')
    .execute()
  return rows.map((row) => ({ code: row.code, lng: Number(row.centre_lng), lat: Number(row.centre_lat) }))
}

/** A point so many metres east of the middle of school A. */
export async function eastOfSchoolA(stage: Stage, metres: number): Promise<{ lng: number; lat: number }> {
  const [first] = await middles(stage)
  if (!first) throw new Error('the stage has no villages')
  return eastOf(first, metres)
}

/** Adds one school whose accounts are those of a unit. */
export async function addSchoolOf(stage: Stage, unitName: string): Promise<string> {
  const units = await stage.house.db.selectFrom('units').select(['id', 'name', 'division_id']).execute()
  const named = (name: string) => units.find((unit) => unit.name === name)
  const [unit, education] = [named(unitName), named('县教育局')]
  const entry = await addEntry(stage.ctx, school, {
    divisionId: unit?.division_id as number,
    data: {
      number: '2143012999',
      name: unitName,
      stage: 'complete',
      students: 900,
      guards: 3,
      authority: education?.id,
      unit: unit?.id,
      phone: '0745-6221110',
    },
  })
  return entry.id
}
