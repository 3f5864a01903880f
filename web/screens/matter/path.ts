// Where on the line of its life each state, step and due day of a matter stands: shares of the whole, 0 to 1.
import type { MatterView, TimelineEntry } from '../../../contract/views.ts'

interface Span {
  state: string
  /** When it began, as the server says it. */
  at: string
  from: number
  to: number
}

export interface Path {
  spans: Span[]
  /** What happened without a change of state, sessions and reminders among it. */
  marks: { did: string; at: string; from: number; isLate: boolean }[]
  /** What is still due: tasks, and the clock of the matter itself (without words). */
  dues: { what: string; at: string; from: number; isLate: boolean }[]
  /** Where now is; null once the matter has ended. */
  now: number | null
}

type Of = Pick<MatterView, 'openedAt' | 'endedAt' | 'dueAt' | 'tasks' | 'kind'>

/** The path of a matter: from its opening to now or its end, and on to the last day that something is due. */
export function pathOf(matter: Of, entries: readonly TimelineEntry[], now: Date): Path {
  const told = [...entries].sort((a, b) => Number(BigInt(a.seq) - BigInt(b.seq)))
  const open = matter.tasks.filter((task) => !task.isEnded && task.dueAt !== null)
  const due = [
    ...open.map((task) => ({ what: task.headline, at: task.dueAt as string })),
    ...(matter.endedAt === null && matter.dueAt ? [{ what: '', at: matter.dueAt }] : []),
  ]
  const begins = Date.parse(matter.openedAt)
  const reached = matter.endedAt ? Date.parse(matter.endedAt) : now.getTime()
  const ends = Math.max(begins + 1, reached, ...due.map((each) => Date.parse(each.at)))
  const share = (at: string | number) =>
    Math.min(1, Math.max(0, ((typeof at === 'number' ? at : Date.parse(at)) - begins) / (ends - begins)))
  const turns = told.filter((entry, i) => entry.to !== null && entry.to !== told.slice(0, i).findLast((e) => e.to)?.to)
  const spans = turns.map(
    (entry, i): Span => ({
      state: entry.to as string,
      at: entry.at,
      from: share(entry.at),
      to: share(turns[i + 1]?.at ?? reached),
    }),
  )
  const marks = told
    .filter((entry) => !turns.includes(entry))
    .map(({ type, at }) => {
      const did = type.slice(matter.kind.length + 1)
      return { did, at, from: share(at), isLate: did === 'deadline-missed' }
    })
  return {
    spans,
    marks,
    dues: due.map((each) => ({ ...each, from: share(each.at), isLate: Date.parse(each.at) < now.getTime() })),
    now: matter.endedAt === null ? share(now.getTime()) : null,
  }
}
