// How a deadline stands: how much of it is used, and how urgent that is.

const hourMs = 3_600_000

export type ClockLevel = 'none' | 'calm' | 'soon' | 'late'

export interface Clock {
  level: ClockLevel
  /** Part of the time that is used, 0 to 1. */
  used: number
  /** Milliseconds left; below zero when late. */
  leftMs: number
}

/**
 * Reads a clock that runs from `from` to `dueAt`. The last fifth is soon, and so are the last four hours
 * of anything that lasts longer than eight.
 */
export function readClock(from: string | Date, dueAt: string | Date | null, now: Date): Clock {
  if (dueAt === null) return { level: 'none', used: 0, leftMs: 0 }
  const start = new Date(from).getTime()
  const due = new Date(dueAt).getTime()
  const whole = Math.max(1, due - start)
  const leftMs = due - now.getTime()
  if (leftMs < 0) return { level: 'late', used: 1, leftMs }
  const used = Math.min(1, Math.max(0, (now.getTime() - start) / whole))
  const soonMs = Math.max(whole / 5, Math.min(whole / 2, 4 * hourMs))
  return { level: leftMs <= soonMs ? 'soon' : 'calm', used, leftMs }
}
