// The columns of the board of findings, read off the kind: its states in order, and what each of them waits for.
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { Label } from '../../../contract/label.ts'
import type { Sort } from '../../../contract/list-query.ts'
import { parties, type Taker, takerLabel } from '../../../contract/posts.ts'

export interface Stage {
  state: string
  label: Label
  isEnd: boolean
  /** What was dropped waits for nothing and is no part of the way. */
  isDropped: boolean
  /** What presses most comes first: by the clock, or the oldest where none runs; what ended, the latest first. */
  sort: Sort
  /** The steps that lead on, each with who takes it; what leads nowhere good (a drop) is not among them. */
  next: { step: Label; by: Label[] }[]
  /** The state the clock moves it to when time runs out. */
  onMiss: Label | null
}

/** The stages of a kind of findings. */
export function stagesOf(kind: AnyMatterKind): Stage[] {
  const k = kind as MatterKind
  return Object.entries(k.states).map(([state, notes]) => {
    const missed = notes.deadline?.onMiss ? k.transitions[notes.deadline.onMiss] : undefined
    const leading = Object.values(k.transitions).filter(
      (t) => t.from.includes(state) && t.by.length > 0 && k.states[t.to ?? '']?.end !== 'dropped',
    )
    return {
      state,
      label: notes.label,
      isEnd: notes.end !== undefined,
      isDropped: notes.end === 'dropped',
      sort: notes.end ? '-openedAt' : notes.deadline ? 'dueAt' : 'openedAt',
      next: leading.map((t) => ({
        step: t.label,
        by: (t.by as Taker[]).filter((by) => !(by in parties)).map(takerLabel),
      })),
      onMiss: missed?.to ? (k.states[missed.to]?.label ?? null) : null,
    }
  })
}
