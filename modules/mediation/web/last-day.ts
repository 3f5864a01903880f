// The last day of a month, for questions that are asked by the day.
import { dayAfter } from '../../../contract/calendar.ts'

/** `2026-02` to `2026-02-28`. */
export function lastDay(month: string): string {
  const [year = 0, count = 0] = month.split('-').map(Number)
  const next = count === 12 ? `${year + 1}-01-01` : `${year}-${String(count + 1).padStart(2, '0')}-01`
  return dayAfter(next, -1)
}
