// Short ways to say what tests of schools do all the time.
import geographiclib from 'geographiclib-geodesic'
import type { EntryView } from '../contract/register-views.ts'
import type { Client } from './client.ts'
import { squareAround } from './courts.ts'
import type { World } from './world.ts'
import { pointIn } from './world-ground.ts'

export const schoolsPath = '/api/schools/schools'
export const venuesPath = '/api/schools/venues'

/** The point so many metres east of another, by Karney's algorithm. */
export function eastOf({ lng, lat }: { lng: number; lat: number }, metres: number): { lng: number; lat: number } {
  const found = geographiclib.Geodesic.WGS84.Direct(lat, lng, 90, metres)
  return { lng: found.lon2 as number, lat: found.lat2 as number }
}

/** Square grounds around a point whose eastern side is so many metres from it. */
export const groundsAround = (point: { lng: number; lat: number }, metres: number) =>
  squareAround(point, eastOf(point, metres).lng - point.lng)

let codes = 0

/** Adds a school in the garden village, by the county centre. */
export async function addSchool(world: World, data: Record<string, unknown> = {}): Promise<EntryView> {
  codes++
  const county = await world.asUser('county')
  const answer = await county.post(schoolsPath, {
    data: {
      number: String(2_143_000_000 + codes),
      name: `第${codes}小学`,
      stage: 'primary',
      students: 400,
      guards: 2,
      authority: world.unit.education,
      phone: '0745-6221110',
      place: pointIn('garden'),
      ...data,
    },
  })
  if (answer.status !== 201) throw new Error(`not added: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Adds a venue at a place, by the county centre. */
export async function addVenue(county: Client, name: string, place: { lng: number; lat: number }): Promise<EntryView> {
  const answer = await county.post(venuesPath, { data: { name, trade: 'netbar', address: `${name}门口`, place } })
  if (answer.status !== 201) throw new Error(`not added: ${JSON.stringify(answer.body)}`)
  return answer.body
}
