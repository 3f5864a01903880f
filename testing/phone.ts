// A phone of the test world: names itself with every request, with a clock of its own.
import { v7 as uuidv7 } from 'uuid'
import { deviceHeader, deviceNowHeader } from '../contract/field.ts'
import type { Answer, Client, SendNotes } from './client.ts'
import type { World } from './world.ts'

export interface TestPhone {
  id: string
  get(url: string): Promise<Answer>
  post(url: string, body?: unknown, notes?: SendNotes): Promise<Answer>
}

export interface PhoneNotes {
  id?: string
  /** How far its clock is ahead. */
  aheadMs?: number
}

/** A phone in somebody's hand, not registered yet. */
export function phoneOf(world: World, client: Client, { id = uuidv7(), aheadMs = 0 }: PhoneNotes = {}): TestPhone {
  const headers = () => ({
    [deviceHeader]: id,
    [deviceNowHeader]: new Date(world.clock.now.getTime() + aheadMs).toISOString(),
  })
  return {
    id,
    get: (url) => client.get(url, { headers: headers() }),
    post: (url, body, notes) => client.post(url, body, { ...notes, headers: { ...headers(), ...notes?.headers } }),
  }
}

/** A phone that is its holder's. */
export async function registeredPhone(world: World, client: Client, notes: PhoneNotes = {}): Promise<TestPhone> {
  const phone = phoneOf(world, client, notes)
  const answer = await phone.post('/api/field/devices', { id: phone.id, name: 'Chrome · 安卓手机' })
  if (answer.status !== 201) throw new Error(`not registered: ${JSON.stringify(answer.body)}`)
  return phone
}
