// The county of S5: four streets, twelve units with a post for their security, the police who go round at night, two at the centre.

import { commitmentOf, drawn } from '../contract/draw.ts'
import type { Post } from '../contract/posts.ts'
import { clockContext, inTransaction } from '../core/context.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { importDivisions } from '../core/divisions/import.ts'
import type { SourceRow } from '../core/divisions/source.ts'
import { startLists } from '../core/lists/lists.ts'
import type { Cast, DemoAccount } from '../demo/cast.ts'
import { saveCast } from '../demo/save.ts'
import { nightCheck } from '../modules/inspections/night-check.round.ts'
import type { Stage } from './stage.ts'

const shenCode = '371522'
const streets = ['燕塔街道', '莘亭街道', '莘州街道', '东鲁街道'] as const

/** The twelve units, three to a street. */
export const units = [
  '县农商行',
  '粮油公司',
  '县医院',
  '供电公司',
  '自来水公司',
  '汽车站',
  '邮政局',
  '电视台',
  '档案馆',
  '百货大楼',
  '化肥厂',
  '棉纺厂',
] as const
export type UnitName = (typeof units)[number]

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const unitId = (name: UnitName) => id(100 + units.indexOf(name))
const since = new Date('2020-01-06T09:00:00+08:00')

const row = (line: number, level: number, code: string, name: string, parentCode: string | null): SourceRow => ({
  line,
  level,
  code,
  name,
  parentCode,
  validFrom: null,
  validTo: null,
  previousCode: null,
})

/** Brings the county and its people onto the stage. */
export async function openShen(stage: Stage): Promise<number> {
  const { house } = stage
  const rows = [
    row(1, 1, '370000', '山东省', '100000'),
    row(2, 2, '371500', '聊城市', '370000'),
    row(3, 3, shenCode, '莘县', '371500'),
    ...streets.map((name, n) => row(4 + n, 4, `${shenCode}00${n + 1}`, name, shenCode)),
  ]
  await importDivisions(house.db, rows, { now: since })
  await reloadDivisions(house)
  const county = divisionOf(stage, shenCode)
  await inTransaction(clockContext(house, 'stage'), async (tx) => {
    await startLists(tx, county, house.lists.values())
    await saveCast(tx, castOf(stage, county))
  })
  return county
}

const divisionOf = (stage: Stage, code: string): number => stage.house.divisions.tree.findByCode(code)?.id ?? 0

/** The street a unit lies in. */
const streetOf = (stage: Stage, name: UnitName) =>
  divisionOf(stage, `${shenCode}00${1 + (units.indexOf(name) % streets.length)}`)

function castOf(stage: Stage, county: number): Cast {
  let n = 0
  const account = (
    userName: string,
    name: string,
    post: Post,
    at = county,
    unit: UnitName | null = null,
  ): DemoAccount => ({
    id: id(500 + n++),
    userName,
    name,
    countyId: county,
    divisionId: at,
    posts: [{ id: id(700 + n), post, divisionId: at, unitId: unit === null ? null : unitId(unit) }],
  })
  return {
    units: units.map((name) => ({
      id: unitId(name),
      key: null,
      countyId: county,
      divisionId: streetOf(stage, name),
      name,
      sort: 'firm',
    })),
    accounts: [
      account('sx-admin', '莘县系统管理员', 'administrator'),
      account('sx-centre', '莘县综治中心', 'countyCentre'),
      account('sx-centre2', '莘县综治中心值班室', 'countyCentre'),
      account('sx-night', '莘县公安局经文保中心', 'commandCentre'),
      account('sx-bank', '县农商行保卫负责人', 'unitGuard', streetOf(stage, '县农商行'), '县农商行'),
      account('sx-grain', '粮油公司保卫负责人', 'unitGuard', streetOf(stage, '粮油公司'), '粮油公司'),
    ],
  }
}

/** What the register of units is told of one. */
export const unitEntry = (stage: Stage, name: UnitName) => ({
  divisionId: streetOf(stage, name),
  data: { name, what: 'other', isKey: true, unit: unitId(name), answers: 'unitGuard' },
})

/**
 * Binds the draw of a week before the system makes it, with the first seed that draws the unit which the scenario is
 * about: three of twelve are drawn by the same function as ever, and anybody can compute it again.
 */
export async function bindDraw(stage: Stage, county: number, week: { from: string; to: string }, unit: UnitName) {
  const entries = await stage.house.db
    .selectFrom('register_entries')
    .select(['id', 'headline'])
    .where('county_id', '=', county)
    .where('kind', '=', 'inspections.unit')
    .execute()
  const ids = entries.map((entry) => entry.id).sort()
  const wanted = entries.find(({ headline }) => headline === unit)?.id ?? ''
  for (let n = 0; ; n++) {
    const seed = n.toString(16).padStart(64, '0')
    const result = await drawn(seed, ids, 3)
    if (!result.includes(wanted)) continue
    await stage.house.db
      .insertInto('round_draws')
      .values({
        county_id: county,
        id: id(900 + Number(week.from.slice(8))),
        round: nightCheck.kind,
        from_day: week.from,
        to_day: week.to,
        commitment: await commitmentOf(seed, ids),
        seed,
        ids: JSON.stringify(ids) as never,
        count: 3,
        drawn: JSON.stringify(result) as never,
        made_at: stage.house.now(),
        revealed_at: null,
      })
      .execute()
    return
  }
}
