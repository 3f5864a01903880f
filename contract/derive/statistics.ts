// The counts that follow from a kind, and the facts of a matter they are moved by.
import type { AnyMatterKind, MatterKind } from '../kind.ts'
import { type Label, label } from '../label.ts'
import { rungLabels, type Supervision } from '../supervision.ts'

/** What is counted of one matter: open values only, so that an event that carries them tells nothing of a person. */
export interface CountedFacts {
  kind: string
  divisionId: number
  /** Month the matter was opened in, `YYYY-MM-01` in Asia/Shanghai: every count is of that cohort. */
  month: string
  state: string
  merged: boolean
  /** The highest rung of the supervision ladder, when one was climbed. */
  supervision?: Supervision
  /** Values of the fields that `counts` and `categoryField` name. */
  values: Record<string, string>
  /** Seconds from opening to the first answer and to the end, when they have happened. */
  answeredAfterS: number | null
  endedAfterS: number | null
}

export interface Measure {
  id: string
  label: Label
}

/** The measures of one matter: measure id to amount. A merged matter counts only as merged. */
export function measuresOf(k: AnyMatterKind, f: CountedFacts): Record<string, number> {
  if (f.merged) return { received: 1, merged: 1 }
  const out: Record<string, number> = { received: 1, [`state:${f.state}`]: 1 }
  for (const by of countedFields(k)) {
    const value = f.values[by]
    if (value !== undefined) out[`${by}:${value}`] = 1
  }
  if (f.supervision !== undefined) out[`supervised:${f.supervision}`] = 1
  if (f.answeredAfterS !== null) Object.assign(out, { answered: 1, answered_s: f.answeredAfterS })
  if (f.endedAfterS !== null) Object.assign(out, { ended: 1, ended_s: f.endedAfterS })
  return out
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
  ...Object.entries(rungLabels).map(([rung, text]) => ({ id: `supervised:${rung}`, label: text })),
  ...Object.entries((k as MatterKind).states).map(([name, s]) => ({ id: `state:${name}`, label: s.label })),
  ...(k.counts as readonly { id: string; label: Label; by: string }[]).map((c) => ({
    id: `${c.by}:*`,
    label: c.label,
  })),
]
