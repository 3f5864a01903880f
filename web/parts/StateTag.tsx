// A state by its word and its tone: the colour repeats what the word says.
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { useText } from '../../ui/text/language.tsx'
import { toneColours, toneOf, toneTints } from '../../ui/theme/tone.ts'
import './parts.css'

export function StateTag({ kind, state }: { kind: AnyMatterKind; state: string }) {
  const text = useText()
  const tone = toneOf(kind, state)
  const name = (kind as MatterKind).states[state]?.label ?? state
  return (
    <span className="tag" style={{ color: toneColours[tone], background: toneTints[tone] }}>
      {text(name)}
    </span>
  )
}
