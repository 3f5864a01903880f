// Live changes reach what is on screen, and leave alone what they do not know better.
import { expect, test } from 'vitest'
import type { LiveChange, MatterRow } from '../../contract/views.ts'
import { newestOf, patchPages, patchPoints, patchRows } from './patch.ts'

const row = (id: string, version: number): MatterRow => ({
  id,
  kind: 'tea.order',
  no: id,
  state: 'ordered',
  version,
  headline: 'green',
  category: 'leaf',
  division: { id: 1, name: 'x', names: ['x'], level: 'village' },
  point: { lng: 109, lat: 27 },
  placed: true,
  channel: 'portal',
  openedAt: '2026-05-03T00:00:00Z',
  stateSince: '2026-05-03T00:00:00Z',
  dueAt: null,
  overdue: false,
  owner: null,
  unit: null,
  waitsFor: null,
  mine: false,
  supervision: null,
  merged: false,
})

const change = (id: string, version: number, more: Partial<LiveChange> = {}): LiveChange => ({
  type: 'tea.order.brew',
  id,
  kind: 'tea.order',
  no: id,
  state: 'brewing',
  version,
  at: '2026-05-03T01:00:00Z',
  divisionId: 1,
  headline: null,
  category: null,
  point: null,
  merged: false,
  ...more,
})

test('of several changes of one matter the newest counts', () => {
  const newest = newestOf([change('a', 2), change('a', 4, { state: 'served' }), change('a', 3)])
  expect(newest.get('a')).toMatchObject({ version: 4, state: 'served' })
})

test('a row takes over what is new and keeps what the change does not tell', () => {
  const rows = [row('a', 1), row('b', 1)]
  const [a, b] = patchRows(rows, newestOf([change('a', 2)]))
  expect(a).toMatchObject({ state: 'brewing', version: 2, headline: 'green', category: 'leaf' })
  expect(b).toBe(rows[1])
})

test('an old change changes nothing, not even the array', () => {
  const rows = [row('a', 3)]
  expect(patchRows(rows, newestOf([change('a', 3)]))).toBe(rows)
  const pages = { pages: [{ rows, next: null }], pageParams: [null] }
  expect(patchPages(pages, newestOf([change('z', 9)]))).toBe(pages)
  expect(patchPages(pages, newestOf([change('a', 4)])).pages[0]?.rows[0]?.version).toBe(4)
})

test('points move, recolour and vanish when merged', () => {
  const points = ['a', 'b'].map((id) => ({
    id,
    no: id,
    lng: 109,
    lat: 27,
    state: 'ordered',
    category: 'leaf',
    overdue: false,
  }))
  const data = { points, truncated: false }
  expect(patchPoints(data, newestOf([change('z', 2)]))).toBe(data)
  const moved = patchPoints(
    data,
    newestOf([change('a', 2, { point: { lng: 110, lat: 27 } }), change('b', 2, { merged: true })]),
  )
  expect(moved.points).toEqual([{ ...points[0], state: 'brewing', lng: 110 }])
})
