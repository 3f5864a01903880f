// The door of the phone: set up, unlocked, locked by hand or by itself, and wiped.
import type { FieldSyncView } from '../../../contract/field.ts'
import { networkProblem, RequestProblem, readProblem } from '../../../ui/http/problem.ts'
import { type Answer, ask } from './ask.ts'
import { newId } from './outbox.ts'
import { noContact, type Phone, type Session } from './phone.ts'
import { findDoor, getLock, tryPin } from './pin.ts'
import { matterRow, readAll, thingRow } from './rows.ts'
import { newKey, rewrapped, type Sealer, sealerOf } from './seal.ts'
import type { WipedRow } from './store.ts'
import { askForChanges } from './sync.ts'
import type { Unlocking } from './types.ts'

const leastDigits = 6

function checkPin(pin: string): void {
  if (!new RegExp(`^\\d{${leastDigits},}$`).test(pin)) throw new RangeError(`a PIN has at least ${leastDigits} digits`)
}

/** How the phone stands when the app starts. */
export async function openDoor(phone: Phone): Promise<void> {
  const { ports, store } = phone
  if (!ports.subtle) {
    phone.door = { is: 'unable', why: 'insecure' }
    return phone.changed()
  }
  try {
    await store.open()
    const wiped = (await store.plain.get('wiped')) as WipedRow | undefined
    phone.door = wiped ? { is: 'wiped', why: wiped.why } : ((await findDoor(phone)) ?? { is: 'unset' })
  } catch {
    phone.door = { is: 'unable', why: 'no-store' }
  }
  phone.changed()
}

/** The body of an answer. @throws RequestProblem when it is none */
function bodyOf<T>(answer: Answer<T>): T {
  if (answer.is === 'done') return answer.body
  if (answer.is === 'refused') throw new RequestProblem(answer.refusal)
  throw answer.is === 'stop' ? readProblem(401, { code: 'access.sign-in' }) : networkProblem()
}

/** Makes the phone the signed-in person's. Nothing is kept before the server has answered everything. @throws RequestProblem */
export async function setUpDoor(phone: Phone, pin: string, deviceName: string): Promise<void> {
  checkPin(pin)
  const { ports, store } = phone
  if (!ports.subtle || phone.door.is !== 'unset') return
  const device = { id: newId(phone), name: deviceName }
  bodyOf(await ask(phone, '/api/field/devices', { method: 'POST', body: device, deviceId: device.id }))
  const got = bodyOf<FieldSyncView>(await askForChanges(phone, null, device.id))
  const key = await newKey(ports.subtle, pin, ports.rounds)
  const sealer = (await sealerOf(ports.subtle, key, pin)) as Sealer
  const now = ports.now()
  const { me, next, truncated: hasMore } = got
  const times = { lastAt: new Date(now).toISOString(), aheadMs: now - Date.parse(got.at) }
  const things = [
    await thingRow(sealer, 'self', { device, me, next, hasMore, ...times }),
    ...(got.lists ? [await thingRow(sealer, 'lists', got.lists)] : []),
    ...(got.divisions ? [await thingRow(sealer, 'divisions', got.divisions)] : []),
  ]
  const matters = await Promise.all(got.matters.map((view) => matterRow(sealer, { view, isProvisional: false })))
  await store.transaction('rw', store.plain, store.things, store.matters, async () => {
    await store.plain.bulkPut([
      { key: 'lock', tries: 0, waitFrom: 0, waitMs: 0, ...key },
      { key: 'device', id: device.id },
    ])
    await store.things.bulkPut(things)
    await store.matters.bulkPut(matters)
  })
  if (!(await ports.persist().catch(() => false))) phone.trouble = { is: 'not-durable' }
  await begin(phone, sealer)
}

/** Opens everything that is kept; from here on it is readable until the phone locks. */
async function begin(phone: Phone, sealer: Sealer): Promise<void> {
  const held = await readAll(phone.store, sealer)
  phone.session = { sealer, held, sending: new Set(), ended: new AbortController() }
  const { lastAt, aheadMs } = held.self
  phone.contact = { ...noContact(), lastAt, aheadMs }
  phone.door = { is: 'open' }
  phone.changed()
}

export async function unlockDoor(phone: Phone, pin: string): Promise<Unlocking> {
  const tried = await tryPin(phone, pin)
  if (tried.is === 'right') {
    if (!phone.session) await begin(phone, tried.sealer)
    return { ok: true }
  }
  if (tried.is === 'last') await wipeDoor(phone, 'pin')
  else if (tried.is === 'wrong' && !phone.session) phone.door = tried.door
  phone.changed()
  return { ok: false, door: tried.is === 'wrong' ? tried.door : phone.door }
}

/** Forgets the key; requests under way end, and are made again under their keys. */
export function lockDoor(phone: Phone): void {
  if (!phone.session) return
  phone.session.ended.abort()
  phone.session = null
  phone.door = { is: 'locked', triesLeft: 10, waitUntil: null }
  phone.contact = noContact()
  phone.changed()
}

/** Another PIN for the same key. The old one counts as a try when it is wrong. */
export async function changeDoorPin(phone: Phone, from: string, to: string): Promise<Unlocking> {
  checkPin(to)
  const { ports, store } = phone
  const right = await unlockDoor(phone, from)
  const lock = await getLock(phone)
  if (!right.ok || !lock || !ports.subtle) return right
  const key = await rewrapped(ports.subtle, lock, from, to, ports.rounds)
  await store.plain.put({ key: 'lock', tries: 0, waitFrom: 0, waitMs: 0, ...key })
  return { ok: true }
}

/** Erases everything. What stays is that it was erased, and why, until somebody has read it. */
export async function wipeDoor(phone: Phone, why: WipedRow['why']): Promise<void> {
  const { store } = phone
  endSession(phone.session)
  phone.session = null
  phone.isRevoked = false
  await store.transaction('rw', store.tables, async () => {
    for (const table of store.tables) await table.clear()
    await store.plain.put({ key: 'wiped', why })
  })
  phone.contact = noContact()
  phone.trouble = null
  phone.door = { is: 'wiped', why }
  phone.changed()
}

const endSession = (session: Session | null) => session?.ended.abort()

export async function acknowledgeWiped(phone: Phone): Promise<void> {
  if (phone.door.is !== 'wiped') return
  await phone.store.plain.delete('wiped')
  phone.door = { is: 'unset' }
  phone.changed()
}

/** A phone that nobody can unlock is erased too, as soon as it hears that it was reported lost. */
export async function askWhetherLost(phone: Phone): Promise<void> {
  const device = await phone.store.plain.get('device')
  if (device?.key !== 'device' || phone.door.is !== 'locked') return
  await ask(phone, '/api/me', { deviceId: device.id })
  phone.contact = noContact()
  if (phone.isRevoked) await wipeDoor(phone, 'revoked')
}
