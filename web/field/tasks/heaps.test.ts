// What a person finds in which heap, and what a search without a network brings.
import { expect, test } from 'vitest'
import { found, heapOf, metresBetween, type Task } from './heaps.ts'

const now = new Date('2026-05-08T08:00:00+08:00')

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  kind: 'reports.report',
  no: `431227-2605-00000${id}`,
  state: 'received',
  headline: '路灯不亮',
  next: () => null,
  place: '花园村',
  category: 'streetLight',
  dueAt: '2026-05-10T18:00:00+08:00',
  stateSince: '2026-05-07T08:00:00+08:00',
  point: null,
  isMine: true,
  isEnded: false,
  unsent: 0,
  ...more,
})

const ids = (tasks: readonly Task[]) => tasks.map(({ id }) => id)

test('mine: what I own or have changed here, the most urgent first, ended ones gone', () => {
  const all = [
    task('1', { dueAt: null }),
    task('2'),
    task('3', { dueAt: '2026-05-07T18:00:00+08:00' }),
    task('4', { isEnded: true }),
    task('5', { isMine: false }),
    task('6', { isMine: false, unsent: 1, dueAt: '2026-05-09T18:00:00+08:00' }),
  ]
  expect(ids(heapOf(all, 'mine', now, null))).toEqual(['3', '6', '2', '1'])
  expect(ids(heapOf(all, 'overdue', now, null))).toEqual(['3'])
})

test('near: the nearest first once one has said where one is; what has no place is not on a map', () => {
  const here = { lng: 109.17, lat: 27.35 }
  const all = [
    task('1', { point: { lng: 109.18, lat: 27.35 } }),
    task('2', { point: { lng: 109.171, lat: 27.35 } }),
    task('3'),
  ]
  expect(ids(heapOf(all, 'near', now, here))).toEqual(['2', '1'])
  expect(metresBetween({ lng: 109, lat: 27 }, { lng: 109, lat: 27.001 })).toBeCloseTo(111.3, 0)
})

test('a search looks at number, words, place and category, in any width and order', () => {
  const all = [task('1'), task('2', { headline: '井盖翘起来了', place: '街上村', category: 'road' })]
  const name = (id: string) => (id === 'road' ? '道路' : '路灯')
  expect(ids(found(all, '街上 井盖', name))).toEqual(['2'])
  expect(ids(found(all, '０００００１', name))).toEqual(['1'])
  expect(ids(found(all, '道路', name))).toEqual(['2'])
  expect(ids(found(all, '  ', name))).toEqual(['1', '2'])
})
