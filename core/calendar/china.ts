// The working days of China: the State Council's yearly plan where it is known, the law's own holidays where it is not.
import chineseDays from 'chinese-days'
import type { Calendar } from '../../contract/calendar.ts'
import { dayAfter } from '../../contract/calendar.ts'

/** A day that a county works or does not work against the plan: a local festival, a typhoon, a later announcement. */
export interface DayException {
  day: string
  isWorking: boolean
}

export interface CalendarNotes {
  exceptions?: readonly DayException[]
  /** Office hours in minutes after midnight. */
  opensAt?: number
  closesAt?: number
}

/** Whether the plan of a year, with its make-up Saturdays and Sundays, is known (2004–2026 in chinese-days 1.5.7). */
export const isYearPlanned = (year: number): boolean => chineseDays.getDayDetail(`${year}-10-01`).name.includes('国庆')

/**
 * The holidays that stand in the law itself: Regulation on Public Holidays art 2, as in force since 2025-01-01.
 * Days given back for holidays on a weekend (art 6) are announced year by year and therefore not among them.
 */
export function statutoryHolidays(year: number): string[] {
  const lunar = (monthDay: string) => chineseDays.getSolarDateFromLunar(`${year}-${monthDay}`).date
  const springFestival = lunar('01-01')
  return [
    `${year}-01-01`,
    dayAfter(springFestival, -1),
    springFestival,
    dayAfter(springFestival, 1),
    dayAfter(springFestival, 2),
    chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
    `${year}-05-01`,
    `${year}-05-02`,
    lunar('05-05'),
    lunar('08-15'),
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ]
}

/** A calendar for `addSpan`. The county's own exceptions win over the plan, the plan over weekends. */
export function chinaCalendar(notes: CalendarNotes = {}): Calendar {
  const known = new Map(notes.exceptions?.map((e) => [e.day, e.isWorking]))
  return {
    ...(notes.opensAt === undefined ? {} : { opensAt: notes.opensAt }),
    ...(notes.closesAt === undefined ? {} : { closesAt: notes.closesAt }),
    isWorkingDay(day) {
      const remembered = known.get(day)
      if (remembered !== undefined) return remembered
      const isWorking = isWorkedByRule(day)
      known.set(day, isWorking)
      return isWorking
    },
  }
}

function isWorkedByRule(day: string): boolean {
  const year = Number(day.slice(0, 4))
  return chineseDays.isWorkday(day) && (isYearPlanned(year) || !statutoryHolidays(year).includes(day))
}
