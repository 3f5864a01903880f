// The colour family of a state, read off its place in the definition: no kind names a colour.
import type { AnyMatterKind, MatterKind, State } from '../../contract/kind.ts'
import { parties, type Taker } from '../../contract/posts.ts'

export type Tone = 'unplaced' | 'new' | 'raised' | 'going' | 'away' | 'waiting' | 'settled' | 'failed' | 'dropped'

/** Strong enough for text on white (WCAG AA), and for a dot on the map. */
export const toneColours: Record<Tone, string> = {
  unplaced: '#5b6675',
  new: '#1f62b0',
  raised: '#b4440f',
  going: '#0b7169',
  away: '#6a45a8',
  waiting: '#566d0a',
  settled: '#1c7a3d',
  failed: '#a01645',
  dropped: '#5f6875',
}

export const toneTints: Record<Tone, string> = {
  unplaced: '#eef0f3',
  new: '#e6effa',
  raised: '#fcece2',
  going: '#e0f2f0',
  away: '#efe9f8',
  waiting: '#f0f4dc',
  settled: '#e3f4e9',
  failed: '#fae6ec',
  dropped: '#eff1f3',
}

export const lateColour = '#bf2a2a'

const endTones = { settled: 'settled', failed: 'failed', dropped: 'dropped' } as const

/** The tone of a state of a kind. A state that the definition no longer has is grey. */
export function toneOf(kind: AnyMatterKind, state: string): Tone {
  const k = kind as MatterKind
  const declared: State<string> | undefined = k.states[state]
  if (!declared) return 'dropped'
  if (declared.end) return endTones[declared.end]
  if (state === k.startUnplaced) return 'unplaced'
  if (state === k.start) return 'new'
  const transitions = Object.values(k.transitions)
  if (transitions.some((t) => t.to === state && t.raises)) return 'raised'
  if (transitions.some((t) => t.to === state && typeof t.unit === 'string')) return 'away'
  if (transitions.some((t) => t.from.includes(state) && isPartysWord(k, t.to, t.by))) return 'waiting'
  return 'going'
}

const isPartysWord = (k: MatterKind, to: string | undefined, by: readonly Taker[]): boolean =>
  k.states[to ?? '']?.end !== undefined && by.length > 0 && by.every((taker) => taker in parties)
