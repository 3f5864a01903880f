// Short ways to say what tests of registers do all the time with courts.
import type { EntryView } from '../contract/register-views.ts'
import type { Client } from './client.ts'
import { booking, surfaces } from './fixtures/booking.matter.ts'
import { court, gate } from './fixtures/court.register.ts'
import { makeWorld, type World } from './world.ts'
import type { Role } from './world-cast.ts'
import { type PlaceName, pointIn } from './world-ground.ts'

export const courts = '/api/club/courts'
export const gates = '/api/club/gates'

/** A world with courts and gates, and bookings besides. */
export const makeCourts = (): Promise<World> =>
  makeWorld({ kinds: [booking], registers: [court, gate], lists: [surfaces] })

let numbers = 0

/** The words of a court that nobody else has. */
export function courtData(more: Record<string, unknown> = {}): Record<string, unknown> {
  numbers++
  return {
    name: `球场${numbers}`,
    number: String(numbers).padStart(6, '0'),
    surface: 'clay',
    stage: 'club',
    seats: 40,
    ...more,
  }
}

export interface CourtNotes {
  by?: Role
  at?: PlaceName
  data?: Record<string, unknown>
}

/** Adds a court, by the county centre in the garden village unless said otherwise. */
export async function addCourt(
  world: World,
  { by = 'county', at = 'garden', data }: CourtNotes = {},
): Promise<EntryView> {
  const client = await world.asUser(by)
  const answer = await client.post(courts, { data: courtData({ place: pointIn(at), ...data }) })
  if (answer.status !== 201) throw new Error(`not added: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Takes a step with the present version. */
export async function stepCourt(client: Client, id: string, name: string, body: Record<string, unknown> = {}) {
  const { body: now } = await client.get(`${courts}/${id}`)
  return client.post(`${courts}/${id}/${name}`, { version: now.version ?? 1, ...body })
}

/** A square ground around a point, with its half side in degrees. */
export function squareAround({ lng, lat }: { lng: number; lat: number }, half = 0.001) {
  const [west, south, east, north] = [lng - half, lat - half, lng + half, lat + half].map(
    (degrees) => Math.round(degrees * 1e7) / 1e7,
  ) as [number, number, number, number]
  return {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}
