// Sends one command: its files, then the command, and if it met another change, that. The answer settles it in one write.
import { listPath, transitionPath } from '../../../contract/derive/paths.ts'
import type { FieldConflictView } from '../../../contract/field.ts'
import type { MatterView } from '../../../contract/views.ts'
import type { Refusal } from '../../../ui/http/problem.ts'
import { type Answer, ask } from './ask.ts'
import { isAboutFiles, noteUpload, withServerFiles } from './attached.ts'
import { backoffMs } from './backoff.ts'
import { putCommand, withContent } from './outbox.ts'
import type { HeldCommand, Phone, Session } from './phone.ts'
import { settleAccepted, settleGone, settleRefused } from './settle.ts'
import { sendFile } from './upload.ts'

/** What the server tells of a matter after a change: all of it, or its number and state alone. */
type Told = Partial<MatterView> & Pick<MatterView, 'id' | 'no' | 'state' | 'version'>

/** True when the next command may be tried: false after silence, or when nothing more is to be asked. */
export async function sendCommand(phone: Phone, session: Session, command: HeldCommand): Promise<boolean> {
  const { choice, isHandedIn } = command.content
  if (choice) return settleConflict(phone, session, command)
  if (command.state === 'conflict' && !isHandedIn) return handIn(phone, session, command)
  const ready = await withVersion(phone, session, command)
  if (!ready) return true
  const sent = await sendOnce(phone, session, ready)
  return settled(phone, session, ready, sent)
}

/** The version a step stands on is fixed before it is first sent, since a retry must be the same request. */
async function withVersion(phone: Phone, session: Session, command: HeldCommand): Promise<HeldCommand | null> {
  const { transition, version } = command.content
  if (transition === null || version !== null) return command
  const { held } = session
  const before = [...held.commands.values()].filter((c) => c.matterId === command.matterId && c.n < command.n)
  const last = before.findLast(({ state }) => state === 'accepted')
  const known = last?.content.receipt?.version ?? held.matters.get(command.matterId)?.view.version ?? 1
  const next = withContent(command, { version: known, no: command.content.no ?? last?.content.receipt?.no ?? null })
  return (await phone.inTurn(() => putCommand(phone, session, next, command))) ? next : null
}

async function sendOnce(phone: Phone, session: Session, command: HeldCommand, isAgain = false): Promise<Answer<Told>> {
  const { content } = command
  const unsent = await sendFiles(phone, session, command)
  if (unsent) return unsent
  const answer = await askFor(phone, session, command)
  const isForFiles =
    answer.is === 'refused' && answer.refusal.status === 400 && isAboutFiles(content.kind, answer.refusal.errors)
  if (!isForFiles || isAgain || content.files.length === 0) return answer
  // What was uploaded is no longer there: the server is asked for each, and gets what is missing.
  for (const id of content.files) await noteUpload(phone, session, id, { sent: 0, fileId: null })
  return sendOnce(phone, session, command, true)
}

/** Why a file did not get through, or null when all have. */
async function sendFiles(
  phone: Phone,
  session: Session,
  { content }: HeldCommand,
): Promise<Exclude<Answer<never>, { is: 'done' }> | null> {
  for (const id of content.files) {
    const sent = await sendFile(phone, session, id)
    if (sent.is !== 'done') return sent
  }
  return null
}

/** The data with its files under the server's names for them. */
const serverData = ({ held }: Session, { content }: HeldCommand): Record<string, unknown> =>
  withServerFiles(content.kind, content.data, (file) => held.files.get(file)?.fileId ?? file)

function askFor(phone: Phone, session: Session, command: HeldCommand): Promise<Answer<Told>> {
  const { id, matterId, content } = command
  const { kind, transition, deviceAt, version, divisionId } = content
  const data = serverData(session, command)
  const opening = { id: matterId, channel: 'field', data, deviceAt, ...(divisionId === null ? {} : { divisionId }) }
  const [path, body] =
    transition === null
      ? [listPath({ kind }), opening]
      : [transitionPath({ kind }, matterId, transition), { data, version, deviceAt }]
  return ask<Told>(phone, path, { method: 'POST', body, key: id })
}

const isTold = (body: unknown): body is Told =>
  typeof body === 'object' && body !== null && 'version' in body && 'no' in body && 'state' in body

