// The engine of the field app: what it keeps, sends and fetches, for days without a network. It knows no screen.
import type { TimelineEntry } from '../../../contract/views.ts'
import { ask } from './ask.ts'
import { keepBlob, readBlob } from './attached.ts'
import { type Contacts, contactsOf } from './contact.ts'
import {
  acknowledgeWiped,
  askWhetherLost,
  changeDoorPin,
  lockDoor,
  openDoor,
  setUpDoor,
  unlockDoor,
  wipeDoor,
} from './door.ts'
import { followStore } from './follow.ts'
import { giveUp, newId, queueAgain, queueOpening, queueStep } from './outbox.ts'
import { inOrder, noContact, type Phone } from './phone.ts'
import { browserPorts, type Ports } from './ports.ts'
import { draftPrefix, openThing, storyPrefix, thingRow } from './rows.ts'
import { snapshotOf } from './snapshot.ts'
import { Store } from './store.ts'
import type { Offline, Snapshot } from './types.ts'
import { keeping, writing } from './write.ts'

/** The engine of this phone. Begin with `open`. */
export function openOffline(ports: Ports = browserPorts()): Offline {
  const { phone, subscribe, snapshot } = phoneOf(ports)
  const wipe = async (why: 'asked' | 'revoked') => {
    await phone.inTurn(() => wipeDoor(phone, why))
    ports.tabs?.postMessage('wiped')
  }
  const contacts = contactsOf(phone, () => wipe('revoked'))
  const idle = idleLock(phone)
  listenToTabs(phone)
  return {
    snapshot,
    subscribe,
    ...doorOf(phone, idle, wipe),
    ...queueFor(phone),
    ...draftsOf(phone),
    ...filesOf(phone),
    ...contactOf(phone, contacts),
    close() {
      contacts.stop()
      idle.stop()
      phone.session?.ended.abort()
      phone.session = null
      phone.store.close({ disableAutoOpen: true })
      ports.tabs?.close()
    },
  }
}

function phoneOf(ports: Ports) {
  const listeners = new Set<() => void>()
  let known: Snapshot | null = null
  const phone: Phone = {
    ports,
    store: new Store(ports),
    door: { is: 'opening' },
    contact: noContact(),
    trouble: null,
    session: null,
    isRevoked: false,
    quietUntil: 0,
    changed() {
      known = null
      for (const listener of listeners) listener()
    },
    wrote: () => ports.tabs?.postMessage('wrote'),
    inTurn: inOrder(),
  }
  const snapshot = () => {
    known ??= snapshotOf(phone)
    return known
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return { phone, snapshot, subscribe }
}

/** Another tab wrote, locked or wiped: this one follows. */
function listenToTabs(phone: Phone): void {
  let isFollowing = false
  const follow = async () => {
    isFollowing = false
    const { session } = phone
    if (!session) return
    await followStore(phone, session)
  }
  phone.ports.tabs?.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (data === 'wrote' && !isFollowing) {
      isFollowing = true
      void phone.inTurn(follow).catch(() => undefined)
    }
    if (data === 'locked') lockDoor(phone)
    if (data === 'wiped') {
      lockDoor(phone)
      void openDoor(phone)
    }
  })
}

interface IdleLock {
  /** From now on, until the phone is locked. */
  start(): void
  touch(): void
  stop(): void
}

/** Locks when nobody touched the phone for a while; a phone that slept is locked at the first touch. */
function idleLock(phone: Phone): IdleLock {
  const { ports } = phone
  let touchedAt = 0
  let callOff: () => void = () => undefined
  const look = () => {
    callOff()
    const leftMs = touchedAt + ports.lockAfterMs - ports.now()
    if (leftMs <= 0) lockDoor(phone)
    else if (phone.session) callOff = ports.after(leftMs, look)
  }
  return {
    start() {
      touchedAt = ports.now()
      look()
    },
    touch() {
      look()
      touchedAt = ports.now()
    },
    stop: () => callOff(),
  }
}

