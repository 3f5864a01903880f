// Weeks and months as days of the calendar: what a bulletin covers, and the squares of a month.
import { dayAfter } from '../../../contract/calendar.ts'
import type { ReportSort } from '../../../contract/round-views.ts'

export interface Span {
  from: string
  to: string
}

/** 0 for Monday. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** The month that holds a day. */
export function monthOf(day: string): Span {
  const from = `${day.slice(0, 7)}-01`
  const [year = 0, month = 0] = day.split('-').map(Number)
  return { from, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) }
}

/** The week from Monday to Sunday that holds a day (GB/T 7408). */
export function weekOf(day: string): Span {
  const from = dayAfter(day, -weekdayOf(day))
  return { from, to: dayAfter(from, 6) }
}

/** The span of a report that holds a day. */
export const spanOf = (sort: Exclude<ReportSort, 'pass'>, day: string): Span =>
  sort === 'weekly' ? weekOf(day) : monthOf(day)

/** The span before, and the one after. */
export const spanBefore = (sort: Exclude<ReportSort, 'pass'>, { from }: Span): Span => spanOf(sort, dayAfter(from, -1))
export const spanAfter = (sort: Exclude<ReportSort, 'pass'>, { to }: Span): Span => spanOf(sort, dayAfter(to, 1))

/** The squares of a month from Monday on; null where another month begins or ends. */
export function squaresOf({ from, to }: Span): (string | null)[] {
  const days: (string | null)[] = Array.from({ length: weekdayOf(from) }, () => null)
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day)
  while (days.length % 7 !== 0) days.push(null)
  return days
}

/** ISO 8601 number of the week that holds a day. */
export function weekNumber(day: string): number {
  const thursday = dayAfter(day, 3 - weekdayOf(day))
  const first = Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)
  return Math.floor((Date.parse(`${thursday}T00:00:00Z`) - first) / (7 * 86_400_000)) + 1
}

/** The earlier of two days. */
export const earlierOf = (a: string, b: string): string => [a, b].toSorted()[0] as string
