// The schools of the demo county with their grounds, gates, key areas and the venues around them.
import type { AnyRegister } from '../contract/register-kind.ts'
import { type Ctx, inTransaction } from '../core/context.ts'
import type { Division } from '../core/divisions/tree.ts'
import { labelPoint } from '../core/geo/measure.ts'
import { metresPerDegreeAt } from '../core/geo/within.ts'
import { placeIn } from '../core/registers/place.ts'
import { saveEntries } from '../core/registers/save.ts'
import { newEntry } from '../core/registers/write.ts'
import { lesson } from '../modules/schools/lesson.register.ts'
import { area, gate } from '../modules/schools/parts.register.ts'
import { type GuardStep, guardSetting, guardsNeeded } from '../modules/schools/rules.ts'
import { school } from '../modules/schools/school.register.ts'
import { shift } from '../modules/schools/shift.register.ts'
import { venue } from '../modules/schools/venue.register.ts'
import { youthPost } from '../modules/schools/youth-post.register.ts'
import type { Cast, DemoUnit } from './cast.ts'
import { demoId } from './ids.ts'
import { keepSetting, shapesOf } from './queries.ts'
import { type Chance, chanceOf } from './random.ts'
import { lessonsOf, type Row, shiftsOf, youthPostsOf } from './school-duty.ts'
import { actorOf, tellTrips } from './trips.ts'
import { tellWalks } from './walks.ts'

interface Point {
  lng: number
  lat: number
}

/** A school of the demo before it is an entry. */
interface Seed {
  name: string
  stage: string
  students: number
  village: Division
  unit: DemoUnit | null
}

const villageLevel = 5
const halfSideM = { small: 32, large: 62 }

/** The demo county's own table: practice between the steps that the national one names. */
const ownGuards: readonly GuardStep[] = [
  { from: 0, guards: 1 },
  { from: 100, guards: 2 },
  { from: 1000, guards: 3, each: 500 },
]

