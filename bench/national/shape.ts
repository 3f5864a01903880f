// What the matters of a nation look like, drawn from a kind's own definition: how many where, in which state, of what cause.
import type { TSchema } from 'typebox'
import { countedFields } from '../../contract/derive/statistics.ts'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import type { House } from '../../core/context.ts'
import type { Division } from '../../core/divisions/tree.ts'

/** The kind that is measured unless another is named: disputes where there are any. */
export const usualKind = (house: House): string =>
  house.kinds.has('mediation.dispute') ? 'mediation.dispute' : 'reports.report'

/** Disputes of one county by cause, the commonest first (domain.md §2.3): 邻里, 山林土地承包, 其他, 婚姻家庭继承 … 物业. */
const causes = [1670, 1408, 849, 646, 446, 317, 224, 122, 99, 48, 45, 28, 18, 13, 2]
const many = 100

/** A list of about a hundred in which each value stands as often as its weight says: drawing from it is one random number. */
export function weighted<T>(weights: readonly (readonly [T, number])[]): T[] {
  const sum = weights.reduce((all, [, w]) => all + w, 0)
  return weights.flatMap(([value, w]) => Array<T>(Math.max(1, Math.round((w / sum) * many))).fill(value))
}

/** The values of a field that matters are counted by, the commonest first; null where it takes any text. */
export function valuesOf(house: House, k: AnyMatterKind, field: string): string[] | null {
  const marks = marksOf((k.fields as Record<string, TSchema>)[field], field)
  const list = marks['x-list'] === undefined ? undefined : house.lists.get(marks['x-list'])?.entries
  if (!list) return marks['x-choices'] ? Object.keys(marks['x-choices']) : null
  const groups = new Set(list.map((entry) => entry.under))
  return list.filter((entry) => !groups.has(entry.id)).map((entry) => entry.id)
}

/** Each counted field with its values, drawn as the county's causes are. */
export const drawnFields = (house: House, k: AnyMatterKind): [field: string, values: string[]][] =>
  countedFields(k).flatMap((field) => {
    const values = valuesOf(house, k, field)
    return values ? [[field, weighted(values.map((value, i) => [value, causes[i] ?? 1] as const))] as const] : []
  }) as [string, string[]][]

const shareOfEnd = { settled: 96, failed: 3, dropped: 1 }

/** States that ended, nearly all settled, and states still open, the first ones more often. */
export function drawnStates(k: AnyMatterKind): { ended: string[]; open: string[] } {
  const states = Object.entries((k as MatterKind).states)
  const ended = states.flatMap(([name, s]) => (s.end ? [[name, shareOfEnd[s.end]] as const] : []))
  const open = states
    .filter(([name, s]) => !s.end && name !== k.startUnplaced)
    .map(([name], i) => [name, 1 / (1 + i)] as const)
  return { ended: weighted(ended), open: weighted(open) }
}

/** A generator whose draws repeat (mulberry32), between 0 and 1. */
export function draws(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const normal = (draw: () => number): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
const countySpread = 0.6
const villageSpread = 1.2

/**
 * Places to draw from: a village stands in it as often as its share of all matters. Few villages have many and most have
 * few, and a busy county's are all busier.
 */
export function placesOf(villages: readonly Division[], slots: number): number[] {
  const draw = draws(20_261_126)
  const ofCounty = new Map<number | null, number>()
  const weights = villages.map((v) => {
    const county = ofCounty.get(v.countyId) ?? Math.exp(countySpread * normal(draw))
    ofCounty.set(v.countyId, county)
    return county * Math.exp(villageSpread * normal(draw))
  })
  const each = slots / weights.reduce((all, w) => all + w, 0)
  return villages.flatMap((v, i) => Array<number>(Math.floor((weights[i] as number) * each + draw())).fill(v.id))
}
