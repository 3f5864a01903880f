// Which tasks stand in which heap, in which order, and what a search finds: all of it on the phone.
import type { MatterKind } from '../../../contract/kind.ts'
import type { Label } from '../../../contract/label.ts'
import type { DivisionView, MatterView, MeView } from '../../../contract/views.ts'
import type { Wording } from '../../../ui/text/wording.ts'
import { findKind } from '../../modules.ts'
import { stepsOf } from '../../screens/matter/actions.ts'
import { guideFor } from '../guides.ts'
import { headlineOf } from '../matter/headline.ts'
import type { LocalMatter } from '../offline/types.ts'
import type { Heap } from '../route.ts'

/** What a row of the list needs. */
export interface Task {
  id: string
  kind: string
  no: string
  state: string
  headline: Wording
  /** The step that brings it on, when it is this person's to take. */
  next: () => Label | null
  place: string
  category: string | null
  dueAt: string | null
  stateSince: string
  point: { lng: number; lat: number } | null
  isMine: boolean
  isEnded: boolean
  /** Changes of this phone that have not been sent. */
  unsent: number
}

/** The row of a matter as this phone knows it. Mine is what I own, and what waits for a post I hold there. */
export function taskOf({ view, unsent }: LocalMatter, me: MeView): Task {
  const kind = findKind(view.kind) as MatterKind | undefined
  const { waitsFor, division, data } = view
  const waitsForMe = me.posts.some(
    (held) => held.post === waitsFor?.post && waitsFor.division.path.startsWith(held.division.path),
  )
  const category = kind?.categoryField ? data[kind.categoryField] : undefined
  return {
    id: view.id,
    kind: view.kind,
    no: view.no,
    state: view.state,
    headline: kind ? headlineOf(kind, data) : '',
    next: () => (kind ? nextOf(kind, view) : null),
    place: placeOf(division),
    category: category === undefined ? null : String(category),
    dueAt: view.dueAt,
    stateSince: view.stateSince,
    point: view.point,
    isMine: view.owner?.id === me.actor.id || waitsForMe,
    isEnded: kind?.states[view.state]?.end !== undefined || view.mergedInto !== null,
    unsent: unsent.length,
  }
}

function nextOf(kind: MatterKind, view: MatterView): Label | null {
  const open = stepsOf(kind, view).filter(({ why, isForward }) => why === null && isForward)
  const first = guideFor(view)?.first
  const next = first === undefined ? open[0] : open.find(({ name }) => name === first)
  return next ? (kind.transitions[next.name]?.label ?? null) : null
}

/** A grid's name says little without its village's. */
export const placeOf = ({ level, name, names }: Pick<DivisionView, 'level' | 'name' | 'names'>): string =>
  level === 'grid' || level === 'microGrid' ? names.slice(-2).join('') : name

export interface Here {
  lng: number
  lat: number
}

const isLate = (task: Task, now: Date) => task.dueAt !== null && Date.parse(task.dueAt) < now.getTime()
const due = (task: Task) => (task.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(task.dueAt))

/** Metres between two places near each other. */
export function metresBetween(a: Here, b: Here): number {
  const metresPerDegree = 111_320
  const cos = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)
  return Math.hypot((a.lng - b.lng) * cos, a.lat - b.lat) * metresPerDegree
}

/** The tasks of a heap: the most urgent first, or the nearest first once somebody asked where they are. */
export function heapOf(tasks: readonly Task[], heap: Heap, now: Date, here: Here | null): Task[] {
  const open = tasks.filter((task) => !task.isEnded)
  const byClock = (a: Task, b: Task) => due(a) - due(b) || (a.id < b.id ? -1 : 1)
  if (heap === 'overdue') return open.filter((task) => isLate(task, now)).sort(byClock)
  if (heap === 'near') {
    const placed = open.flatMap((task) => (task.point ? [{ task, point: task.point }] : []))
    const sorted = here
      ? placed.sort((a, b) => metresBetween(a.point, here) - metresBetween(b.point, here))
      : placed.sort((a, b) => byClock(a.task, b.task))
    return sorted.map(({ task }) => task)
  }
  return open.filter((task) => task.isMine || task.unsent > 0).sort(byClock)
}

const saidIn = (words: Wording): string => (typeof words === 'string' ? words : `${words.zh} ${words.en}`)

/** The tasks that hold every word typed, in whatever part a person would look for it. */
export function found(tasks: readonly Task[], typed: string, categoryName: (id: string) => string): Task[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...tasks]
  return tasks.filter((task) => {
    const text = [task.no, saidIn(task.headline), task.place, task.category ? categoryName(task.category) : '']
      .join(' ')
      .normalize('NFKC')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
