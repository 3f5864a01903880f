// The supervision ladder (催办、督办、提级): pressed, overseen, raised to the level above. Of a matter, never of a person.
import { type Label, label } from './label.ts'

/** The rungs, from the lowest: each is climbed from the one before. */
export const rungs = ['urged', 'overseen', 'raised'] as const
export type Supervision = (typeof rungs)[number]

export const rungLabels: Record<Supervision, Label> = {
  urged: label('催办', 'Urged'),
  overseen: label('督办', 'Overseen'),
  raised: label('提级办理', 'Raised a level'),
}

/** The rung above the present one; null at the top. */
export const nextRung = (present: Supervision | null): Supervision | null =>
  rungs[present === null ? 0 : rungs.indexOf(present) + 1] ?? null
