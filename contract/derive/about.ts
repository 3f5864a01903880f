// What follows from a kind whose matters are about an entry of a register.
import { marksOf } from '../fields.ts'
import type { AnyMatterKind, MatterKind } from '../kind.ts'

/** The register whose entries a kind's matters are about, or null when they are about none. */
export function registerAbout(kind: AnyMatterKind): string | null {
  const { about, fields } = kind as MatterKind
  return about ? (marksOf(fields[about.entry], about.entry)['x-register'] ?? null) : null
}

/** Whether naming the entry is all that opening asks: a phone then opens it with one tap. */
export const isOneTap = (kind: AnyMatterKind): boolean =>
  kind.about !== undefined && kind.askedAtStart.length === 1 && kind.askedAtStart[0] === kind.about.entry
