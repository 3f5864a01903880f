// Asks the dashboards and lists of a nation, any division and any months, and times the answers.
import { listPath } from '../../contract/derive/paths.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { House } from '../../core/context.ts'
import type { Division } from '../../core/divisions/tree.ts'
import { quantile, type Result } from '../table.ts'
import { type Server, timeOf } from './client.ts'
import { draws, valuesOf } from './shape.ts'

const drawsEach = 150
const months = 60
const times = 3
/** A server that has just started compiles on the way; a nation's has served before. */
const warmUps = 40

interface Drawn {
  what: string
  path: string
  /** Milliseconds of each asking. */
  ms: number[]
}

/** Picks of a generator whose draws repeat. */
function picker(seed: number) {
  const draw = draws(seed)
  const below = (n: number) => Math.floor(draw() * n)
  return { below, of: <T>(from: readonly T[]): T => from[below(from.length)] as T }
}
type Picker = ReturnType<typeof picker>

/** Any range of the last five years; every fifth is all of them. */
function anyMonths(pick: Picker, now: Date): string {
  const last = now.getUTCFullYear() * 12 + now.getUTCMonth()
  const text = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  if (pick.below(5) === 0) return `from=${text(last - months)}&to=${text(last)}`
  const [a, b] = [last - pick.below(months), last - pick.below(months)].sort((x, y) => x - y) as [number, number]
  return `from=${text(a)}&to=${text(b)}`
}

type Levels = Record<'nation' | 'province' | 'prefecture' | 'county' | 'township', Division[]>

function levelsOf(house: House): Levels {
  const all = house.divisions.tree.roots().flatMap((root) => house.divisions.tree.below(root.id))
  const at = (level: number) => all.filter((d) => d.level === level)
  return { nation: at(0), province: at(1), prefecture: at(2), county: at(3), township: at(4) }
}

type Question = (levels: Levels, pick: Picker) => string

/** The six, and the level between. */
const dashboards: Record<string, Question> = {
  'nation by province and state': (l) => `children?division=${l.nation[0]?.id}`,
  'daily trend by cause, any level': (l, pick) =>
    `trend?by=day&division=${pick.of(pick.of([l.nation, l.province, l.prefecture, l.county, l.township])).id}`,
  'province by prefecture': (l, pick) => `children?division=${pick.of(l.province).id}`,
  'prefecture by county': (l, pick) => `children?division=${pick.of(l.prefecture).id}`,
  'county by township': (l, pick) => `children?division=${pick.of(l.county).id}`,
  'township by village': (l, pick) => `children?division=${pick.of(l.township).id}`,
  "a prefecture's total": (l, pick) => `total?division=${pick.of(l.prefecture).id}`,
}

async function timed(server: Server, drawn: Drawn): Promise<void> {
  for (let i = 0; i < times; i++) drawn.ms.push(await timeOf(server, drawn.path))
}

/** Each asked three times in a row, and the middle one counts: the machine is shared, and what is measured is ours. */
const middle = (ms: readonly number[]): number => quantile(ms, 0.5)

function resultOf(promise: string, drawn: readonly Drawn[], q: number, wantedMs: number): Result {
  const mids = drawn.map((d) => middle(d.ms))
  const all = drawn.flatMap((d) => d.ms)
  const slowest = drawn.toSorted((a, b) => middle(b.ms) - middle(a.ms))[0]
  process.stdout.write(`  ${promise}: slowest ${middle(slowest?.ms ?? []).toFixed(1)} ms ${slowest?.path}\n`)
  const measured = quantile(mids, q)
  const p = `p${q * 100}`
  return {
    promise,
    measured: `p50 ${quantile(mids, 0.5).toFixed(1)} ms, ${p} ${measured.toFixed(1)} ms (${p} of single askings ${quantile(all, q).toFixed(1)})`,
    wanted: `${p} < ${wantedMs} ms`,
    holds: measured < wantedMs,
  }
}

/** Times the dashboards. */
export async function measureDashboards(server: Server, house: House, k: AnyMatterKind): Promise<Result[]> {
  const levels = levelsOf(house)
  const pick = picker(6)
  const results: Result[] = []
  const everything: Drawn[] = []
  const pathOf = (question: Question) =>
    `/api/statistics/${k.kind}/${question(levels, pick)}&${anyMonths(pick, house.now())}`
  for (const question of Object.values(dashboards))
    for (let i = 0; i < warmUps; i++) await timeOf(server, pathOf(question))
  for (const [what, question] of Object.entries(dashboards)) {
    const drawn = Array.from({ length: drawsEach }, (): Drawn => ({ what, path: pathOf(question), ms: [] }))
    for (const each of drawn) await timed(server, each)
    results.push(resultOf(`dashboard: ${what}`, drawn, 0.99, 10))
    everything.push(...drawn)
  }
  return [...results, resultOf('all dashboards together', everything, 0.99, 10)]
}

const filters = (categories: readonly string[], states: readonly string[]): string[] => [
  '',
  ...states.map((state) => `state=${state}`),
  'open=true',
  'overdue=true',
  `category=${categories[0]}`,
  `category=${categories.at(-1)}`,
  'channel=phone',
  'sort=openedAt',
  'sort=dueAt',
  'from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z',
]

/** Times first pages of lists at every level. */
export async function measureLists(server: Server, house: House, k: AnyMatterKind): Promise<Result[]> {
  const levels = levelsOf(house)
  const pick = picker(7)
  const categories = k.categoryField ? (valuesOf(house, k, k.categoryField as string) ?? []) : []
  const usable = filters(categories, Object.keys(k.states))
  const results: Result[] = []
  for (const [level, divisions] of Object.entries(levels)) {
    const drawn = Array.from({ length: drawsEach }, (): Drawn => {
      const path = `${listPath(k)}?division=${pick.of(divisions).id}&${pick.of(usable)}`
      return { what: level, path, ms: [] }
    })
    for (const each of drawn) await timed(server, each)
    results.push(resultOf(`first page of a list of a ${level}, any filter`, drawn, 0.95, 50))
  }
  return results
}
