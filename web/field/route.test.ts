// Every address of the field app is read as it was written; what is unknown is the list of tasks.
import { expect, test } from 'vitest'
import { hashOf, type Route, routeOf } from './route.ts'

const all: Route[] = [
  { page: 'tasks', heap: 'mine' },
  { page: 'tasks', heap: 'overdue' },
  { page: 'tasks', heap: 'near' },
  { page: 'matter', id: '019a' },
  { page: 'step', id: '019a', step: 'accept' },
  { page: 'report', kind: null },
  { page: 'report', kind: 'mediation.dispute' },
  { page: 'papers', id: '019a', document: null },
  { page: 'papers', id: '019a', document: 'agreement' },
  { page: 'entry', code: 'K7QF2M9XTB4C' },
  { page: 'number', no: '431227-2026-000042' },
  { page: 'sent' },
  { page: 'again', id: '019b' },
  { page: 'settings' },
  { page: 'sign-in' },
]

test.each(all)('$page is read back', (route) => {
  expect(routeOf(hashOf(route))).toEqual(route)
})

test.each(['', '#', '#/gone', '#/matter', '#/tasks/all', '#/matter/%E0%A4%A'])('%s ends somewhere', (hash) => {
  expect(['tasks', 'matter']).toContain(routeOf(hash).page)
})
