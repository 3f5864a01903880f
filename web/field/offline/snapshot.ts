// What the screens see: built anew when something changed, with the parts that did not change kept as they were.
import type { MatterView } from '../../../contract/views.ts'
import { afterStep, openedHere } from './overlay.ts'
import type { Base, Held, HeldCommand, Phone, Session } from './phone.ts'
import type { Command, Known, LocalMatter, Snapshot } from './types.ts'

/** Told to the server, but nothing that a person still waits for. */
const isGivenUp = ({ content }: HeldCommand) => content.choice?.is === 'kept'

export const isPending = (command: HeldCommand) => command.state === 'waiting' && !isGivenUp(command)

/** Commands of a matter that are not done with, in order. */
export const queueOf = (held: Held, matterId: string): HeldCommand[] =>
  [...held.commands.values()].filter((command) => command.matterId === matterId && command.state !== 'accepted')

/** The matter with what waits on top, or null when this phone knows nothing of it. */
export function localView(
  held: Held,
  matterId: string,
  waiting = queueOf(held, matterId).filter(isPending),
): MatterView | null {
  const { self, divisions } = held
  let view = held.matters.get(matterId)?.view ?? null
  for (const command of waiting) {
    if (command.content.transition === null) view ??= openedHere(command, self.me, divisions?.divisions ?? [])
    else if (view) view = afterStep(view, command, self.me)
  }
  return view
}

export function commandView({ held, sending }: Session, command: HeldCommand): Command {
  const { id, matterId, state, tries, nextAt, content } = command
  const files = content.files.map((one) => held.files.get(one)).filter((one) => one !== undefined)
  const { kind, transition, data, divisionId, deviceAt, no, seen, theirs, receipt, refusal } = content
  return {
    ...{ id, matterId, tries, nextAt, kind, transition, data, divisionId, deviceAt, no, receipt, refusal },
    state: state === 'waiting' && sending.has(id) ? 'sending' : state,
    files: files.length === 0 ? null : { sent: sum(files, 'sent'), total: sum(files, 'size') },
    mine: state === 'conflict' ? seen : null,
    theirs: state === 'conflict' ? (held.matters.get(matterId)?.view ?? theirs) : null,
  }
}

const sum = <K extends string>(rows: readonly Record<K, number>[], key: K) => rows.reduce((n, row) => n + row[key], 0)

// The screens compare by identity: a matter nothing waits for is the same object until the server sends another.
const still = new WeakMap<Base, LocalMatter>()

function settledMatter(base: Base): LocalMatter {
  const known = still.get(base)
  if (known) return known
  const local = { view: base.view, server: base.isProvisional ? null : base.view, unsent: [] }
  still.set(base, local)
  return local
}

function mattersOf(session: Session): LocalMatter[] {
  const { held } = session
  const waiting = new Map<string, HeldCommand[]>()
  for (const command of held.commands.values()) {
    const before = waiting.get(command.matterId)
    if (!isPending(command)) continue
    if (before) before.push(command)
    else waiting.set(command.matterId, [command])
  }
  const ids = new Set([...held.matters.keys(), ...waiting.keys()])
  return [...ids].flatMap((id) => {
    const base = held.matters.get(id)
    const queue = waiting.get(id)
    if (base && !queue) return [settledMatter(base)]
    const view = localView(held, id, queue ?? [])
    const unsent = (queue ?? []).map((command) => commandView(session, command))
    return view ? [{ view, server: base && !base.isProvisional ? base.view : null, unsent }] : []
  })
}

function knownOf(session: Session): Known {
  const { self, lists, divisions, commands } = session.held
  return {
    me: self.me,
    matters: mattersOf(session),
    lists: lists?.lists ?? {},
    units: lists?.units ?? [],
    checklists: lists?.checklists ?? {},
    // Lists that an earlier version of the app kept have none.
    entries: lists?.entries ?? [],
    divisions: divisions?.divisions ?? [],
    outline: divisions?.outline ?? null,
    outbox: [...commands.values()]
      .filter((command) => !isGivenUp(command))
      .reverse()
      .map((command) => commandView(session, command)),
    hasMore: self.hasMore,
  }
}

export const snapshotOf = ({ door, contact, trouble, session }: Phone): Snapshot => ({
  door,
  contact: { ...contact },
  trouble,
  known: door.is === 'open' && session ? knownOf(session) : null,
})
