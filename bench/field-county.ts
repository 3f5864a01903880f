// The county of the field bench: fifty grid workers, each with a village full of open matters and a township's map.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { clockContext } from '../core/context.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { createAccount } from '../core/people/accounts.ts'
import { appoint } from '../core/people/appoint.ts'
import { passwordHash } from '../core/people/password-hash.ts'
import type { Area, Throwaway } from '../testing/throwaway.ts'
import type { Carrier } from './field-talk.ts'

type Ring = [number, number][]

/** Villages with borders as rivers and ridges draw them: straight boxes would make a map of nothing. */
export async function drawBorders(house: Throwaway): Promise<void> {
  const { db } = house.house
  const rows = await db.selectFrom('divisions').select(['id', 'polygon']).where('polygon', 'is not', null).execute()
  for (const { id, polygon } of rows) {
    const [ring] = (polygon as { coordinates: Ring[] }).coordinates
    const drawn = JSON.stringify({ type: 'Polygon', coordinates: [winding(ring as Ring)] })
    await sql`update divisions set polygon = ${drawn}::jsonb where id = ${id}`.execute(db)
  }
  await reloadDivisions(house.house)
}

const pointsAnEdge = 50
const swayDegrees = 0.0004

/** Sways by the place alone, so that neighbours keep their common border. */
const winding = (ring: Ring): Ring =>
  ring
    .slice(1)
    .flatMap((to, i): Ring => {
      const [lng, lat] = ring[i] as [number, number]
      return Array.from({ length: pointsAnEdge }, (_, n): [number, number] => {
        const at = n / pointsAnEdge
        const sway = n === 0 ? 0 : swayDegrees
        const [x, y] = [lng + (to[0] - lng) * at, lat + (to[1] - lat) * at]
        return lng === to[0] ? [x + sway * Math.sin(y * 4000), y] : [x, y + sway * Math.sin(x * 4000)]
      })
    })
    .concat([ring[0] as [number, number]])

/** Open matters of a village, as residents report them. */
export async function fillVillages(house: Throwaway, villages: readonly number[], each: number): Promise<void> {
  for (const id of villages) {
    const village = house.house.divisions.tree.get(id)
    await sql`insert into matters (id, county_id, kind, no, state, division_id, path, township_id, village_id, lng, lat, placed,
        channel, category, opened_at, state_since, due_at, waits_post, waits_division_id, data, changed_at)
      select gen_random_uuid(), ${house.countyId}, 'reports.report', '990101-' || ${id}::text || '-' || i, 'received', ${id},
        ${village.path}, ${village.parentId}, ${id}, 109.25, 27.25, true, 'portal', 'streetLight', now() - i * interval '1 minute',
        now() - i * interval '1 minute', now() + i * interval '1 hour', 'gridWorker', ${id},
        jsonb_build_object('category', 'streetLight', 'account', ${account}::text || i), now()
      from generate_series(1, ${each}::int) i`.execute(house.house.db)
  }
  await house.asOwner('vacuum analyze matters')
}

const account = '村口小桥往东第二根电杆上的路灯不亮了，晚上学生放学路过看不清，已经三天了，请派人来修一下。第'

/** A grid worker in each of some villages, signed in. */
export async function sendOut(house: Throwaway, area: Area, villages: readonly number[]): Promise<Carrier[]> {
  const ctx = clockContext(house.house, 'bench')
  const password = randomUUID()
  const hash = await passwordHash(password)
  const carriers: Carrier[] = []
  for (const [i, villageId] of villages.entries()) {
    const username = `carrier${i}`
    const notes = { username, name: `第${i}网格`, divisionId: villageId, passwordHash: hash }
    const accountId = await createAccount(ctx, notes)
    await appoint(ctx, { accountId, post: 'gridWorker', divisionId: villageId })
    const place = centreOf(area, house.villages.indexOf(villageId))
    carriers.push({ accountId, villageId, place, cookie: await signIn(house, username, password, i) })
  }
  return carriers
}

/** Villages stand fifteen to a column, ten columns to the county. */
function centreOf([west, south, east, north]: Area, cell: number): Carrier['place'] {
  const [column, row] = [Math.floor(cell / 15), cell % 15]
  return { lng: west + ((column + 0.5) * (east - west)) / 10, lat: south + ((row + 0.5) * (north - south)) / 15 }
}

async function signIn(house: Throwaway, username: string, password: string, i: number): Promise<string> {
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    remoteAddress: `10.9.0.${i + 1}`,
    headers: { origin: 'http://127.0.0.1' },
    payload: { username, password },
  })
  const [cookie] = [answer.headers['set-cookie']].flat()
  if (answer.statusCode !== 200 || !cookie) throw new Error(`${username} could not sign in: ${answer.payload}`)
  return String(cookie).split(';')[0] ?? ''
}
