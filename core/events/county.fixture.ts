// A small county on a real database for the tests of what reads events: a kind with states, clocks, a unit and counts.

import type { Actor } from '../../contract/access.ts'
import { category, choice, paragraph, point, text, unitRef } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import type { Post } from '../../contract/posts.ts'
import { freshDatabase } from '../../testing/database.ts'
import { chinaCalendar } from '../calendar/china.ts'
import { type Ctx, clockContext, type House } from '../context.ts'
import { openDatabase } from '../db/db.ts'
import { groupWriter } from '../db/group-writer.ts'
import { loadDivisions } from '../divisions/load.ts'
import { squareAt } from '../geo/shapes.fixture.ts'
import { startLists } from '../lists/lists.ts'
import { openMatter } from '../matters/open.ts'
import { takeTransition } from '../matters/transition.ts'
import { fetchOutside } from '../outgoing/fetch-outside.ts'

const office: Post[] = ['townshipCentre', 'countyCentre', 'gridWorker']

export const note = defineMatter({
  kind: 'trial.note',
  label: label('试件', 'Note'),
  fields: {
    category: category('trial.categories', { label: label('类别', 'Category') }),
    account: paragraph({ label: label('情况', 'Account'), max: 200, privacy: 'personal' }),
    place: point({ label: label('位置', 'Place') }),
    size: choice(
      { small: label('小', 'Small'), large: label('大', 'Large') },
      { label: label('大小', 'Size'), indexed: true },
    ),
    department: unitRef({ label: label('部门', 'Department') }),
    answer: text({ label: label('答复', 'Answer'), max: 200 }),
  },
  askedAtStart: ['category', 'account'],
  headline: 'account',
  categoryField: 'category',
  placeField: 'place',
  reads: {
    gridWorker: 'subtree',
    townshipCentre: 'subtree',
    countyCentre: 'subtree',
    department: 'unit',
    patrol: 'own',
  },
  opens: { personal: office, sealed: office },
  partySees: {},
  openedBy: [...office, 'patrol'],
  operations: { merge: office, share: office },
  start: 'fresh',
  states: {
    fresh: { label: label('新到', 'Fresh'), deadline: { within: '1d' } },
    working: { label: label('办理中', 'Working') },
    done: { label: label('办结', 'Done'), end: 'settled' },
  },
  transitions: {
    take: {
      label: label('受理', 'Take'),
      from: ['fresh'],
      to: 'working',
      by: office,
      needs: ['size'],
      takes: true,
      tells: true,
    },
    place: {
      label: label('定位', 'Place'),
      from: ['fresh', 'working'],
      to: 'fresh',
      by: office,
      needs: ['place'],
      places: true,
    },
    pass: {
      label: label('转交', 'Pass'),
      from: ['fresh', 'working'],
      to: 'working',
      by: office,
      needs: ['department'],
      unit: 'department',
    },
    back: {
      label: label('退回', 'Back'),
      from: ['working'],
      to: 'working',
      by: ['department'],
      reach: 'unit',
      unit: null,
    },
    finish: {
      label: label('办结', 'Finish'),
      from: ['working'],
      to: 'done',
      by: office,
      needs: ['answer'],
      tells: true,
    },
    reopen: { label: label('重办', 'Reopen'), from: ['done'], to: 'fresh', by: office, reopens: true },
  },
  reasons: {},
  routing: [{ post: 'countyCentre', level: 'county' }],
  retention: [{ fields: ['account'], after: '30d' }],
  counts: [{ id: 'by-size', label: label('按大小', 'By size'), by: 'size' }],
})

const nameOfLevel = ['国', '省', '市', '县', '镇', '村', '格']
/** Ids by what they are: two counties of one prefecture, the second with one village. */
export const at = {
  nation: 1,
  province: 2,
  prefecture: 3,
  county: 4,
  other: 5,
  east: 6,
  west: 7,
  otherTown: 8,
  upper: 9,
  lower: 10,
  far: 11,
  otherVillage: 12,
  gridOne: 13,
  gridTwo: 14,
} as const
const paths = [
  '/1/',
  '/1/2/',
  '/1/2/3/',
  '/1/2/3/4/',
  '/1/2/3/5/',
  '/1/2/3/4/6/',
  '/1/2/3/4/7/',
  '/1/2/3/5/8/',
  '/1/2/3/4/6/9/',
  '/1/2/3/4/6/10/',
  '/1/2/3/4/7/11/',
  '/1/2/3/5/8/12/',
  '/1/2/3/4/6/9/13/',
  '/1/2/3/4/6/9/14/',
]
/** Points in villages, by village. */
export const pointIn: Record<number, { lng: number; lat: number }> = {
  [at.upper]: { lng: 109.01, lat: 27.01 },
  [at.lower]: { lng: 109.21, lat: 27.01 },
  [at.far]: { lng: 109.41, lat: 27.01 },
  [at.otherVillage]: { lng: 109.61, lat: 27.01 },
}
export const unitId = '01890000-0000-7000-8000-000000000001'

