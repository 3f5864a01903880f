// A short name for what the definitions say, the same in the server and in the app on a phone.
import type { AnyMatterKind } from '../kind.ts'

const [prime, offset, otherOffset] = [0x01000193, 0x811c9dc5, 0x050c5d1f]

// FNV-1a: it only has to differ when the text does, and must not cost a phone anything.
function fingerprint(text: string, from: number): string {
  let hash = from
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), prime)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** The revision of these definitions: another one when fields, states, transitions or words changed. */
export function definitionsRevision(kinds: Iterable<AnyMatterKind>): string {
  const text = JSON.stringify([...kinds].toSorted((a, b) => (a.kind < b.kind ? -1 : 1)))
  return fingerprint(text, offset) + fingerprint(text, otherOffset)
}
