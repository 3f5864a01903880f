// Reads a call log: time_local, agency, service, incident, type, location_txt, lat, lon.
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { v4 as uuidv4 } from 'uuid'

export interface Call {
  /** The same for the same row of the same log, so that a second run cannot double it. */
  id: string
  /** Seconds since the first call of the log. */
  afterS: number
  deviceAt: string
  category: string
  account: string
  point: { lng: number; lat: number } | null
}

const needed = ['time_local', 'incident', 'type', 'location_txt', 'lat', 'lon'] as const

// The log's own words to categories of reports; what fits none is a request for help.
const categoryOf: readonly [RegExp, string][] = [
  [/TRAFFIC|VEHICLE|ACCIDENT|HIT AND RUN|PARKING|MVA|CRASH/i, 'traffic'],
  [/FIRE|SMOKE|BURN/i, 'fire'],
  [/GAS|HAZ/i, 'gas'],
  [/ALARM|CAMERA/i, 'camera'],
  [/THEFT|STEAL|BURGLARY|LARCENY|ROBBERY|DAMAGE|VANDAL/i, 'theft'],
  [/FRAUD|SCAM|FORGERY/i, 'fraud'],
  [/NOISE|PEACE DISTURB|LOUD/i, 'environment'],
  [/MISSING|LOST|FOUND|RUNAWAY/i, 'lost'],
  [/LIGHT|UTILITY|POWER|WATER/i, 'utility'],
]

// In the form of a phone's own id: one that says it was computed (version 5) is the house's alone to give.
const idOf = (text: string): string => uuidv4({ random: createHash('sha256').update(text).digest().subarray(0, 16) })

/** Reads the whole log. @throws Error naming the column that is missing */
export function readCalls(csv: string): Call[] {
  const rows = parse(csv, { columns: true, skip_empty_lines: true, bom: true }) as Record<string, string>[]
  const first = rows[0]
  if (!first) throw new Error('the log has no rows')
  const missing = needed.filter((column) => !(column in first))
  if (missing.length > 0) throw new Error(`the log lacks the columns ${missing.join(', ')}`)
  const seen = new Map<string, number>()
  const start = instant(first.time_local)
  return rows.map((row) => {
    const text = needed.map((column) => row[column]).join('|')
    // Two calls can be word for word the same; the second is still a call.
    const times = (seen.get(text) ?? 0) + 1
    seen.set(text, times)
    const at = instant(row.time_local)
    return {
      id: idOf(`${text}|${times}`),
      afterS: (at - start) / 1000,
      deviceAt: new Date(at).toISOString(),
      category: categoryOf.find(([words]) => words.test(row.type ?? ''))?.[1] ?? 'otherHelp',
      account: [row.type, row.location_txt, row.incident].filter((part) => part).join(' · '),
      point: row.lat && row.lon ? { lng: Number(row.lon), lat: Number(row.lat) } : null,
    }
  })
}

// The log's clock has no zone; as a device's time beside the server's it only has to keep its order.
const instant = (local: string | undefined): number => Date.parse(`${local}Z`)
