// How long to wait before a command is tried again: longer each time, and not all phones at the same moment.

const firstMs = 2000
const longestMs = 5 * 60_000

/** Milliseconds after so many tries without an answer. `random` lies between 0 and 1. */
export const backoffMs = (tries: number, random: number): number =>
  Math.min(longestMs, firstMs * 2 ** Math.max(0, tries - 1)) * (0.5 + random / 2)

/** What `Retry-After` says in milliseconds, as seconds or as a date; null when it says nothing. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), longestMs) : null
}