type DoorPart = Pick<Offline, 'open' | 'setUp' | 'unlock' | 'lock' | 'touch' | 'changePin' | 'wipe' | 'acknowledgeWipe'>

function doorOf(phone: Phone, idle: IdleLock, wipe: (why: 'asked') => Promise<void>): DoorPart {
  return {
    async open() {
      await openDoor(phone)
      void askWhetherLost(phone).catch(() => undefined)
    },
    async setUp(pin, deviceName) {
      await setUpDoor(phone, pin, deviceName)
      idle.start()
    },
    async unlock(pin) {
      const answer = await phone.inTurn(() => unlockDoor(phone, pin))
      if (answer.ok) idle.start()
      return answer
    },
    lock() {
      lockDoor(phone)
      phone.ports.tabs?.postMessage('locked')
    },
    touch: () => idle.touch(),
    changePin: (from, to) => phone.inTurn(() => changeDoorPin(phone, from, to)),
    wipe: () => wipe('asked'),
    acknowledgeWipe: () => acknowledgeWiped(phone),
  }
}

const queueFor = (phone: Phone): Pick<Offline, 'report' | 'take' | 'resend' | 'drop'> => ({
  report: (opening) => keeping(phone, (session) => queueOpening(phone, session, opening)),
  take: (matterId, transition, data) =>
    keeping(phone, (session) => queueStep(phone, session, { matterId, transition, data })),
  resend: (commandId, data) => keeping(phone, (session) => queueAgain(phone, session, commandId, data)),
  async drop(commandId) {
    await keeping(phone, async (session) => {
      await giveUp(phone, session, commandId)
      return commandId
    })
  },
})

const draftsOf = (phone: Phone): Pick<Offline, 'keepDraft' | 'readDraft' | 'dropDraft'> => ({
  keepDraft: (name, draft) =>
    keeping(phone, async ({ sealer, held }) => {
      const key = held.drafts.get(name)?.key ?? draftPrefix + newId(phone)
      await phone.store.things.put(await thingRow(sealer, key, { name, draft }))
      held.drafts.set(name, { key, draft })
      return name
    }),
  readDraft: async (name) => phone.session?.held.drafts.get(name)?.draft ?? null,
  dropDraft: (name) =>
    phone.inTurn(async () => {
      const drafts = phone.session?.held.drafts
      const kept = drafts?.get(name)
      if (!kept) return
      await phone.store.things.delete(kept.key)
      drafts?.delete(name)
    }),
})

const filesOf = (phone: Phone): Pick<Offline, 'keepFile' | 'readFile' | 'dropFile'> => ({
  keepFile: (bytes, name) =>
    keeping(phone, async (session) => {
      const id = newId(phone)
      await keepBlob(phone, session, id, bytes, name)
      return id
    }),
  dropFile: (id) =>
    phone.inTurn(async () => {
      await phone.store.files.delete(id)
      phone.session?.held.files.delete(id)
    }),
  readFile: async (id) => (phone.session ? readBlob(phone, phone.session, id) : null),
})

const contactOf = (phone: Phone, contacts: Contacts): Pick<Offline, 'contact' | 'drain' | 'story'> => ({
  contact: () => contacts.wish({ isFull: true, isPatient: false }),
  drain: () => contacts.wish({ isFull: false, isPatient: true }),
  async story(matterId) {
    const { session, store } = phone
    if (!session) return null
    const key = storyPrefix + matterId
    const answer = await ask<TimelineEntry[]>(phone, `/api/matters/${matterId}/timeline`)
    if (answer.is === 'done' && Array.isArray(answer.body)) {
      const row = await thingRow(session.sealer, key, answer.body)
      // A story that cannot be kept is still shown.
      await writing(phone, () => store.things.put(row)).catch(() => undefined)
      return answer.body
    }
    const row = await store.things.get(key)
    return row ? openThing<TimelineEntry[]>(session.sealer, row) : null
  },
})
