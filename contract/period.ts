// The periods of a round: which days one pass covers, and the day by which it must have been made.
import { type Calendar, dayAfter } from './calendar.ts'

export const cadences = ['daily', 'weekly', 'halfMonthly', 'monthly', 'quarterly'] as const
/** How often a pass falls due. Village half-monthly, township monthly, county quarterly: county practice of 排查. */
export type Cadence = (typeof cadences)[number]

/** Days as `YYYY-MM-DD`, both ends inside. */
export interface Period {
  from: string
  to: string
  /** The last day on which the check counts as made in time. */
  dueOn: string
}

/** Every day of the calendar counts, or working days only. */
export type Days = 'everyDay' | 'workingDays'

/**
 * The period that holds a day, or null when nobody is due in it (a daily pass on a holiday). With working days the last
 * working day of the period is the last day.
 */
export function periodAt(cadence: Cadence, day: string, days: Days, calendar: Calendar): Period | null {
  const [from, to] = bounds(cadence, day)
  if (days === 'everyDay') return { from, to, dueOn: to }
  for (let last = to; last >= from; last = dayAfter(last, -1))
    if (calendar.isWorkingDay(last)) return { from, to, dueOn: last }
  return null
}

const mostPeriods = 400

/** The periods that touch `[from, to]`, in order; at most 400. */
export function periodsBetween(cadence: Cadence, from: string, to: string, days: Days, calendar: Calendar): Period[] {
  const periods: Period[] = []
  for (let day = from, looked = 0; day <= to && looked < mostPeriods; looked++) {
    const period = periodAt(cadence, day, days, calendar)
    if (period) periods.push(period)
    day = dayAfter(bounds(cadence, day)[1])
  }
  return periods
}

function bounds(cadence: Cadence, day: string): [from: string, to: string] {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const on = (m: number, d: number) => new Date(Date.UTC(year, m - 1, d)).toISOString().slice(0, 10)
  switch (cadence) {
    case 'daily':
      return [day, day]
    case 'weekly': {
      // Monday to Sunday (GB/T 7408).
      const monday = dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
      return [monday, dayAfter(monday, 6)]
    }
    case 'halfMonthly':
      return date <= 15 ? [on(month, 1), on(month, 15)] : [on(month, 16), on(month + 1, 0)]
    case 'monthly':
      return [on(month, 1), on(month + 1, 0)]
    case 'quarterly': {
      const first = month - ((month - 1) % 3)
      return [on(first, 1), on(first + 3, 0)]
    }
  }
}
