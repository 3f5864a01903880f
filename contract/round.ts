// Defines a round: a due pass over divisions or a register. Its checks and findings are matters that follow from it.
import { checklistFaults } from './checklist/faults.ts'
import type { AnyMatterKind } from './kind.ts'
import { posts } from './posts.ts'
import { checkKind, findingKind } from './round-kinds.ts'
import type { RoundNotes } from './round-notes.ts'

/** A round with the matters that follow from it. */
export interface RoundKind extends RoundNotes {
  check: AnyMatterKind
  findings: AnyMatterKind
}

/** Every fault of a round's definition, each with the path to it. */
export function findRoundFaults(r: RoundNotes): string[] {
  const faults = checklistFaults(r.checklist).map((f) => `checklist.${f.item}.${f.part}: ${f.why.en}`)
  if (r.by.length === 0) faults.push('nobody does it: by is empty')
  if (r.leads.length === 0) faults.push('nobody looks after it: leads is empty')
  if (r.approves.length === 0) faults.push('nobody decides on a measure: approves is empty')
  if (Object.keys(r.finding.measures).length === 0)
    faults.push('an order that is not kept leads to nothing: no measures')
  if (r.draw && !(Number.isInteger(r.draw.count) && r.draw.count > 0))
    faults.push('draw.count is not a whole number above 0')
  if (r.draw && r.whenOver === 'reported')
    faults.push('a surprise check that nobody made cannot be reported by the system')
  if (r.whenOver === 'reported' && !r.discovers?.length)
    faults.push('the system has nothing to report: discovers is empty')
  for (const { post } of r.by)
    if ('inUnit' in posts[post] && !r.checked?.includes(post))
      faults.push(`${post} checks a unit that checked does not name`)
  return faults
}

/** Defines a round, or throws with every fault. */
export function defineRound(notes: RoundNotes): RoundKind {
  const faults = findRoundFaults(notes)
  if (faults.length > 0) throw new Error(`round ${notes.kind}: ${faults.join('; ')}`)
  return { ...notes, check: checkKind(notes), findings: findingKind(notes) }
}

/** The matters that follow from a round. */
export const roundMatters = (r: RoundKind): AnyMatterKind[] => [r.check, r.findings]

/** Whether the unit itself makes the check. */
export const isSelfCheck = (r: Pick<RoundNotes, 'by'>): boolean => r.by.some(({ post }) => 'inUnit' in posts[post])

/** Something a round passes over: a division, or an entry of a register. */
export interface Target {
  id: string
  name: string
  divisionId: number
  point?: { lng: number; lat: number } | null
  unitId?: string | null
}