/** Adds schools, venues, gates, key areas, trips and rounds to the home county, and switches its monthly check on. */
export async function addSchools(ctx: Ctx, cast: Cast, countyId: number, chance: Chance): Promise<void> {
  await keepSetting(ctx, countyId, guardSetting, ownGuards)
  const shapes = await shapesOf(ctx.db)
  const middle = (village: Division): Point => {
    const shape = shapes.get(village.id)
    const [lng, lat] = (shape && labelPoint(shape)) ?? [0, 0]
    return { lng: round(lng), lat: round(lat) }
  }
  const education = cast.units.find((unit) => unit.key === 'education')?.id ?? ''
  const rows = seedsOf(ctx, cast, countyId, chance).map((seed, i) => {
    const place = middle(seed.village)
    return {
      id: demoId(chance),
      village: seed.village,
      values: schoolValues(seed, i, { place, education, chance }),
      place,
      seed,
    }
  })
  await addEntries(ctx, school, rows)
  const staffed = rows.filter(({ seed }) => seed.unit !== null)
  const gatesBySchool = staffed.map((row) => gatesOf(row, chance))
  await addEntries(ctx, gate, gatesBySchool.flat())
  const areasBySchool = staffed.map((row) => areasOf(row, chance))
  await addEntries(ctx, area, areasBySchool.flat())
  await addEntries(
    ctx,
    venue,
    rows.flatMap((row, i) => venuesOf(row, i, chance)),
  )
  await tellTrips(
    ctx,
    cast,
    staffed.map((row) => row.seed.unit as DemoUnit),
  )
  // Each of its own chance, so that what came before stays what it was.
  const onDuty = chanceOf('lianfang/duty')
  const lessons = staffed.flatMap((row, i) => lessonsOf(row, i, ctx.now(), onDuty))
  await addEntries(ctx, lesson, lessons)
  const shifts = gatesBySchool.flatMap((gates, i) => shiftsOf(gates[0] as Row, i, onDuty))
  await addEntries(ctx, shift, shifts)
  await addEntries(ctx, youthPost, youthPostsOf(cast, ctx.house.divisions.tree.get(countyId), onDuty))
  const walking = chanceOf('lianfang/walks')
  for (const [i, row] of staffed.entries()) {
    const guard = actorOf(ctx, cast, row.seed.unit as DemoUnit)
    if (guard) await tellWalks(ctx, guard, areasBySchool[i] ?? [], walking)
  }
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** One school for each unit of the cast, and one without an account in every fourth village. */
function seedsOf(ctx: Ctx, cast: Cast, countyId: number, chance: Chance): Seed[] {
  const { tree } = ctx.house.divisions
  const villages = tree.below(countyId).filter((d) => d.level === villageLevel)
  const units = cast.units.filter((unit) => unit.sort === 'school')
  const taken = new Set<number>()
  const ofUnits = units.map((unit): Seed => {
    const village = villages.find((v) => v.path.includes(`/${unit.divisionId}/`) && !taken.has(v.id)) as Division
    taken.add(village.id)
    const isHigh = unit.name.endsWith('中学')
    return {
      name: unit.name,
      stage: isHigh ? 'complete' : 'primary',
      students: isHigh ? 1720 : chance.whole(180, 1400),
      village,
      unit,
    }
  })
  const others = villages
    .filter((v, i) => i % 4 === 1 && !taken.has(v.id))
    .map((village): Seed => {
      const isPoint = chance.isHit(0.4)
      const bare = village.name.replace(/(村|社区)$/, '')
      return {
        name: `${bare}${isPoint ? '教学点' : '小学'}`,
        stage: isPoint ? 'teachingPoint' : 'primary',
        students: isPoint ? chance.whole(12, 90) : chance.whole(90, 420),
        village,
        unit: null,
      }
    })
  return [...ofUnits, ...others]
}

interface Around {
  place: Point
  education: string
  chance: Chance
}

function schoolValues(seed: Seed, i: number, { place, education, chance }: Around): Record<string, unknown> {
  const needed = guardsNeeded(seed.students, ownGuards)
  const isStaffed = seed.unit !== null
  return {
    number: String(2_143_012_270 + i),
    name: seed.name,
    stage: seed.stage,
    students: seed.students,
    boarding: seed.students > 600,
    guards: Math.max(0, needed - (chance.isHit(0.15) || seed.stage === 'complete' ? 1 : 0)),
    authority: education,
    phone: `0745-62${String(21_000 + i)}`,
    gateRoom: `0745-62${String(22_000 + i)}`,
    enclosed: true,
    alarm: isStaffed || chance.isHit(0.7),
    video: true,
    place,
    ...(isStaffed
      ? {
          unit: seed.unit?.id,
          leads: 'schoolGuard',
          police: 'residentOfficer',
          escort: true,
          lawHead: education,
        }
      : {}),
    ...(isStaffed || chance.isHit(0.7)
      ? { ground: squareOf(place, seed.students > 400 ? halfSideM.large : halfSideM.small) }
      : {}),
  }
}

/** The point so many metres east and north of another. */
function moved({ lng, lat }: Point, eastM: number, northM: number): Point {
  const scale = metresPerDegreeAt(lat)
  return { lng: round(lng + eastM / scale.lng), lat: round(lat + northM / scale.lat) }
}

function squareOf(place: Point, half: number) {
  const corners = [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
    [-half, -half],
  ] as const
  return {
    type: 'Polygon',
    coordinates: [
      corners.map(([east, north]) => {
        const { lng, lat } = moved(place, east, north)
        return [lng, lat]
      }),
    ],
  }
}

type SchoolRow = Row & { place: Point; seed: Seed }

const partOf = ({ id, village, seed }: SchoolRow, chance: Chance, values: Record<string, unknown>): Row => ({
  id: demoId(chance),
  village,
  values: { school: id, unit: seed.unit?.id, ...values },
})

const gatesOf = (row: SchoolRow, chance: Chance): Row[] => [
  partOf(row, chance, {
    name: '正门',
    place: moved(row.place, 0, -halfSideM.small),
    opens: '06:50',
    barrier: true,
    peak: '7:00–8:00，16:30–17:30',
  }),
  partOf(row, chance, { name: '后门', place: moved(row.place, 0, halfSideM.small), opens: '07:00' }),
]

const areas = [
  ['门卫室', 'gateRoom', 0, -30],
  ['操场', 'assembly', 20, 10],
  ['教学楼通道', 'corridor', -15, 5],
  ['食堂', 'canteen', -20, -15],
  ['监控中心', 'control', 5, -10],
] as const

const areasOf = (row: SchoolRow, chance: Chance): Row[] =>
  areas.map(([name, part, east, north]) =>
    partOf(row, chance, { name, part, place: moved(row.place, east, north), video: true }),
  )

const trades = [
  ['网吧', 'netbar'],
  ['食品摊', 'foodStall'],
  ['文具摊', 'toyStall'],
  ['歌厅', 'songHall'],
  ['台球室', 'billiards'],
] as const

/** Some venues at every third school, from just outside the gate to beyond the 200 metres. */
function venuesOf(row: SchoolRow, i: number, chance: Chance): Row[] {
  if (i % 3 !== 0) return []
  const bare = row.village.name.replace(/(村|社区)$/, '')
  return trades.slice(0, chance.whole(1, 4)).map(([word, trade], n) => {
    const away = chance.whole(90, 300)
    return {
      id: demoId(chance),
      village: row.village,
      values: {
        name: `${bare}${word}`,
        trade,
        address: `${row.village.name}${n + 1}号门面`,
        place: moved(row.place, n % 2 === 0 ? away : -away, chance.whole(-40, 40)),
      },
    }
  })
}

/** Writes entries as they were added just now. */
async function addEntries(ctx: Ctx, r: AnyRegister, rows: readonly Row[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const entries = rows.map(({ id, village, values }) =>
      newEntry(tx, r, { id, place: placeIn(tx.house, r, village.id), values }),
    )
    await saveEntries(
      tx,
      r,
      entries.map((after) => ({ before: null, after, did: 'added' })),
    )
  })
}
