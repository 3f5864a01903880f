// Moments as the standards at the edges write them (RFC 3339, W3C), read strictly: 31 February is none.

const day = String.raw`\d{4}-\d{2}-\d{2}`
const time = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`
const zone = String.raw`(Z|z|[+-]([01]\d|2[0-3]):[0-5]\d)`
const shape = new RegExp(`^${day}([Tt]${time}${zone}?)?$`)

export interface Read {
  at: Date
  /** A day and no more. */
  isDay: boolean
  hasZone: boolean
}

/** Reads a day or a moment; without a zone it is taken in `zoneOtherwise` (`Z`, `+08:00`). Null when it is neither. */
export function readMoment(text: string, zoneOtherwise: string): Read | null {
  // A `+` that was not escaped in a URL arrives as a space.
  const plain = text.replace(/ (\d{2}:\d{2})$/, '+$1')
  if (!shape.test(plain)) return null
  const date = plain.slice(0, 10)
  const midnight = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date) return null
  const isDay = plain.length === 10
  const hasZone = new RegExp(`${zone}$`).test(plain.slice(10))
  const at = new Date(`${isDay ? `${date}T00:00:00` : plain.toUpperCase()}${hasZone ? '' : zoneOtherwise}`)
  // PostgreSQL and people both end well before the year 9999.
  const isSound = at.getUTCFullYear() > 1800 && at.getUTCFullYear() < 3000
  return isSound ? { at, isDay, hasZone } : null
}
