// When people work: offices by the calendar, grid workers on most waking hours. Times of the demo fall into these.
import { type Calendar, dayAfter, dayOf, instantOf } from '../../contract/calendar.ts'
import type { Chance } from '../random.ts'

const minuteMs = 60_000
const opensAt = 8 * 60 + 20
const closesAt = 17 * 60 + 40

/** The hour of the day in Shanghai, 0–23. */
export const hourOf = (at: Date): number => new Date(at.getTime() + 8 * 3_600_000).getUTCHours()

/** The moment when `minutes` of office time have passed since `at`; work left over waits for the next working day. */
export function afterOfficeMinutes(at: Date, minutes: number, calendar: Calendar): Date {
  let left = minutes * minuteMs
  for (let day = dayOf(at); ; day = dayAfter(day)) {
    if (!calendar.isWorkingDay(day)) continue
    const start = Math.max(at.getTime(), instantOf(day, opensAt).getTime())
    const room = instantOf(day, closesAt).getTime() - start
    if (room <= 0) continue
    if (left <= room) return new Date(start + left)
    left -= room
  }
}

const wakesAt = 7 * 60
const sleepsAt = 21 * 60 + 30

/** The moment `minutes` after `at`, or the next morning when that is in the night. */
export function afterWakingMinutes(at: Date, minutes: number, chance: Chance): Date {
  const wanted = new Date(at.getTime() + minutes * minuteMs)
  const day = dayOf(wanted)
  const [wakes, sleeps] = [instantOf(day, wakesAt), instantOf(day, sleepsAt)]
  if (wanted >= wakes && wanted <= sleeps) return wanted
  const morning = wanted < wakes ? wakes : instantOf(dayAfter(day), wakesAt)
  return new Date(morning.getTime() + chance.whole(5, 90) * minuteMs)
}
