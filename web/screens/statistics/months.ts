// Ranges of months, `YYYY-MM`, on the calendar of Asia/Shanghai.
import { dayOf } from '../../../contract/calendar.ts'

/** The month `count` months before the month of an instant. */
export function monthBefore(now: Date, count: number): string {
  const day = dayOf(now)
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** The last so many months, this one included. */
export const lastMonths = (now: Date, count: number): { from: string; to: string } => ({
  from: monthBefore(now, count - 1),
  to: monthBefore(now, 0),
})

export const isMonth = (text: unknown): text is string =>
  typeof text === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(text)
