// Spans and working days: when a deadline falls, on the clock of Asia/Shanghai. Needs no data: the calendar is passed in.

/**
 * A length of time in a definition: `4h` clock hours, `30d` days, `3wd` working days, `0wd` the same working day, `6m`
 * months. Whole numbers only.
 */
export type Span = `${number}h` | `${number}d` | `${number}wd` | `${number}m`

/** Knows which days are worked, and optionally from when to when, in minutes after midnight (510 = 08:30). */
export interface Calendar {
  isWorkingDay(day: string): boolean
  opensAt?: number
  closesAt?: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
// One zone for the whole country and no summer time since 1992, so the offset is a constant.
const shanghaiMs = 8 * hourMs
// A county whose settings call nothing a working day must not hang the server.
const longestSearchDays = 400
const usualOpensAt = 8 * 60 + 30
const usualClosesAt = 17 * 60 + 30

/** The day of an instant in Asia/Shanghai, `YYYY-MM-DD`. */
export const dayOf = (at: Date): string => new Date(at.getTime() + shanghaiMs).toISOString().slice(0, 10)

/** The instant of a day and a minute after midnight in Asia/Shanghai; minute 1440 is the end of the day. */
export const instantOf = (day: string, minute = 0): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) - shanghaiMs + minute * minuteMs)

/** The day `count` days after (or before) `day`. */
export const dayAfter = (day: string, count = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)

/** The day so many months later; the last day of the month when that has no such day (Civil Code art 202). */
export function monthsAfter(day: string, count: number): string {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(of, last))).toISOString().slice(0, 10)
}

/** The number and the unit of a span; throws when it is not one. */
export function readSpan(span: Span): { count: number; unit: 'h' | 'd' | 'wd' | 'm' } {
  const match = /^(\d{1,5})(h|d|wd|m)$/.exec(span)
  if (!match) throw new Error(`not a span: ${span}`)
  return { count: Number(match[1]), unit: match[2] as 'h' | 'd' | 'wd' | 'm' }
}

/** The first working day on or after `day`. Throws when there is none within 400 days: the calendar is wrong then. */
export function workingDayFrom(day: string, calendar: Calendar): string {
  for (let i = 0, d = day; i < longestSearchDays; i++, d = dayAfter(d)) if (calendar.isWorkingDay(d)) return d
  throw new Error(`the calendar has no working day within ${longestSearchDays} days of ${day}`)
}

/**
 * When a span that starts at `from` runs out. Hours are clock hours, to the millisecond. For days the day of the start
 * does not count (Civil Code art 201): `3wd` ends on the third working day after it, `30d` on the thirtieth day after
 * it or, when nobody works then, on the next working day (art 203), `6m` on the same day of the sixth month (art 202).
 * All end when the office closes, as art 203 has it
 * where there are business hours; if that has already passed (`0wd` late in the evening), at the next closing.
 */
export function addSpan(from: Date, span: Span, calendar: Calendar): Date {
  const { count, unit } = readSpan(span)
  if (unit === 'h') return new Date(from.getTime() + count * hourMs)
  let day = dayOf(from)
  if (unit === 'd') day = dayAfter(day, count)
  else if (unit === 'm') day = monthsAfter(day, count)
  else for (let i = 0; i < count; i++) day = workingDayFrom(dayAfter(day), calendar)
  const closing = (d: string) => instantOf(d, calendar.closesAt ?? usualClosesAt)
  day = workingDayFrom(day, calendar)
  if (closing(day) <= from) day = workingDayFrom(dayAfter(day), calendar)
  return closing(day)
}

/** Milliseconds of office hours on working days between two instants; 0 when `to` is not after `from`. */
export function workingTimeBetween(from: Date, to: Date, calendar: Calendar): number {
  const opensAt = calendar.opensAt ?? usualOpensAt
  const closesAt = calendar.closesAt ?? usualClosesAt
  const last = dayOf(to)
  let total = 0
  for (let day = dayOf(from); day <= last; day = dayAfter(day)) {
    if (!calendar.isWorkingDay(day)) continue
    const start = Math.max(from.getTime(), instantOf(day, opensAt).getTime())
    const end = Math.min(to.getTime(), instantOf(day, closesAt).getTime())
    if (end > start) total += end - start
  }
  return total
}

/** How many working days lie after the day of `from`, up to and with the day of `to`. */
export function workingDaysBetween(from: Date, to: Date, calendar: Calendar): number {
  const last = dayOf(to)
  let count = 0
  for (let day = dayAfter(dayOf(from)); day <= last; day = dayAfter(day)) if (calendar.isWorkingDay(day)) count++
  return count
}