const waterOffice = {
  id: unitId,
  county_id: at.county,
  division_id: at.county,
  name: '水务局',
  sort: 'department',
  closed_at: null,
} as const

const nothingKept: Pick<House, 'rounds' | 'registerTargets' | 'lists'> = {
  rounds: new Map(),
  registerTargets: async () => [],
  lists: new Map(),
}

/** Opens the county. `at()` and `later()` move its clock; `as()` makes contexts of staff. */
export async function openCounty() {
  const fresh = await freshDatabase()
  const database = openDatabase(fresh.url, { max: 12 })
  const owner = openDatabase(fresh.ownerUrl, { max: 1 })
  const db = database.kysely
  await db.insertInto('divisions').values(paths.map(divisionRow)).execute()
  await db.insertInto('units').values(waterOffice).execute()
  let now = new Date('2026-11-23T01:00:00Z')
  const faults: unknown[] = []
  const warnings: string[] = []
  const house: House = {
    db,
    // Nobody signs in here.
    auth: undefined as never,
    log: {
      info: () => undefined,
      warn: (_, message) => void warnings.push(message),
      error: (facts) => void faults.push(facts),
    },
    secret: 'a secret of the tests, as long as one must be',
    publicUrl: 'http://127.0.0.1',
    filesDir: '',
    registers: new Map(),
    needsSecondFactor: [],
    kinds: new Map([[note.kind, note]]),
    ...nothingKept,
    messages: {},
    divisions: await loadDivisions(db),
    calendar: chinaCalendar(),
    sendSms: async () => undefined,
    fetchOutside: fetchOutside({ networks: [] }),
    writer: groupWriter(database.pool),
    wake: () => undefined,
    now: () => now,
  }
  const clock = clockContext(house, 'test')
  const entries = ['road', 'water', 'noise'].map((id) => ({ id, label: label(id, id) }))
  const list = { id: 'trial.categories', label: label('类别', 'Categories'), entries }
  for (const county of [at.county, at.other]) await startLists(clock, county, [list])
  return {
    url: fresh.url,
    database,
    /** Asks as the owner of the tables, who may do to them what the program cannot. */
    asOwner: (text: string, values: unknown[] = []) => owner.pool.query(text, values),
    house,
    clock,
    faults,
    warnings,
    set: (iso: string) => {
      now = new Date(iso)
    },
    later: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    close: async () => {
      await database.close()
      await owner.close()
      await fresh.drop()
    },
  }
}

export type County = Awaited<ReturnType<typeof openCounty>>

function divisionRow(path: string, i: number) {
  const ids = path.split('/').filter(Boolean).map(Number)
  const level = ids.length - 1
  const corner = pointIn[i + 1]
  const polygon = corner ? squareAt(corner.lng - 0.01, corner.lat - 0.01, 0.1) : null
  return {
    id: i + 1,
    parent_id: ids.at(-2) ?? null,
    county_id: ids[3] ?? null,
    level,
    code: `${i + 1}`.padStart(6, '0'),
    name: `${nameOfLevel[level]}${i + 1}`,
    path,
    polygon: polygon === null ? null : JSON.stringify(polygon),
  }
}

/** Staff with one post. */
export function staff(
  county: County,
  post: Post,
  divisionId: number,
  unit: string | null = null,
  id = `${post}-${divisionId}`,
): Ctx {
  const node = county.house.divisions.tree.get(divisionId)
  const held = { id: `held-${id}`, post, divisionId, countyId: node.countyId, path: node.path, unitId: unit }
  const actor: Actor = { type: 'staff', id, name: id, posts: [held] }
  return { ...county.clock, actor }
}

/** Opens a note in a division, as the centre of its county does. */
export const openNote = (county: County, divisionId: number, data: Record<string, unknown> = {}, as?: Ctx) =>
  openMatter(as ?? centreOf(county, divisionId), note.kind, {
    divisionId,
    data: { category: 'road', account: '路面塌陷', ...data },
  })

/** The centre of the county a division lies in. */
export const centreOf = (county: County, divisionId: number): Ctx =>
  staff(county, 'countyCentre', county.house.divisions.tree.get(divisionId).countyId ?? at.county)

/** Takes a transition of a note, at whatever version it is. */
export const step = (ctx: Ctx, id: string, name: string, data: Record<string, unknown> = {}) =>
  takeTransition(ctx, note.kind, id, name, { data, version: null })
