// The queue of what a person did: kept in order, changed by the person, and settled by the server's answers.
import { v7 as uuidv7 } from 'uuid'
import { attachedTo } from './attached.ts'
import { followStore } from './follow.ts'
import type { Choice, CommandContent, HeldCommand, Phone, Session } from './phone.ts'
import { commandRow } from './rows.ts'
import { isPending, localView, queueOf } from './snapshot.ts'
import type { Opening } from './types.ts'

const daysMs = 86_400_000
const keptForMs = 30 * daysMs

/** An id made on this phone, in the order of its making. */
export const newId = ({ ports }: Pick<Phone, 'ports'>): string => uuidv7({ msecs: Math.max(0, ports.now()) })

type Deed = Pick<CommandContent, 'kind' | 'transition' | 'data' | 'divisionId' | 'version' | 'no' | 'seen'>

async function enqueue(phone: Phone, { sealer, held }: Session, matterId: string, deed: Deed): Promise<string> {
  const files = attachedTo(deed.kind, deed.data).filter((id) => held.files.has(id))
  const command: Omit<HeldCommand, 'n'> = {
    id: newId(phone),
    matterId,
    state: 'waiting',
    tries: 0,
    nextAt: 0,
    content: {
      ...deed,
      deviceAt: new Date(phone.ports.now()).toISOString(),
      files,
      receipt: null,
      refusal: null,
      isHandedIn: false,
      theirs: null,
      choice: null,
    },
  }
  const row = await commandRow(sealer, command)
  const n = await phone.store.commands.add(row as never)
  held.commands.set(n, { ...command, n })
  return command.id
}

/** Queues the opening of a matter, and answers the matter's id. */
export async function queueOpening(
  phone: Phone,
  session: Session,
  { kind, data, divisionId }: Opening,
): Promise<string> {
  const matterId = newId(phone)
  const deed = { kind, transition: null, data, divisionId: divisionId ?? null, version: null, no: null, seen: null }
  await enqueue(phone, session, matterId, deed)
  return matterId
}

/** Queues a step on the matter as the person sees it now, and answers the command's id. @throws for an unknown matter */
export async function queueStep(
  phone: Phone,
  session: Session,
  step: { matterId: string; transition: string; data: Record<string, unknown> },
): Promise<string> {
  const { held } = session
  const { matterId, transition, data } = step
  const seen = localView(held, matterId)
  if (!seen) throw new Error(`this phone has no matter ${matterId}`)
  const isFollowing = queueOf(held, matterId).length > 0
  const version = isFollowing ? null : (held.matters.get(matterId)?.view.version ?? null)
  const no = seen.no === '' ? null : seen.no
  return enqueue(phone, session, matterId, { kind: seen.kind, transition, data, divisionId: null, version, no, seen })
}

/** Another state of a command, in memory and on the disk; false when it is no longer what it was (another tab, or dropped). */
export async function putCommand(
  phone: Phone,
  session: Session,
  next: HeldCommand,
  was: HeldCommand,
): Promise<boolean> {
  const row = await commandRow(session.sealer, next)
  const isPut = await phone.store.transaction('rw', phone.store.commands, async () => {
    const now = await phone.store.commands.get(next.n)
    if (now?.id !== was.id || now.state !== was.state) return false
    await phone.store.commands.put(row)
    return true
  })
  if (isPut) session.held.commands.set(next.n, next)
  else await followStore(phone, session)
  return isPut
}

export const withContent = (command: HeldCommand, content: Partial<CommandContent>): HeldCommand => ({
  ...command,
  content: { ...command.content, ...content },
})

export const findCommand = ({ held }: Session, id: string): HeldCommand | undefined =>
  [...held.commands.values()].find((command) => command.id === id)

