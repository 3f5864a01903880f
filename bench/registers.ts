// Registers: a sheet of 10,000 rows comes in; the venues within 200 m of 655 school boundaries, held against Karney.
import { randomUUID } from 'node:crypto'
import exceljs from 'exceljs'
import geographiclib from 'geographiclib-geodesic'
import { clockContext, inTransaction } from '../core/context.ts'
import type { Position, Shape } from '../core/geo/shape.ts'
import { metresPerDegreeAt, pointsNear } from '../core/geo/within.ts'
import { placeIn } from '../core/registers/place.ts'
import { saveEntries } from '../core/registers/save.ts'
import { newEntry } from '../core/registers/write.ts'
import { perimeterM } from '../modules/schools/rules.ts'
import { school } from '../modules/schools/school.register.ts'
import { venue } from '../modules/schools/venue.register.ts'
import { openThrowaway, type Throwaway } from '../testing/throwaway.ts'
import { quantile, type Result } from './table.ts'

const area = [109.0, 27.0, 109.5, 27.5] as const
const sheetRows = 10_000
const schools = 655
const venues = 6000
const asked = 100
const warmUp = 10

export async function benchRegisters(): Promise<Result[]> {
  const house = await openThrowaway([...area])
  try {
    const education = randomUUID()
    const unit = {
      id: education,
      county_id: house.countyId,
      division_id: house.countyId,
      name: '县教育局',
      sort: 'department' as const,
    }
    await house.house.db.insertInto('units').values(unit).execute()
    const token = await house.tokenFor('countyCentre', house.countyId)
    const imported = await measureImport(house, token)
    await house.asOwner("delete from register_entries where kind = 'schools.school'")
    return [imported, ...(await measurePerimeter(house, token, education))]
  } finally {
    await house.end()
  }
}

/** A point somewhere inside the county, never at its very edge. */
const somewhere = (): Position => [
  area[0] + 0.01 + Math.random() * (area[2] - area[0] - 0.02),
  area[1] + 0.01 + Math.random() * (area[3] - area[1] - 0.02),
]

