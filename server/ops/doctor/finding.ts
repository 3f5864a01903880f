// What the doctor says of one thing: how it stands, and when it is not well, what to do.
import type { Label } from '../../../contract/label.ts'
import type { Config } from '../../config.ts'

export interface Finding {
  /** Stable, for those who watch with a program. */
  id: string
  isWell: boolean
  says: Label
  /** What to do; there exactly when it is not well. */
  todo?: Label
}

/** What the checks look at. Tests bring another clock and other limits. */
export interface Patient {
  config: Config
  now(): Date
  /** With less memory to be had it is not well. */
  leastMemoryBytes: number
}

export const well = (id: string, says: Label): Finding => ({ id, isWell: true, says })
export const unwell = (id: string, says: Label, todo: Label): Finding => ({ id, isWell: false, says, todo })

const hourS = 3600
const dayS = 86_400

/** A span as people say it. */
export function spanOf(seconds: number): { zh: string; en: string } {
  const [n, zh, en] =
    seconds >= 2 * dayS
      ? [Math.floor(seconds / dayS), '天', 'days']
      : seconds >= 2 * hourS
        ? [Math.floor(seconds / hourS), '小时', 'hours']
        : seconds >= 120
          ? [Math.floor(seconds / 60), '分钟', 'minutes']
          : [Math.round(seconds), '秒', 'seconds']
  return { zh: `${n} ${zh}`, en: `${n} ${en}` }
}
