// Short ways to say what tests of the core do all the time with bookings.
import type { MatterView } from '../contract/views.ts'
import type { Client } from './client.ts'
import { booking, surfaces } from './fixtures/booking.matter.ts'
import { makeWorld, type World } from './world.ts'
import type { Role } from './world-cast.ts'
import { type PlaceName, pointIn } from './world-ground.ts'

export const bookings = '/api/club/bookings'

/** A world in which courts are booked. */
export const makeClub = (): Promise<World> => makeWorld({ kinds: [booking], lists: [surfaces] })

export interface BookingNotes {
  by?: Role
  at?: PlaceName
  metresEast?: number
  data?: Record<string, unknown>
  divisionId?: number
  id?: string
}

/** Opens a booking, by the county centre in the garden village unless said otherwise, and reads it as the county does. */
export async function book(world: World, notes: BookingNotes = {}): Promise<MatterView> {
  const { by = 'county', at = 'garden', metresEast = 0, data, ...rest } = notes
  const client = await world.asUser(by)
  const court = rest.divisionId === undefined ? { court: pointIn(at, metresEast) } : {}
  const answer = await client.post(bookings, {
    data: { surface: 'clay', wish: '打两小时', ...court, ...data },
    ...rest,
  })
  if (answer.status !== 201) throw new Error(`not opened: ${JSON.stringify(answer.body)}`)
  const isAbroad = String(answer.body.no).startsWith('522624')
  return look(await world.asUser(isAbroad ? 'neighbourCounty' : 'county'), answer.body.id)
}

/** Takes a transition as it stands now for whoever asks. */
export async function take(client: Client, id: string, name: string, data: Record<string, unknown> = {}) {
  const { body } = await client.get(`${bookings}/${id}`)
  return client.post(`${bookings}/${id}/${name}`, { data, version: body.version ?? 1 })
}

/** The matter as somebody sees it. */
export const look = async (client: Client, id: string): Promise<MatterView> =>
  (await client.get(`${bookings}/${id}`)).body

/** Does an operation of the core with the present version. */
export async function operate(client: Client, id: string, name: string, body: Record<string, unknown> = {}) {
  const { version } = await look(client, id)
  return client.post(`/api/matters/${id}/${name}`, { ...body, version: version ?? 1 })
}
