// Lists: a million matters in one county; first pages of every desk filter in every division, and the board's counts.
import { sql } from 'kysely'
import type { Throwaway } from '../testing/throwaway.ts'
import { openThrowaway } from '../testing/throwaway.ts'
import { fillCounty } from './fill.ts'
import { quantile, type Result } from './table.ts'

const area = [109.0, 27.0, 109.5, 27.5] as const
const draws = 400

/** Filters as the desk sends them. */
const filters: readonly string[] = [
  '',
  'state=received',
  'state=unplaced',
  'state=inHand,routed,contained',
  'state=closed',
  'state=declined',
  'overdue=true',
  'open=true',
  'category=fireworks',
  'category=streetLight&state=closed',
  'channel=phone',
  'unplaced=true',
  'work=true',
  'sort=openedAt',
  'sort=dueAt',
  'q=路灯',
  'q=不存在的词语',
  'q=学生放学&state=inHand',
  'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
]

export async function benchLists({ rows }: { rows: number }): Promise<Result[]> {
  const house = await openThrowaway([...area])
  try {
    process.stdout.write(`filling ${rows} matters\n`)
    await fillCounty(house, rows)
    await sql`vacuum analyze matters`.execute(house.house.db)
    const tokens = await readers(house)
    const divisions = [undefined, house.countyId, ...someDivisions(house)]
    const pages = await measure(
      house,
      tokens,
      divisions,
      (division, filter) => `/api/reports/reports?${query(division, filter)}`,
    )
    const boards = await measure(
      house,
      tokens,
      divisions,
      (division, filter) => `/api/reports/reports/counts?${query(division, filter)}`,
    )
    return [
      row(`first page of ${rows.toLocaleString('en')} matters, any filter and division`, pages, 50),
      row(
        'board counts, any facet and division',
        boards.filter((t) => !t.isText),
        20,
      ),
      {
        ...row(
          'board counts with a text searched for',
          boards.filter((t) => t.isText),
          20,
        ),
        wanted: 'no promise',
        holds: true,
      },
    ]
  } finally {
    await house.end()
  }
}

/** Those who look: the county, a township, a village. */
const readers = async (house: Throwaway): Promise<string[]> => {
  const { tree } = house.house.divisions
  const village = house.villages[40] as number
  const township = tree.get(village).parentId as number
  return [
    await house.tokenFor('countyCentre', house.countyId),
    await house.tokenFor('townshipCentre', township),
    await house.tokenFor('gridWorker', village),
  ]
}

function someDivisions(house: Throwaway): number[] {
  const townships = house.house.divisions.tree.children(house.countyId).map((d) => d.id)
  return [...townships.slice(0, 4), ...house.villages.filter((_, i) => i % 30 === 0)]
}

const query = (division: number | undefined, filter: string): string => {
  const params = new URLSearchParams(filter)
  if (division !== undefined) params.set('division', String(division))
  for (const key of ['sort']) if (params.has(key)) params.set(key, params.get(key) as string)
  return params.toString()
}

interface Timed {
  isText: boolean
  what: string
  ms: number
}

/** Draws readers, divisions and filters at random, after each filter was asked once. */
async function measure(
  house: Throwaway,
  tokens: readonly string[],
  divisions: readonly (number | undefined)[],
  pathOf: (division: number | undefined, filter: string) => string,
): Promise<Timed[]> {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T
  const times: Timed[] = []
  const isCounts = pathOf(undefined, '').includes('/counts')
  const usable = filters.filter((f) => !(isCounts && f.startsWith('sort=')))
  for (let i = 0; i < draws + usable.length; i++) {
    const isWarm = i >= usable.length
    const filter = isWarm ? pick(usable) : (usable[i] as string)
    const division = isWarm ? pick(divisions) : house.countyId
    const reader = isWarm ? Math.floor(Math.random() * tokens.length) : 0
    const begun = performance.now()
    const response = await fetch(`${house.url}${pathOf(division, filter)}`, {
      headers: { authorization: `Bearer ${tokens[reader]}` },
    })
    const body = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${body}`)
    if (isWarm)
      times.push({
        isText: filter.includes('q='),
        what: `${filter || 'no filter'} reader ${reader} division ${division ?? '-'}`,
        ms: performance.now() - begun,
      })
  }
  const slowest = times.toSorted((a, b) => b.ms - a.ms)
  for (const t of [...slowest.filter((t) => !t.isText).slice(0, 5), ...slowest.filter((t) => t.isText).slice(0, 3)])
    process.stdout.write(`  slowest: ${t.ms.toFixed(1)} ms  ${t.what}\n`)
  return times
}

function row(promise: string, times: readonly Timed[], wantedMs: number): Result {
  const p95 = quantile(
    times.map((t) => t.ms),
    0.95,
  )
  const p50 = quantile(
    times.map((t) => t.ms),
    0.5,
  )
  return {
    promise,
    measured: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    wanted: `p95 < ${wantedMs} ms`,
    holds: p95 < wantedMs,
  }
}
