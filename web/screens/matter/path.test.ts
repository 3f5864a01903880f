// The path of a matter: states one after the other, what happened between, what is still due.
import { expect, test } from 'vitest'
import type { TaskView, TimelineEntry } from '../../../contract/views.ts'
import { pathOf } from './path.ts'

const entry = (seq: number, did: string, at: string, to: string | null) =>
  ({ seq: String(seq), type: `k.${did}`, at, to }) as unknown as TimelineEntry
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T00:00:00.000Z`
const open = { kind: 'k', openedAt: day(1), endedAt: null, dueAt: null, tasks: [] as TaskView[] }
const entries = [
  entry(1, 'opened', day(1), 'registered'),
  entry(2, 'accept', day(3), 'accepted'),
  entry(4, 'deadline-missed', day(5), null),
  entry(3, 'mediate', day(4), 'accepted'),
]

test('states follow one another up to now; what changes no state is a mark, a missed clock a late one', () => {
  const path = pathOf(open, entries, new Date(day(11)))
  expect(path.spans.map(({ state, from, to }) => [state, from, to])).toEqual([
    ['registered', 0, 0.2],
    ['accepted', 0.2, 1],
  ])
  expect(path.marks.map(({ did, isLate }) => [did, isLate])).toEqual([
    ['mediate', false],
    ['deadline-missed', true],
  ])
  expect(path.now).toBe(1)
})

test('what is due lengthens the line beyond now; ended tasks and ended matters have nothing due', () => {
  const task = (isEnded: boolean, dueAt: string) => ({ isEnded, dueAt, headline: '回访' }) as TaskView
  const tasks = [task(false, day(21)), task(true, day(29))]
  const path = pathOf({ ...open, tasks }, entries, new Date(day(11)))
  expect(path.dues).toEqual([{ what: '回访', at: day(21), from: 1, isLate: false }])
  expect(path.now).toBe(0.5)
  const ended = pathOf({ ...open, endedAt: day(6), dueAt: day(9) }, entries, new Date(day(11)))
  expect([ended.now, ended.dues, ended.spans.at(-1)?.to]).toEqual([null, [], 1])
})