/** Sends a refused or conflicting command anew. @throws when there is none */
export async function queueAgain(
  phone: Phone,
  session: Session,
  id: string,
  data?: Record<string, unknown>,
): Promise<string> {
  const was = findCommand(session, id)
  if (was?.state !== 'refused' && was?.state !== 'conflict') throw new Error(`no command ${id} waits for a person`)
  const present = session.held.matters.get(was.matterId)?.view ?? was.content.theirs
  const again: Partial<CommandContent> = {
    data: data ?? was.content.data,
    deviceAt: new Date(phone.ports.now()).toISOString(),
    seen: present,
    refusal: null,
    theirs: null,
    choice: null,
  }
  again.files = attachedTo(was.content.kind, again.data ?? {}).filter((one) => session.held.files.has(one))
  const fresh = { ...was, state: 'waiting' as const, tries: 0, nextAt: 0 }
  const version = was.content.transition === null ? null : (present?.version ?? was.content.version)
  const isChoice = was.state === 'conflict' && was.content.isHandedIn && version !== null
  // A settled conflict keeps its id, by which the server knows it, and the moment at which it was done there; what was
  // refused was never done, and is a new command.
  const next = isChoice
    ? withContent(fresh, {
        ...again,
        deviceAt: was.content.deviceAt,
        choice: { is: 'applied', key: newId(phone), version },
      })
    : withContent({ ...fresh, id: newId(phone) }, { ...again, version, isHandedIn: false })
  await putCommand(phone, session, next, was)
  return next.id
}

/** Gives a command up. What built on it is left to stand on what it stood on; without an opening there is nothing left. */
export async function giveUp(phone: Phone, session: Session, id: string): Promise<void> {
  const was = findCommand(session, id)
  if (!was || was.state === 'accepted' || session.sending.has(id)) return
  const behind = queueOf(session.held, was.matterId).filter(({ n }) => n > was.n)
  if (was.content.transition === null) return removeCommands(phone, session, [was, ...behind])
  const [next] = behind
  if (next?.content.version === null)
    await putCommand(phone, session, withContent(next, { version: was.content.version }), next)
  if (!was.content.isHandedIn) return removeCommands(phone, session, [was])
  const choice: Choice = { is: 'kept', key: newId(phone) }
  await putCommand(phone, session, withContent({ ...was, state: 'waiting', nextAt: 0 }, { choice }), was)
}

/** Takes commands out of the queue, with the files only they named. */
export async function removeCommands(phone: Phone, { held }: Session, gone: readonly HeldCommand[]): Promise<void> {
  const { store } = phone
  const files = gone.flatMap(({ content }) => content.files)
  await store.transaction('rw', store.commands, store.files, async () => {
    await store.commands.bulkDelete(gone.map(({ n }) => n))
    await store.files.bulkDelete(files)
  })
  for (const { n } of gone) held.commands.delete(n)
  for (const id of files) held.files.delete(id)
}

/** Forgets receipts after thirty days, and pictures of that age that no command names. */
export async function forgetOld(phone: Phone, session: Session): Promise<void> {
  const before = phone.ports.now() - keptForMs
  await forgetFiles(phone, session, before)
  const old = [...session.held.commands.values()].filter(
    ({ state, matterId, content }) =>
      state === 'accepted' &&
      Date.parse(content.receipt?.at ?? '') < before &&
      queueOf(session.held, matterId).length === 0,
  )
  if (old.length > 0) await removeCommands(phone, session, old)
}

async function forgetFiles(phone: Phone, { held }: Session, before: number): Promise<void> {
  const named = new Set([...held.commands.values()].flatMap(({ content }) => content.files))
  const old = [...held.files.keys()].filter((id) => madeAt(id) < before && !named.has(id))
  if (old.length === 0) return
  await phone.store.files.bulkDelete(old)
  for (const id of old) held.files.delete(id)
}

/** The first 48 bits of a UUID version 7 are the time of its making. */
const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

/** The next command of each matter, where it may be sent at `now`; `isPatient` leaves those out that wait for their time. */
export function dueCommands({ held, sending }: Session, now: number, isPatient: boolean): HeldCommand[] {
  const heads = new Map<string, HeldCommand>()
  for (const command of held.commands.values())
    if (command.state !== 'accepted' && !heads.has(command.matterId)) heads.set(command.matterId, command)
  return [...heads.values()].filter(
    (head) => !sending.has(head.id) && needsServer(head) && (!isPatient || head.nextAt <= now),
  )
}

/** Something is to be told to the server about it: the command, how a person settled it, or that it met another. */
const needsServer = (command: HeldCommand): boolean =>
  isPending(command) ||
  command.content.choice?.is === 'kept' ||
  (command.state === 'conflict' && !command.content.isHandedIn)
