// My work in four heaps: late, soon, waiting for somebody to take it, in my hands. Each by its clock.
import type { MatterRow } from '../../../contract/views.ts'
import { readClock } from '../../../ui/clock/clock.ts'
import { words } from '../board/messages.ts'

export type Heap = 'late' | 'soon' | 'waiting' | 'mine'

export const heapNames = {
  late: words.workOverdue,
  soon: words.workSoon,
  waiting: words.workWaiting,
  mine: words.workMine,
} as const satisfies Record<Heap, unknown>

/** Every row lies on exactly one heap: what is late is not counted again as mine. */
export function heapsOf(rows: readonly MatterRow[], now: Date): Record<Heap, MatterRow[]> {
  const heaps: Record<Heap, MatterRow[]> = { late: [], soon: [], waiting: [], mine: [] }
  for (const row of rows) {
    const { level } = readClock(row.openedAt, row.dueAt, now)
    if (level === 'late' || row.overdue) heaps.late.push(row)
    else if (level === 'soon') heaps.soon.push(row)
    else if (row.owner === null) heaps.waiting.push(row)
    else heaps.mine.push(row)
  }
  const due = (row: MatterRow) => row.dueAt ?? '9999'
  for (const heap of Object.values(heaps)) heap.sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0))
  return heaps
}
