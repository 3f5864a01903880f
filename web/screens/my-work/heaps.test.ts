// Every matter of my work lies on one heap, and each heap is ordered by its clock.
import { expect, test } from 'vitest'
import type { MatterRow } from '../../../contract/views.ts'
import { heapsOf } from './heaps.ts'

const now = new Date('2026-05-10T00:00:00Z')
const row = (id: string, more: Partial<MatterRow>): MatterRow =>
  ({ id, openedAt: '2026-05-09T00:00:00Z', dueAt: null, overdue: false, owner: null, ...more }) as MatterRow
const mine = { owner: { id: 'me', name: 'me' } }

test('late before soon before waiting before mine, each row once', () => {
  const heaps = heapsOf(
    [
      row('mine', { ...mine, dueAt: '2026-05-20T00:00:00Z' }),
      row('waiting', { dueAt: '2026-05-20T00:00:00Z' }),
      row('soon', { ...mine, dueAt: '2026-05-10T02:00:00Z' }),
      row('late', { ...mine, dueAt: '2026-05-09T20:00:00Z' }),
      row('later', { dueAt: '2026-05-09T10:00:00Z', overdue: true }),
      row('timeless', mine),
    ],
    now,
  )
  const ids = Object.fromEntries(Object.entries(heaps).map(([heap, rows]) => [heap, rows.map((each) => each.id)]))
  expect(ids).toEqual({ late: ['later', 'late'], soon: ['soon'], waiting: ['waiting'], mine: ['mine', 'timeless'] })
})
