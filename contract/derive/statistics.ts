// The counts that follow from a kind, and the facts of a matter they are moved by.
import type { AnyMatterKind, End, MatterKind } from '../kind.ts'
import { type Label, label } from '../label.ts'

/** What is counted of one matter: open values only, so that an event that carries them tells nothing of a person. */
export interface CountedFacts {
  kind: string
  divisionId: number
  /** Day the matter was opened on, `YYYY-MM-DD` in Asia/Shanghai: all counts but those of `endedIn` are of that cohort. */
  day: string
  state: string
  merged: boolean
  /** Values of the fields that `counts` and `categoryField` name. */
  values: Record<string, string>
  /** Seconds from opening to the first answer and to the end, when they have happened. */
  answeredAfterS: number | null
  endedAfterS: number | null
  /** Day it ended on and how, when it has ended. */
  ended: { day: string; as: End } | null
}

/** What a counter covers: a month, or a single day. */
export type Grain = 'month' | 'day'

/** An amount of a measure in a period; `period` is the first day of the month, or the day. */
export interface Count {
  grain: Grain
  period: string
  measure: string
  n: number
}

/** The first day of the month of a day. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

export interface Measure {
  id: string
  label: Label
}

/**
 * The measures of one matter in the month it was opened in: measure id to amount. A merged matter counts only as merged.
 */
export function measuresOf(k: AnyMatterKind, f: CountedFacts): Record<string, number> {
  if (f.merged) return { received: 1, merged: 1 }
  const out: Record<string, number> = { received: 1, [`state:${f.state}`]: 1 }
  for (const by of countedFields(k)) {
    const value = f.values[by]
    if (value !== undefined) out[`${by}:${value}`] = 1
  }
  if (f.answeredAfterS !== null) Object.assign(out, { answered: 1, answered_s: f.answeredAfterS })
  if (f.endedAfterS !== null) Object.assign(out, { ended: 1, ended_s: f.endedAfterS })
  return out
}

/** Whether a measure is counted by the day too: what came in, and of what category. */
export const isByDay = (k: AnyMatterKind, measure: string): boolean =>
  measure === 'received' ||
  measure === 'merged' ||
  (k.categoryField !== undefined && measure.startsWith(`${k.categoryField as string}:`))

/** Everything one matter adds to the counters of each division it lies in. */
export function countsOf(k: AnyMatterKind, f: CountedFacts): Count[] {
  const measures = Object.entries(measuresOf(k, f))
  const counts: Count[] = measures.map(([measure, n]) => ({ grain: 'month', period: monthOf(f.day), measure, n }))
  for (const [measure, n] of measures) if (isByDay(k, measure)) counts.push({ grain: 'day', period: f.day, measure, n })
  if (f.ended && !f.merged)
    counts.push({ grain: 'month', period: monthOf(f.ended.day), measure: `endedIn:${f.ended.as}`, n: 1 })
  return counts
}

/** The fields a kind is counted by: its category and those that `counts` names. */
export const countedFields = (k: AnyMatterKind): string[] => [
  ...new Set([...(k.categoryField ? [k.categoryField as string] : []), ...k.counts.map((c: { by: string }) => c.by)]),
]

/** Every count a kind has, with its definition in words. */
export const statistics = (k: AnyMatterKind): Measure[] => [
  { id: 'received', label: label('当月登记的全部事项', 'All matters opened in the month') },
  { id: 'merged', label: label('其中并入其他事项的', 'Of these, merged into another') },
  { id: 'answered', label: label('其中已首次回应的', 'Of these, answered a first time') },
  { id: 'ended', label: label('其中已办结的', 'Of these, ended') },
  { id: 'endedIn:settled', label: label('当月化解、办成的（不论何时登记）', 'Settled in the month, whenever opened') },
  { id: 'endedIn:failed', label: label('当月未办成而结束的（不论何时登记）', 'Failed in the month, whenever opened') },
  { id: 'endedIn:dropped', label: label('当月终止的（不论何时登记）', 'Dropped in the month, whenever opened') },
  ...Object.entries((k as MatterKind).states).map(([name, s]) => ({ id: `state:${name}`, label: s.label })),
  ...(k.counts as readonly { id: string; label: Label; by: string }[]).map((c) => ({
    id: `${c.by}:*`,
    label: c.label,
  })),
]
