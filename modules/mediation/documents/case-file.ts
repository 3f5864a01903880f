// What the documents of a dispute are written from: the dispute, its tasks, its story and the names of that time.
import type Type from 'typebox'
import type { Static, TProperties } from 'typebox'
import type { Mark } from '../../../core/documents/document.ts'
import type { confirmation } from '../confirmation.matter.ts'
import type { disputeFields } from '../dispute.fields.ts'
import type { obligation } from '../obligation.matter.ts'
import type { revisit } from '../revisit.matter.ts'

type DataOf<F extends TProperties> = Partial<Static<ReturnType<typeof Type.Object<F>>>>

export type DisputeData = DataOf<typeof disputeFields>
export type PartyOfDispute = NonNullable<DisputeData['parties']>[number]

/** A task of the dispute that has its part in the file. */
export interface TaskOf<Data> {
  state: string
  endedAt: Date | null
  data: Data
}

/** One step of the dispute, by the office that took it. */
export interface StoryStep {
  at: Date
  did: string
  by: string
}

/** A signature as it was given: to which document, in which place, to which text. */
export interface GivenSignature {
  document: string
  place: string
  /** SHA-256 of the text that was signed, see signed-text.ts. */
  digest: string
  way: 'screen' | 'link'
  at: Date
  mark: Mark
}

export interface CaseFile {
  no: string
  state: string
  openedAt: Date
  endedAt: Date | null
  /** From the county down, as it was called on the day the dispute was opened. */
  place: string
  /** The cause in the words of the county's list. */
  cause: string
  /** The body that mediates, and across a county border the neighbour's. */
  lead: string
  other: string | null
  /** Who was named to take it over. */
  receiver: string | null
  data: DisputeData
  obligations: readonly TaskOf<DataOf<typeof obligation.fields>>[]
  revisits: readonly TaskOf<DataOf<typeof revisit.fields>>[]
  confirmation: TaskOf<DataOf<typeof confirmation.fields>> | null
  story: readonly StoryStep[]
  signatures: readonly GivenSignature[]
  /** The county's own words for letters. */
  letters: { rights: string; referral: string; promise: string; keeping: string }
}
