// Reads a moment as somebody types it at night: ISO 8601, and the time of Shanghai when no zone is named.

const shanghai = '+08:00'
const shape = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** @throws Error with a sentence when the text is no moment */
export function readTime(text: string): Date {
  const [, day, minute = '00:00', second = ':00', zone = shanghai] = shape.exec(text.trim()) ?? []
  const time = new Date(`${day}T${minute}${second}${zone}`)
  const isDay = day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day)
  if (!isDay || Number.isNaN(time.getTime()))
    throw new Error(
      `“${text}”不是时刻，应如 "2026-11-24 02:00"(北京时间)。 / "${text}" is no moment: write it as "2026-11-24 02:00" (Shanghai) or in ISO 8601.`,
    )
  return time
}
