// Clocks in plain words: one unit, the largest that fits.
import { type Label, label } from '../../contract/label.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How much is left until an instant, or by how much it has been missed. */
export function clockWords(dueAt: string | null, now: Date): Label | null {
  if (dueAt === null) return null
  const leftMs = Date.parse(dueAt) - now.getTime()
  const [zh, en] = lengthOf(Math.abs(leftMs))
  return leftMs < 0 ? label(`已超 ${zh}`, `${en} late`) : label(`还剩 ${zh}`, `${en} left`)
}

/** A length of time as `2 天`, `5 小时`, `20 分钟`; never nought. */
function lengthOf(ms: number): [zh: string, en: string] {
  const days = Math.floor(ms / dayMs)
  if (days >= 1) return [`${days} 天`, days === 1 ? '1 day' : `${days} days`]
  const hours = Math.floor(ms / hourMs)
  if (hours >= 1) return [`${hours} 小时`, `${hours} h`]
  const minutes = Math.max(1, Math.floor(ms / minuteMs))
  return [`${minutes} 分钟`, `${minutes} min`]
}

/** A wait of so many milliseconds as people count it down: `40 秒`, `5 分钟`. */
export function waitWords(ms: number): Label {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  if (seconds < 120) return label(`${seconds} 秒`, seconds === 1 ? '1 second' : `${seconds} seconds`)
  const minutes = Math.ceil(seconds / 60)
  return label(`${minutes} 分钟`, `${minutes} minutes`)
}

/** By how many minutes a phone is wrong, when that is worth saying; positive when it is fast. */
export function minutesOff(skewMs: number): number | null {
  const minutes = Math.round(skewMs / minuteMs)
  return minutes === 0 ? null : minutes
}