async function settled(phone: Phone, session: Session, command: HeldCommand, answer: Answer<Told>): Promise<boolean> {
  if (answer.is === 'stop') return false
  if (answer.is === 'later') return putOff(phone, session, command, answer)
  if (answer.is === 'done') {
    if (!isTold(answer.body)) return putOff(phone, session, command, { afterMs: null, isReached: false })
    await settleAccepted(phone, session, command, answer.body)
    return true
  }
  return refused(phone, session, command, answer.refusal)
}

async function refused(phone: Phone, session: Session, command: HeldCommand, refusal: Refusal): Promise<boolean> {
  if (refusal.code === 'matters.stale') {
    await settleRefused(phone, session, command, 'conflict', refusal)
    const now = session.held.commands.get(command.n)
    return now?.state === 'conflict' ? handIn(phone, session, now) : true
  }
  // Its first answer was lost so long ago that the server forgot the key: what this phone opened is there.
  if (refusal.code === 'request.duplicate-key' && command.content.transition === null) {
    const there = await ask<Told>(phone, `${listPath(command.content)}/${command.matterId}`)
    if (there.is !== 'refused') return settled(phone, session, command, there)
  }
  await settleRefused(phone, session, command, 'refused', refusal)
  return true
}

type Silence = Pick<Extract<Answer<never>, { is: 'later' }>, 'afterMs' | 'isReached'>

/** Tries again later. @returns whether others may be tried now */
async function putOff(
  phone: Phone,
  session: Session,
  command: HeldCommand,
  { afterMs, isReached }: Silence,
): Promise<boolean> {
  const { ports } = phone
  const tries = command.tries + 1
  const nextAt = ports.now() + (afterMs ?? backoffMs(tries, ports.random()))
  await phone.inTurn(() => putCommand(phone, session, { ...command, tries, nextAt }, command))
  return isReached && afterMs === null
}

/** Tells the server of a step that came too late, so that both versions are kept where others see them. */
async function handIn(phone: Phone, session: Session, command: HeldCommand): Promise<boolean> {
  const { transition, version, deviceAt } = command.content
  const data = serverData(session, command)
  const body = { id: command.id, matterId: command.matterId, transition, data, version, deviceAt }
  const answer = await ask<FieldConflictView>(phone, '/api/field/conflicts', { method: 'POST', body })
  if (answer.is === 'stop') return false
  if (answer.is === 'later' || (answer.is === 'done' && !answer.body?.present))
    return putOff(phone, session, command, answer.is === 'later' ? answer : { afterMs: null, isReached: false })
  if (answer.is === 'refused') {
    // The version is the present one after all: it is sent once more.
    const isFree = answer.refusal.code === 'field.no-conflict'
    if (isFree) await phone.inTurn(() => putCommand(phone, session, { ...command, state: 'waiting' }, command))
    else await settleRefused(phone, session, command, 'refused', answer.refusal)
    return true
  }
  await settleRefused(phone, session, command, 'conflict', command.content.refusal, answer.body.present)
  return true
}

/** Tells how the person settled a conflict. */
async function settleConflict(phone: Phone, session: Session, command: HeldCommand): Promise<boolean> {
  const { choice } = command.content
  if (!choice) return true
  const isKept = choice.is === 'kept'
  const files = isKept ? null : await sendFiles(phone, session, command)
  if (files) return settled(phone, session, command, files)
  const data = serverData(session, command)
  const body = isKept ? { choice: 'kept' } : { choice: 'applied', version: choice.version, data }
  const path = `/api/field/conflicts/${command.id}/settle`
  const answer = await ask<FieldConflictView>(phone, path, { method: 'POST', body, key: choice.key })
  if (answer.is === 'stop') return false
  if (answer.is === 'later') return putOff(phone, session, command, answer)
  if (answer.is === 'done' && !answer.body?.present)
    return putOff(phone, session, command, { afterMs: null, isReached: false })
  if (isKept) await settleGone(phone, session, command)
  else if (answer.is === 'done') await settleAccepted(phone, session, command, answer.body.present)
  else await refusedAgain(phone, session, command, answer.refusal)
  return true
}

/** Somebody was faster once more, or settled it at a desk: the person sees it again, beside what is there now. */
async function refusedAgain(phone: Phone, session: Session, command: HeldCommand, refusal: Refusal): Promise<void> {
  const { matterId, content } = command
  if (refusal.code !== 'matters.stale') return settleRefused(phone, session, command, 'refused', refusal)
  const now = await ask<MatterView>(phone, `${listPath(content)}/${matterId}`)
  await settleRefused(phone, session, command, 'conflict', refusal, now.is === 'done' ? now.body : content.theirs)
}
