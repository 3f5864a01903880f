// Fetches what changed since the last contact, and applies it whole or not at all.
import { listPath } from '../../../contract/derive/paths.ts'
import { sharedProblems } from '../../../contract/errors.ts'
import type { FieldSyncView } from '../../../contract/field.ts'
import type { MatterView } from '../../../contract/views.ts'
import type { Refusal } from '../../../ui/http/problem.ts'
import { queryString } from '../../../ui/http/request.ts'
import { type Answer, ask } from './ask.ts'
import { withContent } from './outbox.ts'
import type { Base, Held, HeldCommand, Phone, Session } from './phone.ts'
import { commandRow, matterRow, storyPrefix, thingRow } from './rows.ts'
import { writing } from './write.ts'

/** Asks for what this phone does not have; `held` is null for a phone that is being set up. */
export function askForChanges(phone: Phone, held: Held | null, deviceId?: string): Promise<Answer<FieldSyncView>> {
  const query = queryString({
    since: held?.self.next,
    lists: held?.lists?.revision,
    divisions: held?.divisions?.revision,
  })
  return ask(phone, `/api/field/sync${query}`, deviceId === undefined ? {} : { deviceId })
}

/** One fetch. @returns whether it was answered */
export async function fetchChanges(phone: Phone, session: Session): Promise<boolean> {
  const answer = await askForChanges(phone, session.held)
  if (answer.is !== 'done' || !Array.isArray(answer.body?.matters)) return false
  await phone.inTurn(() => writing(phone, () => apply(phone, session, answer.body)))
  await fetchOpened(phone, session)
  return true
}

interface Change {
  puts: Base[]
  gone: string[]
  commands: HeldCommand[]
}

async function apply(phone: Phone, session: Session, got: FieldSyncView): Promise<void> {
  const { store, ports } = phone
  const { sealer, held } = session
  const change = changeOf(held, got)
  const now = ports.now()
  const self = {
    device: held.self.device,
    me: got.me,
    next: got.next,
    lastAt: new Date(now).toISOString(),
    aheadMs: now - Date.parse(got.at),
    hasMore: got.truncated,
  }
  const things = [await thingRow(sealer, 'self', self)]
  if (got.lists) things.push(await thingRow(sealer, 'lists', got.lists))
  if (got.divisions) things.push(await thingRow(sealer, 'divisions', got.divisions))
  const matters = await Promise.all(change.puts.map((base) => matterRow(sealer, base)))
  const commands = await Promise.all(change.commands.map((command) => commandRow(sealer, command)))
  await store.transaction('rw', store.things, store.matters, store.commands, async () => {
    await store.things.bulkPut(things)
    await store.things.bulkDelete(change.gone.map((id) => storyPrefix + id))
    await store.matters.bulkPut(matters)
    await store.matters.bulkDelete(change.gone)
    for (const row of commands) await store.commands.where({ n: row.n, id: row.id }).modify(row)
  })
  held.self = self
  held.lists = got.lists ?? held.lists
  held.divisions = got.divisions ?? held.divisions
  for (const base of change.puts) held.matters.set(base.view.id, base)
  for (const id of change.gone) held.matters.delete(id)
  for (const command of change.commands) held.commands.set(command.n, command)
  phone.contact.lastAt = self.lastAt
  phone.contact.aheadMs = self.aheadMs
}

/** What an answer changes here. Nothing older replaces what is newer, but after a restore everything is as the server says. */
function changeOf(held: Held, got: FieldSyncView): Change {
  const newest = new Map<string, MatterView>()
  for (const view of got.matters) if (view.version >= (newest.get(view.id)?.version ?? 0)) newest.set(view.id, view)
  const isNewer = (view: MatterView) => got.isWhole || view.version >= (held.matters.get(view.id)?.view.version ?? 0)
  const named = new Set(newest.keys())
  const forgotten = got.isWhole ? [...held.matters.keys()].filter((id) => !named.has(id)) : []
  const gone = [...new Set([...got.gone, ...forgotten])].filter((id) => !named.has(id))
  return {
    puts: [...newest.values()].filter(isNewer).map((view) => ({ view, isProvisional: false })),
    gone,
    commands: [...held.commands.values()].flatMap((command) => commandAfter(command, got, forgotten)),
  }
}

/** A command that the answer changes: settled elsewhere, or about a matter that this person no longer sees. */
function commandAfter(command: HeldCommand, got: FieldSyncView, forgotten: string[]): HeldCommand[] {
  const { state, content, id, matterId } = command
  const open = got.conflicts.find((conflict) => conflict.id === id)
  const isSettled = state === 'conflict' && content.isHandedIn && !open
  if (isSettled)
    return [withContent({ ...command, state: 'refused' }, { refusal: settledElsewhere, isHandedIn: false })]
  // What was typed here stays until it is answered; what was seen of the matter goes, but for what it is compared with.
  const shows = (content.seen ?? content.theirs) !== null && state !== 'accepted'
  return shows && forgotten.includes(matterId)
    ? [withContent(command, { seen: null, theirs: open?.present ?? null })]
    : []
}

const settledElsewhere: Refusal = {
  status: 409,
  code: 'field.settled',
  title: sharedProblems['field.settled'].title,
  detail: null,
  errors: [],
  extra: {},
}

const mostOpened = 20

/** What was opened here and is not among the person's open matters: it is asked for by itself, and forgotten if they may not read it. */
async function fetchOpened(phone: Phone, session: Session): Promise<void> {
  const { held, sealer } = session
  const opened = [...held.matters.values()].filter(({ isProvisional }) => isProvisional).slice(0, mostOpened)
  for (const { view } of opened) {
    const answer = await ask<MatterView>(phone, `${listPath(view)}/${view.id}`)
    const isGone = answer.is === 'refused' && answer.refusal.status === 404
    if (answer.is !== 'done' && !isGone) return
    await phone.inTurn(() =>
      writing(phone, async () => {
        if (answer.is !== 'done') {
          await phone.store.matters.delete(view.id)
          held.matters.delete(view.id)
          return
        }
        const base = { view: answer.body, isProvisional: false }
        await phone.store.matters.put(await matterRow(sealer, base))
        held.matters.set(view.id, base)
      }),
    )
  }
}
