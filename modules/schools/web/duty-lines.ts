// Lines on a school's page: who stands at the gate at the peaks, and the deputy head for law with the lessons held.
import type { Text } from '../../../ui/text/language.tsx'
import { lawHoursAYear, lawHoursMissing, type SchoolGlance } from '../rules.ts'
import { words } from './words.ts'

/** What a line is of, what it says, and whether something is wrong. */
type Line = [string, string, boolean]

export function peakLines({ peaks }: SchoolGlance, text: Text): Line[] {
  if (peaks.length === 0) return [[text(words.peaks), text(words.noPeaks), false]]
  return peaks.map(({ isStaffed, gate, from, to }) => [
    text(words.peak, { gate, from, to }),
    text(isStaffed ? words.peakStaffed : words.peakUnstaffed),
    !isStaffed,
  ])
}

export function lawLines({ deputy, lawHours }: SchoolGlance, text: Text): Line[] {
  const missing = lawHoursMissing(lawHours)
  const hours = [
    text(words.lawHoursOf, { has: lawHours, needs: lawHoursAYear }),
    ...(missing > 0 ? [text(words.missing, { n: missing })] : []),
  ]
  return [
    [text(words.lawHead), text(words.deputy[deputy]), deputy !== 'serving'],
    [text(words.lawHours), hours.join(' · '), missing > 0],
  ]
}
