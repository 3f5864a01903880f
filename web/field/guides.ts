// What modules say on phones of how a matter goes on, and which kinds have documents.
import type { MatterView } from '../../contract/views.ts'
import { dispute } from '../../modules/mediation/dispute.matter.ts'
import { type Guide, guideOf } from '../../modules/mediation/web/phone/guide.ts'

const guides: Readonly<Record<string, typeof guideOf>> = { [dispute.kind]: guideOf }

/** What comes next with a matter, in a sentence; undefined where a kind says nothing. */
export const guideFor = ({ kind, state, data }: Pick<MatterView, 'kind' | 'state' | 'data'>): Guide | undefined =>
  guides[kind]?.(state, data)

/** Kinds whose matters have documents that write themselves. */
export const withPapers: readonly string[] = [dispute.kind]