async function sheet(house: Throwaway): Promise<Buffer> {
  const { tree } = house.house.divisions
  const workbook = new exceljs.Workbook()
  const page = workbook.addWorksheet('Sheet1')
  const headings =
    '学校编码 学校名称 办学类型 在校学生数 专职保安人数 主管教育行政部门 校长办公室电话 区划 经度 纬度 校园边界'
  page.addRow(headings.split(' '))
  for (let i = 0; i < sheetRows; i++) {
    const [lng, lat] = somewhere()
    const ring = groundAround([lng, lat], 80).coordinates[0]?.slice(0, -1) ?? []
    const code = tree.get(house.villages[i % house.villages.length] as number).code
    const words = [String(3_000_000_000 + i), `学校${i}`, '小学', 150, 2, '县教育局', '0745-6221110', code]
    page.addRow([...words, lng, lat, ring.map((position) => position.join(' ')).join('; ')])
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

async function measureImport(house: Throwaway, token: string): Promise<Result> {
  const content = (await sheet(house)).toString('base64')
  const id = randomUUID()
  const base = `${house.url}/api/schools/schools/imports`
  const headers = { authorization: `Bearer ${token}` }
  const post = async (url: string, body: object) => {
    const asking = { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const response = await fetch(url, { method: 'POST', headers: asking, body: JSON.stringify(body) })
    const answer = (await response.json()) as { added: number; rejected: number }
    if (!response.ok) throw new Error(JSON.stringify(answer).slice(0, 500))
    return answer
  }
  const seen = new Set<string>()
  const watch = setInterval(async () => {
    const response = await fetch(`${base}/${id}/progress`, { headers }).catch(() => null)
    if (response?.ok) seen.add(await response.text())
  }, 250)
  const began = performance.now()
  const checked = await post(base, { id, fileName: 'schools.xlsx', content })
  const between = performance.now()
  const loaded = await post(`${base}/${id}/load`, {})
  const seconds = (performance.now() - began) / 1000
  clearInterval(watch)
  if (checked.rejected > 0 || loaded.added !== sheetRows)
    throw new Error(`of ${sheetRows} rows ${loaded.added} came in, ${checked.rejected} were refused`)
  const checkS = (between - began) / 1000
  return {
    promise: `a sheet of ${sheetRows.toLocaleString('en')} schools checked and loaded, its progress told`,
    measured: `${seconds.toFixed(1)} s (${checkS.toFixed(1)} s of it the dry run), ${seen.size} different words on how far it is`,
    wanted: '< 20 s, more than 5',
    holds: seconds < 20 && seen.size > 5,
  }
}

/** Irregular grounds of eight corners around a point. */
function groundAround([lng, lat]: Position, radius: number): Shape & { type: 'Polygon' } {
  const scale = metresPerDegreeAt(lat)
  const ring = Array.from({ length: 8 }, (_, i): Position => {
    const r = radius * (0.6 + 0.4 * Math.random())
    const angle = (i / 8) * 2 * Math.PI
    return [round(lng + (r * Math.cos(angle)) / scale.lng), round(lat + (r * Math.sin(angle)) / scale.lat)]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] }
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

async function measurePerimeter(house: Throwaway, token: string, authority: string): Promise<Result[]> {
  const grounds = Array.from({ length: schools }, () => {
    const [lng, lat] = somewhere()
    return { lng, lat, ground: groundAround([lng, lat], 40 + Math.random() * 120) }
  })
  // Half of the venues where they matter: within some hundred metres of a school.
  const doors = Array.from({ length: venues }, (_, i): Position => {
    const near = grounds[i % schools] as (typeof grounds)[number]
    const scale = metresPerDegreeAt(near.lat)
    const off = () => (Math.random() - 0.5) * 900
    return i % 2 === 0 ? somewhere() : [near.lng + off() / scale.lng, near.lat + off() / scale.lat]
  })
  await fill(house, authority, grounds, doors)
  const times: number[] = []
  let found = 0
  for (let i = 0; i < asked + warmUp; i++) {
    const began = performance.now()
    const response = await fetch(`${house.url}/api/schools/perimeter`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { near } = (await response.json()) as { near: unknown[] }
    if (i >= warmUp) times.push(performance.now() - began)
    found = near.length
  }
  const p95 = quantile(times, 0.95)
  const off = compare(
    grounds.map(({ ground }) => ground),
    doors,
  )
  return [
    {
      promise: `venues within 200 m of ${schools} boundaries, of ${venues.toLocaleString('en')}, by HTTP`,
      measured: `p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${found} pairs`,
      wanted: 'p95 < 100 ms',
      holds: p95 < 100,
    },
    {
      promise: 'the same pairs as Karney’s algorithm finds by itself, and as far',
      measured: `${off.pairs} pairs, ${off.differing} decided otherwise, at most ${off.metres.toFixed(4)} m apart`,
      wanted: '0, ≤ 0.1 m',
      holds: off.differing === 0 && off.metres <= 0.1,
    },
  ]
}

async function fill(
  { house, villages }: Throwaway,
  authority: string,
  grounds: readonly { lng: number; lat: number; ground: Shape }[],
  doors: readonly Position[],
): Promise<void> {
  const ctx = clockContext(house, 'bench')
  const place = placeIn(house, school, villages[0] as number)
  await inTransaction(ctx, async (tx) => {
    const entries = grounds.map(({ lng, lat, ground }, i) => {
      const words = { number: String(4_000_000_000 + i), name: `学校${i}`, stage: 'primary', students: 150, guards: 2 }
      const values = { ...words, authority, phone: '0745-6221110', place: { lng, lat }, ground }
      return newEntry(tx, school, { id: randomUUID(), place, values })
    })
    await saveEntries(
      tx,
      school,
      entries.map((after) => ({ before: null, after, did: 'added' })),
    )
    const near = doors.map(([lng, lat], i) => {
      const values = { name: `场所${i}`, trade: 'netbar', address: `${i}号`, place: { lng, lat } }
      return newEntry(tx, venue, { id: randomUUID(), place, values })
    })
    await saveEntries(
      tx,
      venue,
      near.map((after) => ({ before: null, after, did: 'added' })),
    )
  })
}

const karney = (a: Position, b: Position): number =>
  geographiclib.Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0]).s12 ?? 0

/** The shortest geodesic from an edge to a point, by narrowing down on it: nothing of ours is asked. */
function edgeDistance(from: Position, to: Position, at: Position): number {
  const along = (t: number) => karney([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])], at)
  let [low, high] = [0, 1]
  for (let i = 0; i < 40; i++) {
    const third = (high - low) / 3
    if (along(low + third) < along(high - third)) high -= third
    else low += third
  }
  return along((low + high) / 2)
}

// Nothing farther than this from the first corner can be within 200 m of grounds that are at most 400 m wide.
const tooFarM = 700

function compare(grounds: readonly (Shape & { type: 'Polygon' })[], doors: readonly Position[]) {
  const told = new Map(
    pointsNear(
      grounds.map((boundary, i) => ({ id: String(i), boundary })),
      doors.map(([lng, lat], i) => ({ id: String(i), lng, lat })),
      perimeterM,
    ).map((near) => [`${near.boundaryId} ${near.pointId}`, near.metres]),
  )
  let [pairs, differing, metres] = [0, 0, 0]
  for (const [i, { coordinates }] of grounds.entries()) {
    const ring = coordinates[0] as Position[]
    for (const [n, door] of doors.entries()) {
      const rough = karney(ring[0] as Position, door)
      const ours = told.get(`${i} ${n}`)
      if (ours === 0 || rough > tooFarM) {
        if (ours !== undefined && ours > 0) differing++
        continue
      }
      const exact = Math.min(...ring.slice(1).map((to, k) => edgeDistance(ring[k] as Position, to, door)))
      if (exact <= perimeterM !== (ours !== undefined)) differing++
      if (ours === undefined) continue
      pairs++
      metres = Math.max(metres, Math.abs(ours - exact))
    }
  }
  return { pairs, differing, metres }
}
