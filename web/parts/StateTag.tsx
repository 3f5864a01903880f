// A state by its word and its tone.
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { useText } from '../../ui/text/language.tsx'
import { toneOf } from '../../ui/theme/tone.ts'
import { ToneTag } from './ToneTag.tsx'

export function StateTag({ kind, state }: { kind: AnyMatterKind; state: string }) {
  const text = useText()
  return <ToneTag tone={toneOf(kind, state)}>{text((kind as MatterKind).states[state]?.label ?? state)}</ToneTag>
}
