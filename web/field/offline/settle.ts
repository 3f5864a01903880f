// What an answer leaves behind, in one write: the receipt or the refusal, the matter as it is now, and no file that is sent.
import type { MatterView } from '../../../contract/views.ts'
import type { Refusal } from '../../../ui/http/problem.ts'
import { followStore } from './follow.ts'
import { removeCommands, withContent } from './outbox.ts'
import { openedHere } from './overlay.ts'
import type { Base, HeldCommand, Phone, Session } from './phone.ts'
import { commandRow, matterRow } from './rows.ts'
import { writing } from './write.ts'

type Told = Partial<MatterView> & Pick<MatterView, 'no' | 'state' | 'version'>

const isWhole = (told: Told): told is MatterView => told.can !== undefined && told.data !== undefined

/** The matter after an accepted command: the server's view, else what was opened here with its number; null when out of reach. */
function baseAfter({ held }: Session, command: HeldCommand, told: Told): Base | null {
  if (isWhole(told)) return { view: told, isProvisional: false }
  if (command.content.transition !== null) return null
  const view = openedHere(command, held.self.me, held.divisions?.divisions ?? [])
  return view && { view: { ...view, ...told }, isProvisional: true }
}

/** Writes a command's new state and its matter together, unless the command is no longer what it was. */
async function write(
  phone: Phone,
  session: Session,
  next: HeldCommand,
  was: HeldCommand,
  base: Base | null | undefined,
) {
  const { store } = phone
  const { sealer, held } = session
  const row = await commandRow(sealer, next)
  const matter = base ? await matterRow(sealer, base) : null
  const files = next.state === 'accepted' ? was.content.files : []
  const isWritten = await store.transaction('rw', store.commands, store.matters, store.files, async () => {
    const now = await store.commands.get(was.n)
    if (now?.id !== was.id || now.state !== was.state) return false
    await store.commands.put(row)
    if (matter) await store.matters.put(matter)
    if (base === null) await store.matters.delete(was.matterId)
    await store.files.bulkDelete(files)
    return true
  })
  if (!isWritten) return followStore(phone, session)
  held.commands.set(next.n, next)
  if (base) held.matters.set(was.matterId, base)
  if (base === null) held.matters.delete(was.matterId)
  for (const id of files) held.files.delete(id)
}

export async function settleAccepted(phone: Phone, session: Session, was: HeldCommand, told: Told): Promise<void> {
  const at = new Date(phone.ports.now()).toISOString()
  const receipt = { no: told.no, state: told.state, version: told.version, at }
  const cleared = { receipt, refusal: null, seen: null, theirs: null, choice: null, files: [], no: told.no }
  const next = withContent({ ...was, state: 'accepted', tries: 0, nextAt: 0 }, cleared)
  const base = baseAfter(session, was, told)
  await phone.inTurn(() => writing(phone, () => write(phone, session, next, was, base)))
}

/** Refused or in conflict: a person decides. `theirs` is the matter as the server has it, when it was told. */
export async function settleRefused(
  phone: Phone,
  session: Session,
  was: HeldCommand,
  state: 'refused' | 'conflict',
  refusal: Refusal | null,
  theirs: MatterView | null = null,
): Promise<void> {
  const isHandedIn = was.content.isHandedIn || theirs !== null
  const content = {
    refusal,
    theirs: theirs ?? was.content.theirs,
    isHandedIn: state === 'conflict' && isHandedIn,
    choice: null,
  }
  const next = withContent({ ...was, state, tries: 0, nextAt: 0 }, content)
  const base = theirs ? { view: theirs, isProvisional: false } : undefined
  await phone.inTurn(() => writing(phone, () => write(phone, session, next, was, base)))
}

export const settleGone = (phone: Phone, session: Session, was: HeldCommand): Promise<void> =>
  phone.inTurn(() => writing(phone, () => removeCommands(phone, session, [was])))
